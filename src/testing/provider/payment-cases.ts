import {expectAlike, expectTrue, race} from '../expect.js';
import {
  apply,
  complete,
  expectCode,
  expectNoEffect,
  getReference,
  getValue,
  getVerb,
  listInvoices,
  preview,
  readSubscription,
  toTerms,
  toWrite,
} from './acts.js';
import {passTime, toPlan, toStart} from './asking.js';
import type {Stage} from './bench.js';
import type {ProviderCase} from './case.js';

const needs = ['previewChange', 'changePlan'] as const;

/** Asks for a dearer plan, which has to be paid; gives what it comes to. */
async function askForMore(stage: Stage, terms: {paymentMethodId?: string} = {}) {
  await passTime(stage);
  const asked = toPlan(stage, 'higher');
  const seen = await preview(stage, asked);
  return {asked, seen, outcome: () => apply(stage, asked, {...toTerms(seen), ...terms})};
}

/** Nothing is changed that is not paid. */
export const paymentCases: readonly ProviderCase[] = [
  {
    title: 'leaves everything as it was where the payment for a change is declined, and owes nothing for it',
    situation: 'declined',
    needs,
    async check(stage) {
      const {outcome} = await askForMore(stage);
      const refused = await expectNoEffect(stage, 'a declined payment', outcome);
      const {state, code} = refused as {state: string; code?: string};
      expectAlike({state, code}, {state: 'failed', code: 'payment_declined'}, 'what became of it');
    },
  },
  {
    title: 'does what costs nothing where every payment is declined',
    situation: 'declined',
    needs,
    async check(stage) {
      await passTime(stage);
      const done = getValue(await apply(stage, toPlan(stage, 'lower')), 'a cheaper plan');
      expectAlike(done.items[0]?.priceId, stage.prices.lower, 'the plan');
    },
  },
  {
    title: 'changes nothing before a bank is answered, and everything once it is passed',
    situation: 'challenged',
    needs,
    async check(stage) {
      const {outcome, seen} = await askForMore(stage);
      const taken = await stage.readTaken();
      const reference = getReference(await expectNoEffect(stage, 'a challenge', outcome));
      const early = await expectNoEffect(stage, 'going on too early', () => complete(stage, reference));
      expectAlike(early.state, 'requires_payment', 'a challenge that nobody has answered');
      await stage.answerChallenge(reference, 'pass');
      getValue(await complete(stage, reference), 'a challenge that was passed');
      expectAlike((await readSubscription(stage)).items[0]?.priceId, stage.prices.higher, 'the plan');
      if (seen.certainty === 'exact') {
        expectAlike((await stage.readTaken()) - taken, seen.dueNow?.amount, 'what was taken');
      }
      const again = await expectNoEffect(stage, 'going on twice', () => complete(stage, reference));
      expectAlike(again.state, 'succeeded', 'a challenge that was passed before');
    },
  },
  {
    title: 'leaves everything as it was where a bank refuses, and owes nothing for it',
    situation: 'challenged',
    needs,
    async check(stage) {
      const {outcome} = await askForMore(stage);
      await expectNoEffect(stage, 'a challenge that was failed', async () => {
        const reference = getReference(await outcome());
        await stage.answerChallenge(reference, 'fail');
        const {state, code} = (await complete(stage, reference)) as {state: string; code?: string};
        expectAlike({state, code}, {state: 'failed', code: 'challenge_failed'}, 'what became of it');
      });
    },
  },
  {
    title: 'can be tried again after a bank refused',
    situation: 'challenged',
    needs,
    async check(stage) {
      const {outcome} = await askForMore(stage);
      const failed = getReference(await outcome());
      await stage.answerChallenge(failed, 'fail');
      await complete(stage, failed);
      const passed = getReference(await outcome());
      await stage.answerChallenge(passed, 'pass');
      getValue(await complete(stage, passed), 'the second time');
      expectAlike((await readSubscription(stage)).items[0]?.priceId, stage.prices.higher, 'the plan');
    },
  },
  {
    title: 'takes nothing where the period was over before a bank was answered, or what was agreed upon',
    situation: 'challenged',
    needs,
    async check(stage) {
      const {outcome, seen} = await askForMore(stage);
      const reference = getReference(await outcome());
      await passTime(stage, 40);
      const taken = await stage.readTaken();
      await stage.answerChallenge(reference, 'pass');
      await complete(stage, reference).catch(() => undefined);
      const now = (await stage.readTaken()) - taken;
      expectTrue(now === 0 || now === seen.dueNow?.amount, `nothing or ${seen.dueNow?.amount} is taken, got ${now}`);
    },
  },
  {
    title: 'asks another method where the customer chose one',
    situation: 'declined',
    needs,
    extras: ['other_method'],
    async check(stage) {
      const {otherMethodId = ''} = stage;
      const {outcome} = await askForMore(stage, {paymentMethodId: otherMethodId});
      const done = getValue(await outcome(), 'a change with a method that works');
      expectAlike(done.items[0]?.priceId, stage.prices.higher, 'the plan');
    },
  },
  {
    title: 'pays with a method of its own from then on, and with the default once that is taken away',
    situation: 'declined',
    needs: ['changePlan', 'setDefaultPaymentMethod'],
    extras: ['other_method'],
    async check(stage) {
      const {subscriptionId, otherMethodId = '', stranger} = stage;
      const assign = (paymentMethodId: string | null) =>
        apply(stage, {kind: 'payment_method', subscriptionId, paymentMethodId});
      const own = getValue(await assign(otherMethodId), 'a method of its own');
      expectAlike(own.paymentMethodId, otherMethodId, 'the method');
      const taken = await stage.readTaken();
      await stage.advanceTo(own.currentPeriod?.end ?? '');
      expectAlike((await readSubscription(stage)).status, 'active', 'the status of what was paid with it');
      expectAlike((await stage.readTaken()) - taken, own.nextPayment?.amountDue.amount, 'what was taken');
      expectAlike(getValue(await assign(null), 'the default').paymentMethodId, null, 'the method afterwards');
      await expectNoEffect(stage, "another's method", () =>
        expectCode(assign(stranger.paymentMethodId), ['not_found'], "another's method"),
      );
    },
  },
  {
    title: "refuses another customer's method",
    situation: 'subscribed',
    needs,
    async check(stage) {
      const {outcome} = await askForMore(stage, {paymentMethodId: stage.stranger.paymentMethodId});
      await expectNoEffect(stage, "another's method", () => expectCode(outcome(), ['not_found'], 'it'));
    },
  },
  {
    title: 'refuses what costs something where there is nothing to pay it with, and says so',
    situation: 'no_method',
    needs,
    async check(stage) {
      await passTime(stage);
      await expectNoEffect(stage, 'a change that nothing pays', async () => {
        const work = apply(stage, toPlan(stage, 'higher'));
        const {details} = await expectCode(work, ['action_refused'], 'a change that nothing pays');
        expectAlike(details?.['reason'], 'no_payment_method', 'the reason');
      });
    },
  },
  {
    title: 'is past due while something is owed, and goes on once that is paid, which is charged once',
    situation: 'past_due',
    needs: ['payInvoice', 'listInvoices'],
    async check(stage) {
      const {customerId} = stage;
      expectAlike((await readSubscription(stage)).status, 'past_due', 'the status of what is owed for');
      const owed = (await listInvoices(stage)).filter(({amountDue}) => amountDue.amount > 0);
      const [invoice] = owed;
      if (invoice === undefined || owed.length > 1) throw new Error('one invoice is owed');
      const taken = await stage.readTaken();
      const pay = () => getVerb(stage, 'payInvoice')(customerId, invoice.id, {}, toWrite());
      await race(3, () => pay().catch(() => undefined));
      expectAlike((await stage.readTaken()) - taken, invoice.amountDue.amount, 'what was taken');
      expectAlike((await readSubscription(stage)).status, 'active', 'the status of what was paid for');
    },
  },
  {
    title: 'takes nothing and is active no more where the next period is not paid',
    situation: 'declined',
    async check(stage) {
      const taken = await stage.readTaken();
      await stage.advanceTo((await readSubscription(stage)).currentPeriod?.end ?? '');
      expectAlike((await readSubscription(stage)).status, 'past_due', 'the status at first');
      await passTime(stage, 90);
      const {status} = await readSubscription(stage);
      expectTrue(['past_due', 'unpaid', 'canceled'].includes(status), `it is not active in the end, got ${status}`);
      expectAlike(await stage.readTaken(), taken, 'what was taken');
    },
  },
  {
    title: 'starts nothing that is not paid',
    situation: 'declined',
    needs: ['previewChange'],
    extras: ['start'],
    async check(stage) {
      const outcome = await expectNoEffect(stage, 'a start that is declined', () => apply(stage, toStart(stage)));
      expectAlike(outcome.state, 'failed', 'what became of it');
    },
  },
];
