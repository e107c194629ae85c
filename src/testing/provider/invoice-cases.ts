import type {Invoice} from '../../contract/invoice.js';
import {expectAlike, expectTrue} from '../expect.js';
import {call, change, listInvoices, readSubscription} from './acts.js';
import {passTime, toPlan} from './asking.js';
import type {SituationName, Stage} from './bench.js';
import type {ProviderCase} from './case.js';
import {sum} from './promise.js';

/** An invoice's lines, discount and taxes come to its total, and what came back is not more than was paid. */
export function expectAddsUp({number, lines, totals, total, credits, refunded, amountDue}: Invoice): void {
  const what = `invoice ${number}`;
  expectAlike(sum(lines.map(({amount}) => amount)), totals.subtotal.amount, `the lines of ${what}`);
  const added = totals.taxes.filter(({inclusive}) => !inclusive).map(({amount}) => amount);
  const all = totals.subtotal.amount + (totals.discount?.amount ?? 0) + sum(added);
  expectAlike(all, totals.total.amount, `the sums of ${what}`);
  expectAlike(total, totals.total, `the total of ${what}, in its head`);
  expectTrue((totals.discount?.amount ?? 0) <= 0, `a discount of ${what} takes off, got ${totals.discount?.amount}`);
  const back = sum(credits.filter(({kind}) => kind === 'refund').map(({amount}) => amount));
  expectAlike(refunded?.amount ?? 0, back, `what came back of ${what}`);
  expectTrue(back <= Math.max(0, total.amount), `no more came back of ${what} than was paid, got ${back}`);
  expectTrue(amountDue.amount >= 0, `nothing below zero is due of ${what}, got ${amountDue.amount}`);
}

async function expectAllAddUp(stage: Stage): Promise<void> {
  const {provider, customerId} = stage;
  for (const row of await listInvoices(stage)) {
    const invoice = await provider.readInvoice(customerId, row.id, call);
    if (invoice === null) throw new Error(`invoice "${row.id}" is listed and not found`);
    expectAddsUp(invoice);
    const inList = Object.fromEntries(Object.keys(row).map((key) => [key, invoice[key as keyof Invoice]]));
    expectAlike(inList, row, `invoice ${row.number}, beside its row in the list`);
  }
}

const situations: readonly SituationName[] = ['subscribed', 'discounted', 'balance', 'add_ons', 'metered', 'trialing'];

/** What invoices say. */
export const invoiceCases: readonly ProviderCase[] = [
  ...situations.map((situation): ProviderCase => ({
    title: `has invoices that add up, after a year of what is "${situation}"`,
    situation,
    needs: ['listInvoices', 'invoiceLines'],
    async check(stage) {
      await passTime(stage, 365);
      expectTrue((await listInvoices(stage)).length >= 12, 'a year has twelve invoices at least');
      await expectAllAddUp(stage);
    },
  })),
  {
    title: 'has invoices that add up, whatever was changed',
    situation: 'subscribed',
    needs: ['listInvoices', 'invoiceLines', 'changePlan', 'changeQuantity'],
    async check(stage) {
      const changes = [['higher', 4] as const, ['higher', 9] as const, ['lower', 3] as const, ['present', 5] as const];
      for (const [price, quantity] of changes) {
        await passTime(stage, 17.77);
        await change(stage, toPlan(stage, price, {quantity}));
      }
      await passTime(stage, 60);
      await expectAllAddUp(stage);
    },
  },
  {
    title: 'lists invoices newest first, each once, on pages of any length',
    situation: 'subscribed',
    needs: ['listInvoices'],
    async check(stage) {
      await passTime(stage, 200);
      const {provider, customerId, subscriptionId} = stage;
      const all = await listInvoices(stage);
      const times = all.map(({issuedAt}) => issuedAt);
      expectAlike(times, [...times].sort().reverse(), 'the times of issue');
      const ids: string[] = [];
      for (let cursor: string | null | undefined = undefined; cursor !== null;) {
        const query = {limit: 2, subscriptionId, ...(cursor !== undefined && {cursor})};
        const page: Awaited<ReturnType<typeof provider.listInvoices>> = await provider.listInvoices(
          customerId,
          query,
          call,
        );
        ids.push(...page.items.map(({id}) => id));
        cursor = page.nextCursor;
      }
      const ofIt = all.filter((row) => row.subscriptionId === subscriptionId).map(({id}) => id);
      expectAlike(ids, ofIt, 'the invoices of the subscription, two at a time');
    },
  },
  {
    title: 'takes what the next payment was to be, month by month',
    situation: 'subscribed',
    needs: ['upcomingPayment'],
    async check(stage) {
      for (let month = 0; month < 6; month += 1) {
        const {nextPayment} = await readSubscription(stage);
        if (nextPayment === null) throw new Error('there is a next payment');
        const taken = await stage.readTaken();
        await stage.advanceTo(nextPayment.at);
        expectAlike(
          (await stage.readTaken()) - taken,
          nextPayment.amountDue.amount,
          `what was taken in month ${month}`,
        );
      }
    },
  },
];
