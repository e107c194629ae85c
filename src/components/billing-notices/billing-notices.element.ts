import {html, nothing, type TemplateResult} from 'lit';
import type {Notice} from '../../contract/notice.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Subscription} from '../../contract/subscription.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {actions} from '../../styles/action.styles.js';
import {base} from '../../styles/base.styles.js';
import {notices} from '../../styles/notice.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderNotice} from '../../ui/notice.js';
import {toMethodText} from '../../ui/payment-method.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {BillingElement} from '../billing-element.js';
import {toPayOrder} from '../flow/pay-order.js';
import {isSomewhere} from '../flow/way-back.js';
import {WriteController} from '../flow/write-controller.js';
import {toPlanned} from './planned-notices.js';

/** Phases that need more room than a notice has. */
const opensFlow: ReadonlySet<string> = new Set(['step', 'checking', 'unsure', 'refused']);

/**
 * @summary Says what waits for the customer, each with the one thing to do about it: a payment that failed is paid in one
 * activation, a card that expires is replaced; and what is going to happen soon: a trial or a contract ends, a plan
 * changes. Takes no room where nothing waits.
 *
 * @fires {BillingInvoicePayRequestEvent} billing-invoice-pay-request - Before an invoice is paid; cancelable.
 * @fires {BillingInvoicePaidEvent} billing-invoice-paid - The invoice is paid: the endpoint said so.
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingReadyEvent} billing-ready - The first answer is here and is shown.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read or a payment failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart notice - One notice.
 * @csspart button - Its button.
 *
 * @tag billing-notices
 */
export class BillingNoticesElement extends BillingElement {
  static override styles = [tokens, base, actions, notices];

  /** The invoice that was paid from here. */
  #paying = '';
  #paidAmount = '';
  #shownPhase = '';
  #hadFocus = false;

