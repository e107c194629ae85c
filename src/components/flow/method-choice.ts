import {html, nothing, type TemplateResult} from 'lit';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {renderBrand, toMethodText} from '../../ui/payment-method.js';

/** What a customer chose to pay with, for as long as the page is open: a card that was added on the way is the choice. */
const choices = new WeakMap<Portal, string>();

/** Chooses a method for what is paid next. */
export function chooseMethod(portal: Portal, paymentMethodId: string): void {
  choices.set(portal, paymentMethodId);
}

/** Forgets what was chosen: it was declined. */
export function forgetMethod(portal: Portal): void {
  choices.delete(portal);
}

/**
 * The method that a payment is made with: the one that was chosen, the one that is due, the default. After a decline,
 * another one that works is chosen beforehand where there is one.
 */
export function findMethod(
  portal: Portal,
  methods: readonly PaymentMethod[],
  due: string | null | undefined,
  declined?: string,
): PaymentMethod | undefined {
  const usable = methods.filter(({status}) => !toFlaw(status));
  const chosen = usable.find(({id}) => id === choices.get(portal));
  const others = usable.filter(({id}) => id !== declined);
  return (
    chosen ??
    others.find(({id}) => id === due) ??
    others.find(({isDefault}) => isDefault) ??
    others[0] ??
    usable[0] ??
    methods[0]
  );
}

/** What nothing can be charged to says so. */
function toFlaw(status: PaymentMethod['status']): 'expired' | 'pending' | undefined {
  return status === 'expired' || status === 'pending' ? (status as 'expired') : undefined;
}

/** The method in a line, or a choice of them where there are several. */
export function renderMethodChoice(
  localize: LocalizeController,
  methods: readonly PaymentMethod[],
  chosen: PaymentMethod,
  {changed, choose, isFixed}: {changed(): void; choose(id: string): void; isFixed: boolean},
): TemplateResult {
  const brand = renderBrand(chosen, changed);
  if (isFixed || methods.length < 2) {
    return html`<div class="with">${brand}<span>${toMethodText(localize, chosen)}</span></div>`;
  }
  const handleChange = (event: Event): void => choose((event.target as HTMLSelectElement).value);
  return html`<div class="with">
    ${brand}
    <label class="choice"
      ><span>${localize.term('payWith')}</span>
      <select @change=${handleChange}>
        ${methods.map(
          (method) =>
            html`<option value=${method.id} .selected=${method === chosen} ?disabled=${!!toFlaw(method.status)}>
              ${toMethodText(localize, method)}${toFlaw(method.status) ? `, ${localize.term(toFlaw(method.status) ?? 'expired')}` : nothing}
            </option>`,
        )}
      </select>
    </label>
  </div>`;
}
