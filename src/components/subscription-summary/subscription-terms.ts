import {html, nothing} from 'lit';
import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {OpenInvoice} from './open-invoice.js';
import {renderNote, type SummaryHost} from './subscription-panel.js';
import {hasEnded} from './subscription-status.js';
import {toPer, toPrice, toQuantityText} from './subscription-view.js';

/** What a subscription costs now, and the line below: what it will cost, or until when it can be used. */
export function toPriceParts(
  host: SummaryHost,
  subscription: Subscription,
  owed: OpenInvoice | undefined,
): {price?: readonly [amount: string, beside: string]; note: unknown} {
  const {localize, asOf} = host;
  const {status, totals, interval, trialEndsAt, cancelsAt, endsAt, resumesAt} = subscription;
  const {pendingChange, nextPayment, items} = subscription;
  const exact = toPrice(localize, totals);
  // What is metered is known only when it is over.
  const cost = items.some(({kind}) => kind === 'metered') ? localize.term('aboutAmount', {amount: exact}) : exact;
  const per = toPer(localize, interval, totals);
  const nothingNow = localize.money({...totals.total, amount: 0});
  const on = (at: string): {date: string} => ({date: localize.date(at, 'long')});
  if (hasEnded(subscription, asOf)) return {note: localize.term('endedText')};
  const end = cancelsAt ?? (status === 'active' ? endsAt : null);
  if (end) {
    const price =
      owed || nextPayment ? ([cost, per] as const) : ([nothingNow, localize.term('noFurtherCharge')] as const);
    return {price, note: localize.term('usableUntil', on(end))};
  }
  if (status === 'trialing' && trialEndsAt) {
    const note = localize.term('thenPrice', {price: cost, period: per});
    return {price: [nothingNow, localize.term('untilDate', on(trialEndsAt))], note};
  }
  if (status === 'paused') {
    const note = resumesAt
      ? localize.term('priceFrom', {price: cost, period: per, ...on(resumesAt)})
      : localize.term('pausedText');
    return {price: [nothingNow, localize.term('whilePaused')], note};
  }
  const price = [cost, per] as const;
  if (status === 'unpaid' || status === 'incomplete')
    return {price, note: localize.term(status === 'unpaid' ? 'unpaidText' : 'incompleteText')};
  if (pendingChange?.to && nextPayment) {
    const then = {price: toPrice(localize, nextPayment.totals), period: toPer(localize, interval, nextPayment.totals)};
    return {price, note: localize.term('priceFrom', {...then, ...on(pendingChange.at)})};
  }
  // What is shown anyway is not offered.
  return {price, note: items.length > 1 ? toQuantityText(localize, subscription) : renderNote(host, subscription)};
}

/** What is planned, a contract and a discount, each in a line. */
export function renderFacts(localize: LocalizeController, subscription: Subscription): unknown {
  const {commitment, discount} = subscription;
  const date = (at: string): {date: string} => ({date: localize.date(at, 'long')});
  const facts: string[] = listPlanned(localize, subscription);
  if (discount) {
    const {name, percent, amount, endsAt} = discount;
    const off = percent && isFinite(Number(percent)) ? localize.percent(percent) : amount ? localize.money(amount) : '';
    facts.push(
      endsAt
        ? localize.term('discountUntil', {name, off, ...date(endsAt)})
        : localize.term('discountStays', {name, off}),
    );
  }
  if (commitment) {
    const {endsAt, renews, noticeBy} = commitment;
    const until = date(endsAt);
    if (!renews) facts.push(localize.term('contractEndsOn', until));
    else if (noticeBy) facts.push(localize.term('contractNotice', {...until, notice: localize.date(noticeBy, 'long')}));
    else facts.push(localize.term('contractRenewsOn', until));
  }
  return facts.length > 0 ? html`<p class="muted facts">${facts.map((fact) => html`${fact}<br />`)}</p>` : nothing;
}

/** What is planned, where the state has something else to say. */
function listPlanned(
  localize: LocalizeController,
  {status, cancelsAt, endsAt, pausesAt, pendingChange}: Subscription,
): string[] {
  const facts: string[] = [];
  const isActive = status === 'active' && !cancelsAt;
  if (pausesAt && !isActive) facts.push(localize.term('pausesOn', {date: localize.date(pausesAt, 'long')}));
  const {kind = '', to, at} = pendingChange ?? {};
  if (at && !['pause', 'cancel'].includes(kind) && !(isActive && !pausesAt && !endsAt)) {
    const date = localize.date(at, 'long');
    facts.push(to ? localize.term('changesTo', {to, date}) : localize.term('changesOn', {date}));
  }
  return facts;
}
