import type {LitElement} from 'lit';
import {BillingError} from '../../contract/errors.js';
import type {PaymentForm, PaymentFormContext} from '../payment-form.js';

/** Marks our classes, so that another copy of ours is told from a stranger of the same name. */
const mark = Symbol.for('billing-elements/element/1');

/**
 * Registers the tag of a form when the form is first made, and not when its module is loaded. A name that another copy
 * of this package has taken is left to it. Throws `provider_cannot` where a stranger has taken it: nothing of ours
 * could be shown under it.
 */
export function defineForm(tag: string, form: CustomElementConstructor): void {
  const taken = customElements.get(tag);
  if (taken === undefined) {
    Object.assign(form, {[mark]: true});
    customElements.define(tag, form);
  } else if (taken !== form && !(mark in taken)) {
    throw new BillingError('provider_cannot', {message: `<${tag}> is taken`});
  }
}

/** An element that is a form, with a button of its own or one to be pressed outside of it. */
interface FormElement extends LitElement {
  context: PaymentFormContext | undefined;
  submit?(): Promise<void>;
}

/** Makes a form of an element, whose tag is registered for it. Throws as {@link defineForm} does. */
export function makeForm(tag: string, form: new () => FormElement, context: PaymentFormContext): PaymentForm {
  defineForm(tag, form);
  const element = Object.assign(document.createElement(tag) as FormElement, {context});
  return {
    element,
    ...(element.submit && {submit: async () => element.submit?.()}),
    focus: () => element.focus(),
    update: () => element.requestUpdate(),
  };
}
