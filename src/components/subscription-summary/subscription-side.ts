import {html, nothing} from 'lit';
import type {NextPayment, Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderEntry, renderLedger} from '../../ui/ledger.js';
import type {OpenInvoice} from './open-invoice.js';
import {findMethod, renderAmount, renderMethod, renderNext, type SummaryHost} from './subscription-panel.js';

/** What is owed, else what is charged next, else what it would cost to keep it; undefined where it is none of these. */
export function renderSide(host: SummaryHost, subscription: Subscription, owed: OpenInvoice | undefined): unknown {
  const {localize} = host;
  const {status, nextPayment, collection, actions, totals, currentPeriod} = subscription;
  if (owed) return [renderOwed(localize, subscription, owed), renderPayer(host, subscription)];
  if (nextPayment) {
    const isFirst = status === 'trialing' || status === 'upcoming';
    const label = collection === 'manual' ? 'nextInvoice' : isFirst ? 'firstCharge' : 'nextCharge';
    const amount = localize.money(nextPayment.amountDue);
    const about = nextPayment.certainty === 'estimate' ? localize.term('aboutAmount', {amount}) : amount;
    return [
      renderNext(localize, label, nextPayment, about),
      renderCharge(localize, nextPayment),
      renderPayer(host, subscription),
    ];
  }
  if (!actions.undoCancel?.allowed || !currentPeriod) return undefined;
  const when = localize.term('onDate', {date: localize.date(currentPeriod.end, 'long')});
  return html`${renderAmount(localize.term('ifYouKeep'), localize.money(totals.total), when)}
    <p class="muted note">${localize.term('keepCostsNothing')}</p>`;
}

function renderOwed(localize: LocalizeController, {status, endsAt}: Subscription, owed: OpenInvoice): unknown {
  const {amountDue, dueAt, issuedAt, nextAttemptAt} = owed;
  // What is collected by itself was due with its invoice; a transfer has until its day.
  const isLate = !dueAt || status === 'past_due';
  const when = localize.term(isLate ? 'dueSinceDay' : 'payBy', {date: localize.date(dueAt ?? issuedAt, 'long')});
  const next = (label: 'nextAttempt' | 'endsIfUnpaid', at: string | null | undefined): unknown =>
    at ? renderEntry(localize.term(label), localize.date(at)) : nothing;
  return html`${renderAmount(localize.term('openInvoice'), localize.money(amountDue), when)}
    <dl class="ledger">
      ${next('nextAttempt', nextAttemptAt)} ${next('endsIfUnpaid', status === 'past_due' ? endsAt : null)}
    </dl>`;
}

function renderCharge(localize: LocalizeController, {lines, totals, credit}: NextPayment): unknown {
  return html`${renderLedger(localize, lines, totals)}
  ${credit ? html`<dl class="ledger">${renderEntry(localize.term('creditBalance'), localize.money(credit))}</dl>` : nothing}`;
}

/** The method, that there is none, or that none is charged. */
function renderPayer(host: SummaryHost, subscription: Subscription): unknown {
  const {localize, portal} = host;
  if (subscription.collection === 'manual') return renderLone(localize.term('byTransfer'));
  if (host.find('paymentMethods').state !== 'ready' || findMethod(host, subscription))
    return renderMethod(host, subscription);
  const add = html`<button type="button" class="link" @click=${() => host.go('payment-methods/add')}>
    ${localize.term('addOne')}
  </button>`;
  const mayAdd = portal?.answer?.session.scopes.includes('payment_methods:write');
  return renderLone(localize.term('noMethodYet'), mayAdd ? add : nothing);
}

function renderLone(text: string, action: unknown = nothing): unknown {
  return html`<div class="with"><span>${text}</span>${action}</div>`;
}
