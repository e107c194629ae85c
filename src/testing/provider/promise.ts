import type {Money} from '../../contract/money.js';
import type {PreviewSide} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {PreviewAmounts, ProviderSubscription, SubscriptionChange} from '../../server/ports/provider.js';
import {expectAlike, expectTrue} from '../expect.js';
import {apply, expectNoEffect, getValue, listInvoices, preview, readSubscription, toTerms} from './acts.js';
import type {Stage} from './bench.js';

/** What a preview promises, and whether the change keeps it. */

/** Looks at a change beforehand; that changes nothing, and says the same when it is asked for twice. */
export async function expectPreview(stage: Stage, change: SubscriptionChange): Promise<PreviewAmounts> {
  const seen = await expectNoEffect(stage, 'a preview', () => preview(stage, change));
  // The provider's name for it may be another one each time.
  const amounts = ({reference: _reference, ...rest}: PreviewAmounts) => rest;
  expectAlike(amounts(await preview(stage, change)), amounts(seen), 'the same preview a second time');
  expectCoherent(seen);
  return seen;
}

/** The amounts of a preview fit each other, and what happens is told in the order of time. */
export function expectCoherent({
  certainty,
  dueNow,
  totals,
  credit = null,
  lines,
  timeline = [],
  next,
}: PreviewAmounts): void {
  if (certainty === 'exact') expectTrue(dueNow !== null, 'an exact preview says what is due now');
  if (dueNow !== null) expectTrue(dueNow.amount >= 0, `nothing below zero is due, got ${dueNow.amount}`);
  const times = timeline.map(({at}) => at);
  expectAlike(times, [...times].sort(), 'the timeline, in the order of time');
  const dueEntry = timeline.find(({kind}) => kind === 'due_now');
  if (dueEntry && dueNow !== null) expectAlike(dueEntry.amount, dueNow, 'what is due now, in the timeline');
  const charge = timeline.find(({kind, at}) => kind === 'charge' && at === next?.at);
  if (next && charge) expectAlike(charge.amount, next.amount, 'what follows, in the timeline');
  if (totals === null || dueNow === null || certainty !== 'exact') return;
  expectAlike(sum(lines.map(({amount}) => amount)), totals.subtotal.amount, 'the sum of the lines');
  const owed = totals.total.amount + (credit?.amount ?? 0);
  expectAlike(dueNow.amount, Math.max(0, owed), 'what is due now, by the totals and the balance');
}

/** Does a change for what its preview said, and compares what was taken and what there is, then and later. */
export async function expectKept(stage: Stage, change: SubscriptionChange): Promise<ProviderSubscription> {
  const seen = await expectPreview(stage, change);
  const [taken, invoices] = [await stage.readTaken(), await listInvoices(stage)];
  const done = getValue(await apply(stage, change, toTerms(seen)), change.kind);
  if (seen.certainty === 'exact') {
    expectAlike((await stage.readTaken()) - taken, seen.dueNow?.amount, 'what was taken, beside what was due now');
    await expectInvoiced(stage, seen, new Set(invoices.map(({id}) => id)));
  }
  expectReached(seen, done, stage.now());
  await expectNext(stage, seen, done);
  await expectReachedLater(stage, seen, done);
  return done;
}

/** What was issued since is what the preview said, and nothing of it is owed. */
async function expectInvoiced(stage: Stage, {totals}: PreviewAmounts, known: ReadonlySet<string>): Promise<void> {
  const issued = (await listInvoices(stage)).filter(({id}) => !known.has(id));
  const total = sum(issued.map((row) => row.total));
  if (issued.length > 0) expectAlike(total, totals?.total.amount, 'the total of the new invoice');
  expectAlike(sum(issued.map(({amountDue}) => amountDue)), 0, 'what is still to be paid of it');
}

const isLater = ({effectiveAt}: PreviewAmounts, now: string) => !!effectiveAt && effectiveAt > now;

/** The subscription is what the preview said, or is to be it when it said, and the same follows. */
export function expectReached(seen: PreviewAmounts, done: ProviderSubscription, now: string): void {
  const {to, effectiveAt, next} = seen;
  const {nextPayment, pendingChange} = done;
  if (isLater(seen, now)) {
    if (pendingChange !== null) expectAlike(pendingChange.at, effectiveAt, 'when it is to be, beside what was said');
  } else if (to && pendingChange === null) {
    expectAlike(toSide(done), toSide(to), 'what it is, beside what it was to be');
  }
  const following = nextPayment && {at: nextPayment.at, amount: nextPayment.amountDue};
  expectAlike(following, next, 'what follows, beside what was said');
}

/** What was planned is as the preview said, once its time has come. */
async function expectReachedLater(stage: Stage, seen: PreviewAmounts, {id}: ProviderSubscription): Promise<void> {
  const {to, effectiveAt} = seen;
  if (!to || !effectiveAt || effectiveAt < stage.now()) return;
  await stage.advanceTo(effectiveAt);
  expectAlike(toSide(await readSubscription(stage, id)), toSide(to), 'what it is in the end, beside what it was to be');
}

/** What follows is taken when it was said, and no more and no less. */
async function expectNext(stage: Stage, {next, certainty}: PreviewAmounts, done: ProviderSubscription): Promise<void> {
  if (next === null || certainty !== 'exact' || done.collection !== 'automatic') return;
  const taken = await stage.readTaken();
  if (next.at > stage.now()) await stage.advanceTo(new Date(Date.parse(next.at) - 1000).toISOString());
  expectAlike(await stage.readTaken(), taken, 'what was taken until a second before the next payment');
  await stage.advanceTo(next.at);
  if (done.nextPayment?.certainty !== 'exact') return;
  expectAlike((await stage.readTaken()) - taken, next.amount.amount, 'what was taken with the next payment');
}

/** Of a subscription, what a preview tells of it too; ids of items are made when they are. */
function toSide({name, planId, interval, items, totals}: PreviewSide | Subscription | ProviderSubscription): unknown {
  const what = items.map(({kind, priceId, quantity, total}) => ({kind, priceId, quantity, total}));
  return {name, planId, interval, items: what, totals};
}

/** A sum in minor units. */
export function sum(amounts: readonly Money[]): number {
  return amounts.reduce((all, {amount}) => all + amount, 0);
}
