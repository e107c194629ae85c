import type {Money} from '../../contract/money.js';
import type {PreviewSide} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {PreviewAmounts, ProviderSubscription, SubscriptionChange} from '../../server/ports/provider.js';
import {expectAlike, expectTrue} from '../expect.js';
import {apply, expectNoEffect, getValue, listInvoices, preview, toTerms} from './acts.js';
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
export function expectCoherent({certainty, dueNow, totals, credit = null, lines, timeline = [], next}: PreviewAmounts): void {
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

/** Does a change for what its preview said, and compares what was taken and what there is then. */
export async function expectKept(stage: Stage, change: SubscriptionChange): Promise<ProviderSubscription> {
  const seen = await expectPreview(stage, change);
  const [taken, invoices] = [await stage.readTaken(), await listInvoices(stage)];
  const done = getValue(await apply(stage, change, toTerms(seen)), change.kind);
  if (seen.certainty === 'exact') {
    expectAlike((await stage.readTaken()) - taken, seen.dueNow?.amount, 'what was taken, beside what was due now');
    const known = new Set(invoices.map(({id}) => id));
    const issued = (await listInvoices(stage)).filter(({id}) => !known.has(id));
    const total = sum(issued.map((row) => row.total));
    if (issued.length > 0) expectAlike(total, seen.totals?.total.amount, 'the total of the new invoice');
    expectAlike(sum(issued.map(({amountDue}) => amountDue)), 0, 'what is still to be paid of it');
  }
  expectReached(seen, done, stage.now());
  await expectNext(stage, seen, done);
  return done;
}

/** The subscription is what the preview said, at once or when it said. */
export function expectReached({to, effectiveAt, next}: PreviewAmounts, done: ProviderSubscription, now: string): void {
  const isLater = effectiveAt !== undefined && effectiveAt !== null && effectiveAt > now;
  if (to && !isLater) expectAlike(toSide(done), toSide(to), 'what it is, beside what it was to be');
  if (isLater && done.pendingChange !== null) {
    expectAlike(done.pendingChange.at, effectiveAt, 'when it is to be, beside what was said');
  }
  const {nextPayment} = done;
  const following = nextPayment && {at: nextPayment.at, amount: nextPayment.amountDue};
  expectAlike(following, next, 'what follows, beside what was said');
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
