import {defineElement} from '../define.js';
import {UsageMetersElement} from './usage-meters.element.js';

defineElement('usage-meters', UsageMetersElement);

declare global {
  interface HTMLElementTagNameMap {
    'usage-meters': UsageMetersElement;
  }
}

export {UsageMetersElement};
