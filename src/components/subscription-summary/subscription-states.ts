import {html, nothing, type TemplateResult} from 'lit';
import type {Subscription} from '../../contract/subscription.js';
import {renderButton} from '../../ui/button.js';
import {renderItems} from './subscription-items.js';
import {findOpenInvoice, type OpenInvoice} from './open-invoice.js';
import {renderPanel, type SummaryHost} from './subscription-panel.js';
import {renderLine} from './subscription-line.js';
import {renderSide} from './subscription-side.js';
import {hasEnded, toStatus} from './subscription-status.js';
import {renderFacts, toPriceParts} from './subscription-terms.js';
import {toPer, toPrice} from './subscription-view.js';

export {styles} from './subscription-states.styles.js';

/** Everything that a subscription can be but simply active, and several of them. Loaded with its words when it is needed. */

/** Several: a line each. */
export function renderRows(host: SummaryHost, subscriptions: readonly Subscription[]): TemplateResult[] {
  const going = subscriptions.filter((subscription) => !hasEnded(subscription, host.asOf));
  return subscriptions.map((subscription) =>
    renderRow(host, subscription, going.length === 1 && subscription === going[0]),
  );
}

/** One of several: a line, which opens into its summary. The only one that goes on is open from the beginning. */
function renderRow(host: SummaryHost, subscription: Subscription, isFirst: boolean): TemplateResult {
  const {localize, asOf, opened} = host;
  const {id, name, totals, interval, nextPayment, endsAt} = subscription;
  const row = `row ${id}`;
  const isOpen = opened.has(row) !== isFirst;
  const isOver = hasEnded(subscription, asOf);
  const status = toStatus(localize, subscription, asOf);
  const at = nextPayment?.at ?? (isOver ? null : endsAt);
  return html`<div class="row" part="row">
      <div>
        <h3>
          <button type="button" aria-expanded=${isOpen} @click=${() => host.toggle(row)}><bdi>${name}</bdi></button>
        </h3>
        <span class="status ${status.tone}">${status.text}</span>
      </div>
      <p>
        ${
          isOver
            ? html`<span class="muted note">${localize.term('nothingDue')}</span>`
            : html`<b>${toPrice(localize, totals)}</b>
                <span class="muted note">${toPer(localize, interval, totals)}</span>`
        }
      </p>
      <p>
        ${
          at
            ? html`<b>${localize.date(at)}</b>
                <span class="muted note">${localize.term(nextPayment ? 'nextChargeRow' : 'endsRow')}</span>`
            : nothing
        }
      </p>
    </div>
    ${isOpen ? html`<div class="plan">${renderState(host, subscription)}</div>` : nothing}`;
}

/** One, in whatever state it is. */
export function renderState(host: SummaryHost, subscription: Subscription): TemplateResult {
  const {localize, asOf, opened} = host;
  const isOver = hasEnded(subscription, asOf);
  const owed = isOver ? undefined : findOpenInvoice(host, subscription);
  const {price, note} = toPriceParts(host, subscription, owed);
  return renderPanel(subscription, {
    status: toStatus(localize, subscription, asOf),
    ...(price && {price}),
    note,
    ...(!isOver && {
      facts: renderFacts(localize, subscription),
      period: renderLine(localize, subscription, asOf),
      actions: renderActions(host, subscription, owed),
      side: renderSide(host, subscription, owed),
      below:
        subscription.items.length > 1 || opened.has(subscription.id) ? renderItems(localize, subscription) : nothing,
    }),
  });
}

/** What may be done, and why not, where it may not. */
function renderActions(host: SummaryHost, {id, name, status, actions, commitment}: Subscription, owed?: OpenInvoice) {
  const {localize} = host;
  const {cancel, undoCancel, payInvoice} = actions;
  const pay =
    owed && payInvoice?.allowed
      ? renderButton({
          label: localize.term('payOpen', {amount: localize.money(owed.amountDue)}),
          onClick: () => host.go(`invoices/${owed.id}/pay`),
        })
      : nothing;
  if (undoCancel?.allowed) {
    host.fill();
    const keep = {label: localize.term('keepPlan', {name}), variant: 'primary'} as const;
    return [pay, renderButton({...keep, onClick: () => host.go(`subscriptions/${id}/keep`)})];
  }
  // Where nothing at all may be done, this is said once, above everything.
  if (!cancel || (!cancel.allowed && ['already_done', 'read_only'].includes(cancel.reason))) return pay;
  const label = localize.term(status === 'trialing' ? 'cancelTrial' : 'cancelSubscription');
  if (cancel.allowed) return [pay, renderButton({label, onClick: () => host.go(`subscriptions/${id}/cancel`)})];
  const {reason} = cancel;
  const why = `why-${id}`;
  const date = commitment ? localize.date(commitment.endsAt, 'long') : '';
  return html`${pay}
    <button type="button" part="button" class="button" aria-disabled="true" aria-describedby=${why}>${label}</button>
    <p class="note muted" id=${why}>
      ${localize.term(`why_${reason}` as 'why_committed', {date}) || localize.term('why_other')}
    </p>`;
}
