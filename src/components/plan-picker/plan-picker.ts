import '../subscription-change/subscription-change.js';
import {defineElement} from '../define.js';
import {PlanPickerElement} from './plan-picker.element.js';

defineElement('plan-picker', PlanPickerElement);

declare global {
  interface HTMLElementTagNameMap {
    'plan-picker': PlanPickerElement;
  }
}

export {PlanPickerElement};
