import {expectAlike, race} from '../expect.js';
import {apply, expectCode, expectNoEffect, getValue, listInvoices, preview, toTerms, toWrite} from './acts.js';
import {toPlan} from './asking.js';
import type {ProviderCase} from './case.js';
import {askFor} from './wish.js';
import {wishes} from './wishes.js';

/** One key has one effect, and what is as it shall be stays as it is. */
export const keyCases: readonly ProviderCase[] = [
  ...wishes.map((wish): ProviderCase => {
    const {name, situation, needs = [], extras = [], repeats} = wish;
    const again = repeats ? 'however often its key comes' : 'however often its key comes, and with another key';
    return {
      title: `does ${name} once, ${again}`,
      situation,
      needs: [...needs, 'idempotency'],
      extras,
      async check(stage) {
        const asked = await askFor(stage, wish);
        const terms = toTerms(await preview(stage, asked));
        const write = toWrite();
        const first = getValue(await apply(stage, asked, terms, write), name);
        await expectNoEffect(stage, 'the same key', async () => {
          const answers = await race(3, () => apply(stage, asked, terms, write));
          for (const answer of answers) expectAlike(getValue(answer, name), first, 'the answer to the same key');
        });
        if (!repeats) await expectNoEffect(stage, 'another key', () => apply(stage, asked).catch(() => undefined));
      },
    };
  }),
  {
    title: 'charges once for 20 callers with one key',
    situation: 'subscribed',
    needs: ['changePlan', 'idempotency'],
    async check(stage) {
      const write = toWrite();
      const invoices = (await listInvoices(stage)).length;
      const answers = await race(20, () => apply(stage, toPlan(stage, 'higher'), {}, write));
      const [first, ...others] = answers.map((answer) => getValue(answer, 'a caller'));
      for (const other of others) expectAlike(other, first, 'the answer to a later caller');
      expectAlike((await listInvoices(stage)).length, invoices + 1, 'the invoices');
    },
  },
  {
    title: 'charges once for 20 callers who want the same with keys of their own',
    situation: 'subscribed',
    needs: ['changePlan'],
    async check(stage) {
      const invoices = (await listInvoices(stage)).length;
      await race(20, () => apply(stage, toPlan(stage, 'higher')).catch(() => undefined));
      expectAlike((await listInvoices(stage)).length, invoices + 1, 'the invoices');
    },
  },
  {
    title: 'refuses a key that stood for another change, and changes nothing',
    situation: 'subscribed',
    needs: ['changePlan', 'idempotency'],
    async check(stage) {
      const write = toWrite();
      getValue(await apply(stage, toPlan(stage, 'higher'), {}, write), 'the first');
      await expectNoEffect(stage, 'a key that was used', () =>
        expectCode(apply(stage, toPlan(stage, 'lower'), {}, write), ['idempotency_mismatch'], 'another change'),
      );
    },
  },
];
