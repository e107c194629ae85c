import {defineElement} from '../define.js';
import {InvoiceListElement} from './invoice-list.element.js';

defineElement('invoice-list', InvoiceListElement);

declare global {
  interface HTMLElementTagNameMap {
    'invoice-list': InvoiceListElement;
  }
}

export {InvoiceListElement};
