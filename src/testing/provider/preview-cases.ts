import type {ProviderCase} from './case.js';
import {expectAlike, expectTrue} from '../expect.js';
import {apply, change, expectCode, expectNoEffect, preview, readSubscription, toTerms} from './acts.js';
import {passTime, toPlan} from './asking.js';
import {expectKept, expectPreview} from './promise.js';
import {askFor} from './wish.js';
import {wishes} from './wishes.js';

/** What is shown before a change is what is charged. */
export const previewCases: readonly ProviderCase[] = [
  ...wishes.map((wish): ProviderCase => {
    const {name, situation, needs, extras} = wish;
    return {
      title: `previews ${name} without changing anything, and then does what it said, for what it said`,
      ...{situation, ...(needs && {needs}), ...(extras && {extras})},
      check: async (stage) => void (await expectKept(stage, await askFor(stage, wish))),
    };
  }),
  {
    title: 'charges what was agreed upon an hour later, or refuses and changes nothing',
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan'],
    async check(stage) {
      await passTime(stage);
      const asked = toPlan(stage, 'higher');
      const seen = await expectPreview(stage, asked);
      await stage.advanceTo(new Date(Date.parse(stage.now()) + 3_600_000).toISOString());
      const taken = await stage.readTaken();
      const done = await apply(stage, asked, toTerms(seen)).catch((error: unknown) => error);
      if (done instanceof Error) {
        await expectCode(Promise.reject(done), ['preview_stale'], 'a change that costs something else by then');
        expectAlike(await stage.readTaken(), taken, 'what was taken for what was refused');
        expectAlike((await readSubscription(stage)).planId === seen.to?.planId, false, 'whether it was changed');
      } else {
        expectAlike((await stage.readTaken()) - taken, seen.dueNow?.amount, 'what was taken an hour later');
      }
    },
  },
  {
    title: 'refuses another amount than was agreed upon, and changes nothing',
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan'],
    async check(stage) {
      await passTime(stage);
      const asked = toPlan(stage, 'higher');
      const {dueNow} = await expectPreview(stage, asked);
      if (dueNow === null) return;
      for (const amount of [dueNow.amount - 1, dueNow.amount + 1, 0]) {
        const terms = {dueNow: {...dueNow, amount}};
        const refused = () => expectCode(apply(stage, asked, terms), ['preview_stale'], `${amount} in place of it`);
        await expectNoEffect(stage, 'an amount that nobody owes', refused);
      }
    },
  },
  {
    title: 'says that nothing is due for what there is already, and that it stays so',
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan'],
    async check(stage) {
      await passTime(stage);
      const asked = toPlan(stage, 'present');
      const work = async () => {
        const seen = await preview(stage, asked).catch((error: unknown) => error);
        if (seen instanceof Error) {
          await expectCode(Promise.reject(seen), ['action_refused'], 'nothing that changes');
        } else {
          expectAlike((seen as {dueNow: {amount: number} | null}).dueNow?.amount, 0, 'what is due for nothing');
          await change(stage, asked);
        }
      };
      await expectNoEffect(stage, 'a change to what there is', work);
    },
  },
  {
    title: 'costs the more, the more of the period is left',
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan'],
    async check(stage) {
      const due: number[] = [];
      for (const days of [1, 7, 7, 7]) {
        await passTime(stage, days);
        due.push((await preview(stage, toPlan(stage, 'higher'))).dueNow?.amount ?? 0);
      }
      const isFalling = due.every((amount, index) => index === 0 || amount < (due[index - 1] ?? 0));
      expectTrue(isFalling, `what a dearer plan costs falls with every day that has passed, got ${due.join(', ')}`);
    },
  },
];
