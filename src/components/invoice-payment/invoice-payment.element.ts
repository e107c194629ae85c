import {Task} from '@lit/task';
import {html, nothing, type PropertyDeclarations} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Invoice} from '../../contract/invoice.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Portal} from '../../state/portal.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {renderEntry, renderLedger} from '../../ui/ledger.js';
import {toMethodText} from '../../ui/payment-method.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {FlowElement} from '../flow/flow-element.js';
import {chooseMethod, findMethod, forgetMethod, renderMethodChoice} from '../flow/method-choice.js';
import {renderDone} from '../flow/outcome.js';
import {paidEvents, toPayOrder} from '../flow/pay-order.js';

/**
 * @summary Pays one invoice that is owed: with which card, what the bank asks, and what came of it, in one place.
 *
 * @fires {BillingInvoicePayRequestEvent} billing-invoice-pay-request - Before the invoice is paid; cancelable.
 * @fires {BillingInvoicePaidEvent} billing-invoice-paid - The invoice is paid: the endpoint said so.
 * @fires {BillingRedirectEvent} billing-redirect - Before the page is left for the bank's site; cancelable.
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read or the payment failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The title.
 * @csspart panel - The frame around what is paid.
 * @csspart ledger - What it is made of.
 * @csspart notice - What came of it, where it is not done.
 * @csspart button - A button.
 *
 * @tag invoice-payment
 */
export class InvoicePaymentElement extends FlowElement {
  static override properties: PropertyDeclarations = {invoiceId: {attribute: 'invoice-id'}};

  /** The invoice to pay. */
  invoiceId = '';

  /** What the last attempt was made with: another one is chosen for the next. */
  #tried: string | undefined;

  /** The refusal that was drawn conclusions from. */
  #seen: StandingWrite | undefined;

