import {html, nothing} from 'lit';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {renderBrand, toMethodText} from '../../ui/payment-method.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {chooseMethod, renderMethodChoice} from '../flow/method-choice.js';

/** What the choice of a method needs. */
export interface MethodOptions {
  localize: LocalizeController;
  portal: Portal;
  methods: readonly PaymentMethod[];
  chosen: PaymentMethod;
  /** True while the other methods are shown, too. */
  isOpen: boolean;
  /** Nothing can be chosen while something is on its way. */
  isFixed: boolean;
  open(): void;
  /** Leads to where another one is added; undefined where there is no such place. */
  add: (() => void) | undefined;
  changed(): void;
}

/** With what is paid, in one line; pressed, with all the others in its place. */
export function renderReviewMethod(options: MethodOptions): unknown {
  const {localize, portal, methods, chosen, isOpen, isFixed, open, add, changed} = options;
  if (isOpen && !isFixed) {
    const choose = (id: string): void => {
      chooseMethod(portal, id);
      changed();
    };
    return html`${renderMethodChoice(localize, methods, chosen, {changed, choose, isFixed})}${
      add
        ? html`<div class="foot">
            ${renderWorkingButton({label: localize.term('otherCard'), variant: 'small', onClick: add})}
          </div>`
        : nothing
    }`;
  }
  const name = toMethodText(localize, chosen);
  return html`<div class="with">
    ${renderBrand(chosen, changed)}<span>${name}</span>
    ${
      isFixed || (methods.length < 2 && !add)
        ? nothing
        : html`<button
            type="button"
            class="link"
            part="button"
            aria-label=${localize.term('changeNamed', {name})}
            @click=${open}
          >
            ${localize.term('otherMethod')}
          </button>`
    }
  </div>`;
}
