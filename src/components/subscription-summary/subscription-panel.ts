import {html, nothing, type TemplateResult} from 'lit';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {NextPayment, Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderButton} from '../../ui/button.js';
import {renderLedger} from '../../ui/ledger.js';
import {renderBrand, toMethodText} from '../../ui/payment-method.js';
import {renderPeriodLine} from '../../ui/period-line.js';
import type {BillingElement} from '../billing-element.js';
import {toPer, toPrice, toQuantityText} from './subscription-view.js';

/** What the panels of an element need of it. */
export interface SummaryHost extends Pick<BillingElement, 'localize' | 'portal' | 'find' | 'go' | 'requestUpdate'> {
  /** The time it is at the provider. */
  readonly asOf: string;
  /** What was opened by hand: the items of a subscription, or one of several. */
  readonly opened: ReadonlySet<string>;
  /** Opens what is closed, and closes what is open. */
  toggle(what: string): void;
}

/** What a panel is made of. */
export interface PanelParts {
  status: {text: string; tone: string};
  /** What can be done besides, at the end of the first line. */
  more?: unknown;
  /** The large amount, and what stands beside it. */
  price?: readonly [amount: string, beside: string];
  /** One line below. */
  note?: unknown;
  facts?: unknown;
  period?: unknown;
  actions?: unknown;
  side?: unknown;
  below?: unknown;
}

/** A subscription: what it is and costs on one side, what is charged next on the other. */
export function renderPanel({name}: Subscription, parts: PanelParts): TemplateResult {
  const {status, more, price, note, facts, period, actions, side, below} = parts;
  return html`<div class="main">
      <div class="name">
        <h3><bdi>${name}</bdi></h3>
        <span class="status ${status.tone}">${status.text}</span>${more}
      </div>
      ${price && html`<p class="price" part="price"><b>${price[0]}</b> <span>${price[1]}</span></p>`}
      <p class="muted">${note}</p>
      ${facts} ${period}
      <div class="actions">${actions}</div>
    </div>
    ${side ? html`<div class="side" part="next">${side}</div>` : nothing}${below}`;
}

/** One that is simply active. */
type PlainSubscription = Subscription & {
  currentPeriod: NonNullable<Subscription['currentPeriod']>;
  nextPayment: NextPayment;
};

/** True for what is simply active, and has nothing more to say: every other state is told by `subscription-states.ts`. */
export function isPlain(host: SummaryHost, subscription: Subscription): subscription is PlainSubscription {
  const {status, items, currentPeriod, nextPayment, actions, collection} = subscription;
  const {endsAt, pausesAt, commitment, pendingChange, discount} = subscription;
  return !!(
    status === 'active' &&
    items.length === 1 &&
    currentPeriod &&
    nextPayment?.certainty === 'exact' &&
    !nextPayment.credit &&
    collection === 'automatic' &&
    actions.cancel?.allowed &&
    !(endsAt ?? pausesAt ?? commitment ?? pendingChange ?? discount) &&
    (host.find('paymentMethods').state !== 'ready' || findMethod(host, subscription))
  );
}

/** One that is simply active. */
export function renderPlain(host: SummaryHost, subscription: PlainSubscription): TemplateResult {
  const {localize, asOf} = host;
  const {id, totals, interval, currentPeriod, nextPayment, actions} = subscription;
  const lead = (to: 'plan' | 'cancel', label: 'changePlan' | 'cancelSubscription'): TemplateResult =>
    renderButton({label: localize.term(label), onClick: () => host.go(`subscriptions/${id}/${to}`)});
  return renderPanel(subscription, {
    status: {text: localize.term('state_active'), tone: 'success'},
    price: [toPrice(localize, totals), toPer(localize, interval, totals)],
    note: renderNote(host, subscription),
    period: renderPeriodLine(localize, currentPeriod, asOf),
    // One that is refused is said with its reason, once that is loaded.
    actions: [actions.changePlan?.allowed ? lead('plan', 'changePlan') : nothing, lead('cancel', 'cancelSubscription')],
    side: [
      renderNext(localize, 'nextCharge', nextPayment),
      renderLedger(localize, nextPayment.lines, nextPayment.totals),
      renderMethod(host, subscription),
    ],
  });
}

/** "4 seats at €29.00, billed monthly", and what shows each item. */
export function renderNote(host: SummaryHost, subscription: Subscription): unknown {
  const {localize, opened} = host;
  const {id} = subscription;
  return html`${toQuantityText(localize, subscription)}
    <button type="button" class="link" aria-expanded=${opened.has(id)} @click=${() => host.toggle(id)}>
      ${localize.term('details')}
    </button>`;
}

/** What is charged next, and when; `amount` says it where it is not exact. */
export function renderNext(
  localize: LocalizeController,
  label: 'nextCharge' | 'firstCharge' | 'nextInvoice',
  {amountDue, at}: NextPayment,
  amount = localize.money(amountDue),
): TemplateResult {
  return renderAmount(localize.term(label), amount, localize.term('onDate', {date: localize.date(at, 'long')}));
}

/** The head of the side: what it is, how much, and when. */
export function renderAmount(label: string, amount: string, when: string): TemplateResult {
  return html`<p class="next">
    <span class="muted note">${label}</span> <b>${amount}</b> <span class="muted">${when}</span>
  </p>`;
}

/** The method that pays, and the way to another; nothing while it is read, and where it could not be. */
export function renderMethod(host: SummaryHost, subscription: Subscription): unknown {
  const {localize, portal} = host;
  if (host.find('paymentMethods').state === 'loading') return html`<div class="with"></div>`;
  const method = findMethod(host, subscription);
  if (!method) return nothing;
  const name = toMethodText(localize, method);
  return html`<div class="with">
    ${renderBrand(method, () => host.requestUpdate())}<span>${name}</span>${
      portal?.answer?.session.scopes.includes('payment_methods:write')
        ? html`<button
            type="button"
            class="link"
            aria-label=${localize.term('changeNamed', {name})}
            @click=${() => host.go(`payment-methods/${method.id}/replace`)}
          >
            ${localize.term('change')}
          </button>`
        : nothing
    }
  </div>`;
}

/** The method that pays for it: its own, or the customer's default. */
export function findMethod(host: SummaryHost, {paymentMethodId}: Subscription): PaymentMethod | undefined {
  const methods = host.find('paymentMethods');
  return methods.state === 'ready'
    ? methods.value.find(({id, isDefault}) => (paymentMethodId ? id === paymentMethodId : isDefault))
    : undefined;
}