  readonly #invoice = new Task(this, {
    args: () => [this.invoiceId, this.portal, this.portal?.answer?.session.subject] as const,
    task: ([id, portal, subject], {signal}) => readInvoice(id, portal, subject, signal),
  });

  /** @internal */
  override get members() {
    return ['subscriptions', 'paymentMethods', 'invoices'] as const;
  }

  protected override isOwn({kind, resourceId}: StandingWrite): boolean {
    return kind === 'pay_invoice' && resourceId === this.invoiceId;
  }

  protected override get amountText(): string | undefined {
    const amount = this.#found?.amountDue ?? this.#found?.total;
    return amount && this.localize.money(amount);
  }

  protected override get doneText(): string {
    return this.localize.term('paid', {amount: this.#paidAmount});
  }

  /** The invoice as it was before the payment: what was owed is what was paid. */
  get #found(): Invoice | undefined {
    return this.#invoice.value ?? undefined;
  }

  get #paidAmount(): string {
    const invoice = this.#found ?? (this.writing.write?.answer['invoice'] as Invoice | undefined);
    const due = this.#found?.amountDue;
    const amount = due && due.amount > 0 ? due : invoice?.total;
    return amount ? this.localize.money(amount) : '';
  }

  /** Pays with the method that is chosen. What is on its way already is not begun again. */
  pay(): void {
    const {portal, invoiceId} = this;
    const invoice = this.#found;
    if (!portal || !invoice) return;
    const method = this.#findMethod(portal, invoice);
    this.#tried = method?.id;
    const {order, events} = toPayOrder(portal, invoiceId, method?.id);
    this.writing.begin(order, events);
  }

  protected override updated(): void {
    super.updated();
    const {portal} = this;
    const {write} = this.writing;
    if (!portal || write?.phase !== 'refused' || write === this.#seen) return;
    this.#seen = write;
    const code = write.error?.code ?? '';
    // What was declined is not chosen any more, until it is chosen again.
    if (declines.has(code)) forgetMethod(portal);
    // It has become another one behind the page's back.
    if (code === 'action_refused' || code === 'not_found') void this.#invoice.run();
    this.requestUpdate();
  }

  get #methods(): readonly PaymentMethod[] {
    const found = this.find('paymentMethods');
    return found.state === 'ready' ? found.value.filter(({status}) => status !== 'pending') : [];
  }

  #findMethod(portal: Portal, {subscriptionId}: Invoice): PaymentMethod | undefined {
    const subscriptions = this.find('subscriptions');
    const subscription =
      subscriptions.state === 'ready' ? subscriptions.value.find(({id}) => id === subscriptionId) : undefined;
    const due = subscription?.paymentMethodId;
    const {write} = this.writing;
    const isDeclined = write?.phase === 'refused' && declines.has(write.error?.code ?? '');
    // What was begun elsewhere, from a notice say, was tried with the method that is due.
    const declined = isDeclined ? (this.#tried ?? findMethod(portal, this.#methods, due)?.id) : undefined;
    return findMethod(portal, this.#methods, due, declined);
  }

  protected override renderContent(): unknown {
    const {localize} = this;
    const {write} = this.writing;
    // A write that was resumed tells itself, whoever began it.
    if (write) this.writing.tell(write, paidEvents);
    const title = localize.term('payTitle', {number: this.#found?.number ?? ''});
    return this.renderFlow(
      {title},
      this.#invoice.render({
        initial: () => this.renderWaiting(),
        pending: () => (this.#found ? this.#renderInvoice(this.#found) : this.renderWaiting()),
        complete: (invoice) => (invoice ? this.#renderInvoice(invoice) : this.renderWaiting()),
        error: (error) =>
          this.renderTrouble({
            kind: 'failed',
            title: 'invoiceFailed',
            error: isBillingError(error) ? error : new BillingError('internal', {cause: error}),
            again: () => void this.#invoice.run(),
          }),
      }),
    );
  }

  #renderInvoice(invoice: Invoice): unknown {
    const {localize} = this;
    const {write} = this.writing;
    if (write?.phase === 'done') return this.#renderPaid(invoice);
    const {dueAt, issuedAt, lines, totals, amountDue} = invoice;
    // What is not certain yet is settled first, also where the invoice has been found paid.
    const isOpen = amountDue.amount > 0 || (write && write.phase !== 'refused');
    const since = localize.term('dueSince', {date: localize.date(dueAt ?? issuedAt, 'long')});
    return html`${renderLedger(localize, lines, totals)}
      <dl class="ledger">${renderEntry(localize.term('dueNow'), localize.money(amountDue), 'total')}</dl>
      ${isOpen ? html`<p class="muted note">${since}</p>` : nothing}
      ${isOpen ? this.#renderFoot(invoice) : this.#renderNothingOwed()}`;
  }

  #renderNothingOwed(): unknown {
    const {localize} = this;
    return html`<p class="muted">${localize.term('nothingOwed')}</p>
      ${this.back ? html`<div class="foot">${this.#renderBack()}</div>` : nothing}`;
  }

  #renderBack(): unknown {
    return renderWorkingButton({label: this.localize.term('backToBilling'), onClick: () => this.leave()});
  }

  #renderFoot(invoice: Invoice): unknown {
    const {localize, portal} = this;
    const {write} = this.writing;
    const progress = write ? this.renderProgress(write) : nothing;
    // The bank's question stays where it is while its answer is on its way.
    if (write && write.phase !== 'refused' && (write.phase !== 'working' || this.stepWrite)) return progress;
    const method = portal && this.#findMethod(portal, invoice);
    const busy = write?.phase === 'working';
    const amount = this.#paidAmount;
    const label = localize.term(busy ? 'payingNow' : write ? 'tryAgainPay' : 'payNow', {amount});
    // Whoever may not see the methods still pays with the one that is due.
    const isHidden = this.find('paymentMethods').state === 'off';
    return html`${progress} ${method ? this.#renderMethod(method, busy) : nothing}
      ${method || isHidden ? nothing : html`<p class="muted">${localize.term('noMethod')}</p>`}
      ${this.isHeldUp ? html`<p class="muted">${localize.term('heldUp')}</p>` : nothing}
      <div class="foot">
        ${
          method || isHidden
            ? renderWorkingButton({label, variant: 'primary large', busy, onClick: () => this.pay()})
            : nothing
        }
        ${
          this.back && !busy
            ? [
                renderWorkingButton({
                  label: localize.term('otherCard'),
                  variant: 'quiet',
                  onClick: () => this.go('payment-methods/add'),
                }),
                renderWorkingButton({
                  label: localize.term('notNow'),
                  variant: 'quiet',
                  onClick: () => this.leave(),
                }),
              ]
            : nothing
        }
      </div>`;
  }

  #renderMethod(method: PaymentMethod, isFixed: boolean): unknown {
    return renderMethodChoice(this.localize, this.#methods, method, {
      changed: () => this.requestUpdate(),
      choose: (id) => {
        if (this.portal) chooseMethod(this.portal, id);
        this.requestUpdate();
      },
      isFixed,
    });
  }

  #renderPaid(before: Invoice): unknown {
    const {localize} = this;
    const tried = this.#methods.find(({id}) => id === this.#tried);
    return renderDone(
      this.doneText,
      tried ? localize.term('paidWithMethod', {method: toMethodText(localize, tried)}) : localize.term('nothingLeft'),
      html`${
        before.number
          ? html`<dl class="facts">
              <dt>${localize.term('invoice')}</dt>
              <dd><bdi>${before.number}</bdi></dd>
            </dl>`
          : nothing
      }
      ${this.back ? html`<div class="foot">${this.#renderBack()}</div>` : nothing}`,
    );
  }
}

/** Refusals after which another method is worth trying; any other refusal has nothing to do with the card. */
const declines: ReadonlySet<string> = new Set(['payment_declined', 'challenge_failed']);

async function readInvoice(
  id: string,
  portal: Portal | undefined,
  subject: string | undefined,
  signal: AbortSignal,
): Promise<Invoice | undefined> {
  if (!id || !portal || subject === undefined) return undefined;
  const requests = await portal.requests();
  return requests.readInvoice(id, signal);
}
