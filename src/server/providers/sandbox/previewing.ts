import type {PreviewSide, TimelineEntry} from '../../../contract/preview.js';
import type {PreviewAmounts, SubscriptionChange} from '../../ports/provider.js';
import {prepare, type PricedChange} from './changing.js';
import {getPlan, toCharge} from './charging.js';
import {getSubscription} from './finding.js';
import {toNextPayment, toSubscription} from './map.js';
import {findNextCharge, findPlannedEnd, withPlannedChange} from './planning.js';
import {note, type Prepared} from './prepared.js';
import {toDue} from './settling.js';
import {getRecord, type SubscriptionRecord, type World} from './world.js';

/** What a change would cost and what follows: the change is done in a copy of the world, and looked at there. */

/** Throws what doing it throws, apart from what its payment comes to. */
export function previewChange(
  world: World,
  now: string,
  customerId: string,
  change: SubscriptionChange,
): PreviewAmounts {
  if (change.kind === 'payment_method')
    return toNothing(world, now, getSubscription(world, customerId, change.subscriptionId));
  const draft = copy(world);
  const prepared = prepare(draft, {now, at: now}, customerId, change, '');
  if (prepared === null) {
    if (change.kind === 'start') throw new Error('a start always changes something');
    return toNothing(draft, now, getSubscription(draft, customerId, change.subscriptionId));
  }
  return describe(draft, now, customerId, change, prepared);
}

/** What the copy needs to know: no keys, no events, and of invoices those that are owed. */
function copy(world: World): World {
  const invoices = world.invoices.filter(({status}) => status === 'open');
  return structuredClone({...world, keys: {}, events: [], challenges: [], setups: [], invoices});
}

function describe(
  draft: World,
  now: string,
  customerId: string,
  {kind}: PricedChange,
  prepared: Prepared,
): PreviewAmounts {
  const {record, quote, effectiveAt, notes} = prepared;
  const {applied, amount: dueNow} = toDue(draft, record, quote);
  const isCharged = quote !== null && quote.lines.length > 0;
  prepared.commit();
  const customer = getRecord(draft.customers, customerId);
  if (applied !== 0) customer.credit = (customer.credit ?? 0) - applied;
  const isKept = applied < 0;
  const amounts = toNothing(draft, now, record);
  return {
    ...amounts,
    dueNow,
    lines: isCharged ? quote.lines : [],
    totals: isCharged ? quote.totals : null,
    credit: applied > 0 ? {...dueNow, amount: -applied} : null,
    effectiveAt,
    to: kind === 'cancel' || record.endedAt !== null ? null : toSide(draft, now, record),
    timeline: toTimeline(draft, now, record, {dueNow, effectiveAt, isChange: kind === 'plan' || kind === 'discount'}),
    notes: isKept ? [...notes, note('credit_kept', {amount: {...dueNow, amount: -applied}})] : notes,
  };
}

/** A preview in which nothing is charged at once. */
function toNothing(world: World, now: string, record: SubscriptionRecord): PreviewAmounts {
  const next = toNextPayment(world, record, now);
  const {currency} = getRecord(world.customers, record.customerId);
  const dueNow = {amount: 0, ...currency};
  return {
    certainty: 'exact',
    dueNow,
    lines: [],
    totals: null,
    next: next === null ? null : {at: next.at, amount: next.amountDue},
    credit: null,
    effectiveAt: now,
    to: record.endedAt === null && findPlannedEnd(record) === null ? toSide(world, now, record) : null,
    timeline: toTimeline(world, now, record, {dueNow, effectiveAt: now, isChange: false}),
    notes: [],
    reference: now,
  };
}

/** As it shall be, also where that is planned for later. */
function toSide(world: World, now: string, record: SubscriptionRecord): PreviewSide {
  const {pendingChange} = record;
  const then = pendingChange ? withPlannedChange(world, record, pendingChange.at) : record;
  const {name, planId, interval, items, totals, discount} = toSubscription(world, then, now);
  return {name, planId, interval, items, totals, discount};
}

/** What happens when, the earliest first. */
function toTimeline(
  world: World,
  now: string,
  record: SubscriptionRecord,
  {
    dueNow,
    effectiveAt,
    isChange,
  }: {dueNow: NonNullable<PreviewAmounts['dueNow']>; effectiveAt: string; isChange: boolean},
): TimelineEntry[] {
  const entry = (kind: TimelineEntry['kind'], at: string, about: Partial<TimelineEntry> = {}): TimelineEntry => ({
    ...{kind, at, amount: null, interval: null, name: null},
    ...about,
  });
  const end = findPlannedEnd(record);
  const {status, trialEndsAt, pausesAt, pausedAt, resumesAt} = record;
  const paused = pausesAt ?? (status === 'paused' ? pausedAt : null);
  const entries = [
    ...(dueNow.amount > 0 ? [entry('due_now', now, {amount: dueNow})] : []),
    ...(isChange && effectiveAt > now ? [entry('change', effectiveAt, {name: toName(world, record)})] : []),
    ...(status === 'trialing' && trialEndsAt !== null ? [entry('trial_ends', trialEndsAt)] : []),
    ...(paused ? [entry('pause', paused)] : []),
    ...(paused && resumesAt ? [entry('resume', resumesAt)] : []),
    ...toCharges(world, now, record),
    ...(end === null ? [] : [entry('end', end)]),
  ];
  return entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function toName(world: World, record: SubscriptionRecord): string {
  const {pendingChange} = record;
  return getPlan(world, (pendingChange?.items ?? record.items)[0]).plan.name;
}

/** The next charge, and the one from which on a discount is over. */
function toCharges(world: World, now: string, record: SubscriptionRecord): TimelineEntry[] {
  const at = findNextCharge(record);
  const next = toNextPayment(world, record, now);
  if (at === null || next === null) return [];
  const then = withPlannedChange(world, record, at);
  const {plan, price} = getPlan(world, then.items[0]);
  const {discount} = then;
  const ends = discount?.endsAt ?? null;
  const {interval} = price;
  const charge = {kind: 'charge', at, amount: next.amountDue, interval: null, name: plan.name};
  if (!discount || ends === null || ends <= at) return [{...charge, interval}];
  const end = findPlannedEnd(record);
  if (end !== null && end <= ends) return [charge];
  const {totals} = toCharge(world, {...then, discount: null}, null);
  return [charge, {kind: 'discount_ends', at: ends, amount: totals.total, interval, name: discount.name}];
}
