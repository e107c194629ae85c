import {defineElement} from '../define.js';
import {TaxIdsElement} from './tax-ids.element.js';

defineElement('tax-ids', TaxIdsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tax-ids': TaxIdsElement;
  }
}

export {TaxIdsElement};
