import type {Intent, SubscriptionChange} from '../../server/ports/provider.js';
import {expectAlike} from '../expect.js';
import {apply, call, expectNoEffect, getReference, getValue, getVerb, preview, toTerms, toWrite} from './acts.js';
import {passTime, toPlan} from './asking.js';
import type {Stage} from './bench.js';
import type {ProviderCase} from './case.js';
import {askFor} from './wish.js';
import {wishes} from './wishes.js';

type ChangeIntent = Extract<Intent, {kind: 'change_subscription' | 'start_subscription' | 'withdraw_pending_change'}>;

/** A change as it was recorded before it was asked for. */
async function toIntent(stage: Stage, change: SubscriptionChange, idempotencyKey: string): Promise<ChangeIntent> {
  const kinds = {start: 'start_subscription', withdraw_pending: 'withdraw_pending_change'} as const;
  const kind =
    change.kind === 'start' || change.kind === 'withdraw_pending' ? kinds[change.kind] : 'change_subscription';
  const input = {change, terms: toTerms(await preview(stage, change))};
  const {customerId} = stage;
  return {operationId: 'op_suite', kind, customerId, idempotencyKey, input, begunAt: stage.now()};
}

const readBack = (stage: Stage, intent: Intent) =>
  expectNoEffect(stage, 'reading back', () => getVerb(stage, 'readBack')(intent, call));

/** What became of a change whose answer was lost. */
export const readBackCases: readonly ProviderCase[] = [
  ...wishes.map((wish): ProviderCase => {
    const {name, situation, needs = [], extras = []} = wish;
    return {
      title: `can tell whether ${name} was done or not`,
      situation,
      needs,
      extras,
      async check(stage) {
        const asked = await askFor(stage, wish);
        const write = toWrite();
        const intent = await toIntent(stage, asked, write.idempotencyKey);
        expectAlike(await readBack(stage, intent), 'unknown', 'what was never asked for');
        const done = getValue(await apply(stage, asked, intent.input.terms, write), name);
        expectAlike(getValue(await readBack(stage, intent), 'what was done'), done, 'what was done');
      },
    };
  }),
  {
    title: 'does what was done although nobody heard of it, and tells it afterwards',
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan'],
    extras: ['lost_answer'],
    async check(stage) {
      await passTime(stage);
      const asked = toPlan(stage, 'higher');
      const write = toWrite();
      const intent = await toIntent(stage, asked, write.idempotencyKey);
      stage.loseAnswer?.();
      const answer = await apply(stage, asked, intent.input.terms, write).catch((error: unknown) => error);
      expectAlike(answer instanceof Error, true, 'whether the answer was lost');
      const told = getValue(await readBack(stage, intent), 'what nobody heard of') as {items: {priceId: string}[]};
      expectAlike(told.items[0]?.priceId, stage.prices.higher, 'the plan');
      await expectNoEffect(stage, 'the same key once more', () => apply(stage, asked, intent.input.terms, write));
    },
  },
  {
    title: 'can tell that a change waits for a bank, and that the bank refused',
    situation: 'challenged',
    needs: ['previewChange', 'changePlan'],
    async check(stage) {
      await passTime(stage);
      const asked = toPlan(stage, 'higher');
      const write = toWrite();
      const intent = await toIntent(stage, asked, write.idempotencyKey);
      const reference = getReference(await apply(stage, asked, intent.input.terms, write));
      const waiting = {...intent, reference};
      expectAlike(getReference(await readBack(stage, waiting)), reference, 'what waits');
      await stage.answerChallenge(reference, 'fail');
      const told = await readBack(stage, waiting);
      expectAlike((told as {state?: string}).state, 'failed', 'what the bank refused');
    },
  },
  {
    title: "tells nothing of another customer's change",
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan'],
    async check(stage) {
      const asked = toPlan(stage, 'higher');
      const write = toWrite();
      const intent = await toIntent(stage, asked, write.idempotencyKey);
      getValue(await apply(stage, asked, intent.input.terms, write), 'a change');
      const {customerId} = stage.stranger;
      expectAlike(await readBack(stage, {...intent, customerId}), 'unknown', 'what somebody else is told');
    },
  },
];