  readonly #writing = new WriteController(
    this,
    ({kind, resourceId}) => kind === 'pay_invoice' && resourceId === this.#paying,
  );

  constructor() {
    super();
    void this.localize.load('notices').catch(() => undefined);
  }

  /** @internal */
  override get members() {
    return ['subscriptions', 'paymentMethods', 'notices'] as const;
  }

  protected override loadFlows() {
    return import('../flows.js');
  }

  protected override willUpdate(): void {
    this.#hadFocus = !!this.shadowRoot?.activeElement;
  }

  protected override updated(): void {
    super.updated();
    const phase = this.#writing.write?.phase ?? '';
    if (phase === this.#shownPhase) return;
    this.#shownPhase = phase;
    // Not within the update that it follows from.
    if (opensFlow.has(phase)) queueMicrotask(() => this.go(`invoices/${this.#paying}/pay`));
    // Whoever has gone on somewhere else is left there.
    if (phase === 'done' && (this.#hadFocus || !isSomewhere()))
      this.renderRoot.querySelector<HTMLElement>('.success h3')?.focus();
  }

  protected override renderContent(): unknown {
    const {localize, portal} = this;
    if (!localize.ready || !portal) return nothing;
    const {write} = this.#writing;
    const found = this.find('notices');
    const all = found.state === 'ready' ? found.value : [];
    return html`${portal.condition ? this.#renderCondition(portal.condition) : nothing}
      ${write?.phase === 'done' ? this.#renderPaid() : nothing} ${all.map((notice) => this.#renderOne(notice, write))}
      <p class="spoken" role="status">
        ${write?.phase === 'done' ? localize.term('noticePaid', {amount: this.#paidAmount}) : nothing}
      </p>`;
  }

  #renderCondition(condition: 'offline' | 'ending'): TemplateResult {
    const {localize} = this;
    return condition === 'offline'
      ? renderNotice({icon: 'refresh', title: localize.term('offline'), text: localize.term('offlineWaits')})
      : renderNotice({
          icon: 'clock',
          title: localize.term('sessionEnds'),
          text: localize.term('sessionEndsText'),
          // Being pressed is use enough: whatever is used goes on.
          action: renderWorkingButton({
            label: localize.term('staySignedIn'),
            variant: 'small',
            onClick: () => undefined,
          }),
        });
  }

  #renderPaid(): TemplateResult {
    const {localize} = this;
    const title = localize.term('noticePaid', {amount: this.#paidAmount});
    return renderNotice({icon: 'check', tone: 'success', title, text: localize.term('noticePaidText')});
  }

  #renderOne(notice: Notice, write: StandingWrite | undefined): unknown {
    switch (notice.kind) {
      case 'payment_failed':
        return this.#renderFailed(notice, write);
      case 'card_expires':
      case 'card_expired':
        return this.#renderCard(notice);
      default:
        return this.#renderPlanned(notice);
    }
  }

  #renderFailed({invoiceId, amount, at, nextAt, subscriptionId}: Notice, write: StandingWrite | undefined) {
    const {localize} = this;
    if (!invoiceId || !amount) return nothing;
    const shown = localize.money(amount);
    const {name, status, endsAt} = this.#findSubscription(subscriptionId) ?? {};
    const date = status === 'past_due' && endsAt ? localize.date(endsAt, 'long') : '';
    const texts = [
      at ? localize.term('dueDay', {date: localize.date(at, 'long')}) : '',
      nextAt ? localize.term('triedAgain', {date: localize.date(nextAt, 'long')}) : '',
      name ? (date ? localize.term('payToKeepBy', {name, date}) : localize.term('payToKeep', {name})) : '',
    ];
    const busy = write?.phase === 'working' && write.resourceId === invoiceId;
    return renderNotice({
      icon: 'alert',
      tone: 'danger',
      title: localize.term('paymentFailed', {amount: shown}),
      text: texts.filter(Boolean).join(' '),
      action: this.#may('invoices:pay')
        ? renderWorkingButton({
            label: localize.term(busy ? 'payingAmount' : 'payAmount', {amount: shown}),
            variant: 'primary small',
            busy,
            onClick: () => this.#pay(invoiceId, shown),
          })
        : nothing,
    });
  }

  #pay(invoiceId: string, amount: string): void {
    // One at a time: what another notice has begun is still told by it.
    if (this.portal?.write?.isBusy) return;
    const {portal} = this;
    if (!portal) return;
    this.#paying = invoiceId;
    this.#paidAmount = amount;
    const {order, events} = toPayOrder(portal, invoiceId, undefined);
    this.#writing.begin(order, events);
  }

  #renderCard({kind, at, amount, nextAt, paymentMethodId}: Notice): unknown {
    const {localize} = this;
    const method = this.#findMethod(paymentMethodId);
    if (!method) return nothing;
    const name = toMethodText(localize, method);
    const isOver = kind === 'card_expired';
    return renderNotice({
      icon: 'alert',
      tone: isOver ? 'danger' : 'warning',
      title: isOver
        ? localize.term('cardExpired', {method: name})
        : localize.term('cardExpires', {method: name, date: at ? localize.date(at, 'long') : ''}),
      text:
        amount && nextAt
          ? localize.term('replaceBefore', {date: localize.date(nextAt, 'long'), amount: localize.money(amount)})
          : undefined,
      action: this.#may('payment_methods:write')
        ? renderWorkingButton({
            label: localize.term('replaceCard'),
            variant: 'small',
            onClick: () => void this.go(`payment-methods/${method.id}/replace`),
          })
        : nothing,
    });
  }

  /** What is going to happen; a notice of a kind that this copy does not know has no words here. */
  #renderPlanned(notice: Notice): unknown {
    const {localize} = this;
    const subscription = this.#findSubscription(notice.subscriptionId);
    const method = this.#findMethod(notice.paymentMethodId);
    const options = subscription && toPlanned(localize, notice, subscription, method && toMethodText(localize, method));
    if (!options) return nothing;
    const {needsMethod, lead} = options;
    const add = {label: localize.term('addPaymentMethod'), view: 'payment-methods/add'} as const;
    const way = needsMethod ? this.#may('payment_methods:write') && add : lead;
    const action = way
      ? renderWorkingButton({label: way.label, variant: 'small', onClick: () => void this.go(way.view)})
      : nothing;
    return renderNotice({...options, action});
  }

  #may(scope: 'invoices:pay' | 'payment_methods:write'): boolean {
    return !!this.portal?.answer?.session.scopes.includes(scope);
  }

  #findMethod(id: string | null): PaymentMethod | undefined {
    const found = this.find('paymentMethods');
    return found.state === 'ready' ? found.value.find((method) => method.id === id) : undefined;
  }

  #findSubscription(id: string | null): Subscription | undefined {
    const found = this.find('subscriptions');
    return found.state === 'ready' ? found.value.find((subscription) => subscription.id === id) : undefined;
  }
}
