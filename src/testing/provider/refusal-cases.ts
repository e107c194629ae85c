import type {SubscriptionAction} from '../../contract/subscription.js';
import type {SubscriptionChange} from '../../server/ports/provider.js';
import {isBillingError} from '../../contract/errors.js';
import {expectAlike, expectTrue} from '../expect.js';
import {apply, expectCode, expectNoEffect, preview, readSubscription} from './acts.js';
import {toCancel, toPause, toPlan, toWithdrawal} from './asking.js';
import {situationNames, type Stage} from './bench.js';
import type {ProviderCase} from './case.js';

/** What each action would ask for; absent for those that are no change. */
const asking: Partial<Record<SubscriptionAction, (stage: Stage) => SubscriptionChange>> = {
  changePlan: (stage) => toPlan(stage, 'higher'),
  changeInterval: (stage) => toPlan(stage, 'yearly'),
  changeQuantity: (stage) => toPlan(stage, 'present', {quantity: 9}),
  pause: (stage) => toPause(stage, 'immediately', null),
  unpause: ({subscriptionId}) => ({kind: 'unpause', subscriptionId}),
  cancel: (stage) => toCancel(stage, 'period_end'),
  undoCancel: ({subscriptionId}) => ({kind: 'undo_cancel', subscriptionId}),
  withdrawPendingChange: toWithdrawal,
  restart: ({subscriptionId}) => ({kind: 'restart', subscriptionId}),
};

/** Whoever has lost a race with another page asks for what is refused by now. */
async function expectRefused(stage: Stage, action: SubscriptionAction, ask: (stage: Stage) => SubscriptionChange) {
  const reason = (await readSubscription(stage)).refusals[action]?.reason;
  if (reason === undefined) return;
  const asked = ask(stage);
  await expectNoEffect(stage, `${action}, which is refused`, async () => {
    for (const work of [() => preview(stage, asked), () => apply(stage, asked)]) {
      const error: unknown = await work().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      // What is as it shall be may also simply stay so.
      if (error === null && reason === 'already_done') continue;
      const isRefused = isBillingError(error) && ['action_refused', 'provider_cannot'].includes(error.code);
      expectTrue(isRefused, `${action} is refused for "${reason}", got ${String(error)}`);
      const told = isBillingError(error) && error.code === 'action_refused' ? error.details?.['reason'] : undefined;
      if (told !== undefined) expectAlike(told, reason, `why ${action} is refused`);
    }
  });
}

/** What is refused is refused wherever it is asked for. */
export const refusalCases: readonly ProviderCase[] = [
  ...situationNames
    .filter((situation) => situation !== 'nothing')
    .map((situation): ProviderCase => ({
      title: `refuses before and at a change what it refuses of what is "${situation}"`,
      situation,
      needs: ['previewChange'],
      async check(stage) {
        for (const [action, ask] of Object.entries(asking))
          await expectRefused(stage, action as SubscriptionAction, ask);
      },
    })),
  {
    title: 'knows no subscription that is not there, or that is of another customer',
    situation: 'subscribed',
    needs: ['previewChange', 'cancelAtPeriodEnd'],
    async check(stage) {
      for (const subscriptionId of ['no-such-subscription', stage.stranger.subscriptionId]) {
        const there = {...stage, subscriptionId};
        for (const asked of [toCancel(there, 'period_end'), toPlan(there, 'higher')]) {
          await expectNoEffect(stage, 'a subscription that is not theirs', async () => {
            await expectCode(preview(there, asked), ['not_found', 'provider_cannot'], 'a preview of it');
            await expectCode(apply(there, asked), ['not_found', 'provider_cannot'], 'a change of it');
          });
        }
      }
    },
  },
  {
    title: 'knows no price that is not there',
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan'],
    async check(stage) {
      const asked = {...toPlan(stage, 'higher'), priceId: 'no-such-price'};
      const codes = ['not_found', 'invalid_request', 'action_refused'];
      await expectNoEffect(stage, 'a price that is not there', async () => {
        await expectCode(preview(stage, asked), codes, 'a preview of it');
        await expectCode(apply(stage, asked), codes, 'a change to it');
      });
    },
  },
];
