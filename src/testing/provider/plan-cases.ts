import {expectAlike, expectTrue} from '../expect.js';
import {change, expectNoEffect, listInvoices, preview, readSubscription} from './acts.js';
import {passTime, prorated, toPlan, toWithdrawal, withNextPeriod} from './asking.js';
import {unitsAtFirst, type Stage} from './bench.js';
import type {ProviderCase} from './case.js';

const readNextAmount = async (stage: Stage) => (await readSubscription(stage)).nextPayment?.amountDue.amount;

/** How plans, units and what is beside them change. */
export const planCases: readonly ProviderCase[] = [
  {
    title: 'keeps the end of the period and the day of billing where the plan changes within the period',
    situation: 'subscribed',
    needs: ['changePlan'],
    async check(stage) {
      const before = await readSubscription(stage);
      for (const price of ['higher', 'lower', 'present'] as const) {
        await passTime(stage, 3);
        const done = await change(stage, toPlan(stage, price));
        expectAlike(done.currentPeriod?.end, before.currentPeriod?.end, 'the end of the period');
        expectAlike(done.billingAnchor, before.billingAnchor, 'the day of billing');
      }
    },
  },
  {
    title: 'begins a period where the change says so, and bills on that day from then on',
    situation: 'subscribed',
    needs: ['changePlan', 'chooseProration'],
    async check(stage) {
      await passTime(stage);
      const now = stage.now();
      const done = await change(stage, toPlan(stage, 'higher', {billing: {...prorated, anchor: 'now'}}));
      expectAlike([done.currentPeriod?.start, done.billingAnchor], [now, now], 'the period and the day of billing');
      expectAlike(done.nextBillingAt, done.currentPeriod?.end, 'the next payment');
    },
  },
  {
    title: 'gives back no more than was paid where the plan goes up and down all day',
    situation: 'subscribed',
    needs: ['changePlan'],
    async check(stage) {
      const before = await readNextAmount(stage);
      const taken = await stage.readTaken();
      await passTime(stage);
      const once = await preview(stage, toPlan(stage, 'higher'));
      for (const price of ['higher', 'present', 'higher', 'present', 'higher'] as const) {
        await change(stage, toPlan(stage, price));
      }
      // One unit for each rounding of a charge and a credit.
      const more = (await stage.readTaken()) - taken;
      const due = once.dueNow?.amount ?? 0;
      expectTrue(Math.abs(more - due) <= 10, `up and down costs what up costs, ${due}, got ${more}`);
      await change(stage, toPlan(stage, 'present'));
      const after = await readNextAmount(stage);
      expectTrue((after ?? 0) <= (before ?? 0), `what is left over pays for the next period, got ${after}`);
    },
  },
  {
    title: 'gives nothing back for what was never charged',
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan', 'chooseProration'],
    async check(stage) {
      const paid = await stage.readTaken();
      await passTime(stage, 1);
      await change(stage, toPlan(stage, 'higher', {billing: {...prorated, proration: 'none'}}));
      const {dueNow, totals} = await preview(stage, toPlan(stage, 'lower'));
      const back = Math.max(0, -(totals?.total.amount ?? 0));
      expectTrue(dueNow?.amount === 0 && back < paid, `less than ${paid} comes back, got ${back}`);
    },
  },
  {
    title: 'charges a whole difference once, however often the plan goes up and down',
    situation: 'subscribed',
    needs: ['changePlan', 'chooseProration'],
    async check(stage) {
      await passTime(stage);
      const taken = await stage.readTaken();
      const billing = {...prorated, proration: 'full_difference'} as const;
      await change(stage, toPlan(stage, 'higher', {billing}));
      const once = (await stage.readTaken()) - taken;
      for (const price of ['present', 'higher', 'lower', 'higher'] as const) {
        await change(stage, toPlan(stage, price, {billing}));
      }
      expectAlike((await stage.readTaken()) - taken, once, 'what was taken in the end');
    },
  },
  {
    title: 'keeps the plan until the period is over where the change waits, and takes the new price then',
    situation: 'subscribed',
    needs: ['changePlan', 'scheduleChange'],
    async check(stage) {
      await passTime(stage);
      const before = await readSubscription(stage);
      const taken = await stage.readTaken();
      const end = before.currentPeriod?.end ?? '';
      const planned = await change(stage, toPlan(stage, 'lower', {billing: withNextPeriod}));
      expectAlike(planned.items, before.items, 'the items while it waits');
      expectAlike([planned.pendingChange?.kind, planned.pendingChange?.at], ['plan', end], 'what is planned');
      expectAlike(await stage.readTaken(), taken, 'what was taken for what is planned');
      await stage.advanceTo(end);
      const done = await readSubscription(stage);
      expectAlike([done.items[0]?.priceId, done.pendingChange], [stage.prices.lower, null], 'the plan afterwards');
      expectAlike((await stage.readTaken()) - taken, done.totals.total.amount, 'what was taken for the new period');
    },
  },
  {
    title: 'is as before where a planned change was withdrawn',
    situation: 'subscribed',
    needs: ['changePlan', 'scheduleChange'],
    async check(stage) {
      await passTime(stage);
      await expectNoEffect(stage, 'a plan that was planned and withdrawn', async () => {
        await change(stage, toPlan(stage, 'lower', {billing: withNextPeriod}));
        await change(stage, toWithdrawal(stage));
      });
    },
  },
  {
    title: 'plans one thing at a time: the later plan takes the place of the earlier one',
    situation: 'subscribed',
    needs: ['changePlan', 'scheduleChange', 'changeQuantity'],
    async check(stage) {
      await change(stage, toPlan(stage, 'lower', {billing: withNextPeriod}));
      const {pendingChange, currentPeriod} = await change(
        stage,
        toPlan(stage, 'present', {quantity: 2, billing: withNextPeriod}),
      );
      expectAlike(pendingChange?.at, currentPeriod?.end, 'when the second one is');
      await stage.advanceTo(currentPeriod?.end ?? '');
      const {items} = await readSubscription(stage);
      expectAlike([items[0]?.priceId, items[0]?.quantity], [stage.prices.present, 2], 'what it is then');
    },
  },
  {
    title: 'has what was planned no more where the plan is changed at once',
    situation: 'subscribed',
    needs: ['changePlan', 'scheduleChange'],
    async check(stage) {
      await change(stage, toPlan(stage, 'lower', {billing: withNextPeriod}));
      await passTime(stage);
      const {pendingChange, currentPeriod} = await change(stage, toPlan(stage, 'higher'));
      expectAlike(pendingChange, null, 'what is planned');
      await stage.advanceTo(currentPeriod?.end ?? '');
      expectAlike((await readSubscription(stage)).items[0]?.priceId, stage.prices.higher, 'the plan then');
    },
  },
  {
    title: 'has as many units, and as many of what is beside the plan, as were wished for',
    situation: 'subscribed',
    needs: ['changeQuantity', 'addOns'],
    extras: ['add_on'],
    async check(stage) {
      const {prices} = stage;
      const toRows = (items: {priceId: string; quantity: number | null}[]) =>
        items.map(({priceId, quantity}) => `${priceId} × ${quantity}`).sort();
      for (const [quantity, addOns] of [[7, 3] as const, [2, 1] as const, [unitsAtFirst, 0] as const]) {
        const beside = addOns === 0 ? [] : [{priceId: prices.addOn ?? '', quantity: addOns}];
        const {items} = await change(stage, toPlan(stage, 'present', {quantity, addOns: beside}));
        const wished = toRows([{priceId: prices.present, quantity}, ...beside]);
        expectAlike(toRows(items), wished, 'the items');
      }
    },
  },
  {
    title: 'keeps what is counted beside the plan',
    situation: 'metered',
    needs: ['changePlan'],
    async check(stage) {
      const counted = ({items}: {items: {kind: string; priceId: string}[]}) =>
        items.filter(({kind}) => kind === 'metered').map(({priceId}) => priceId);
      const before = counted(await readSubscription(stage));
      expectTrue(before.length > 0, 'something is counted');
      expectAlike(counted(await change(stage, toPlan(stage, 'higher'))), before, 'what is counted afterwards');
    },
  },
  {
    title: 'ends the trial or lets it go on, as the change says',
    situation: 'trialing',
    needs: ['changePlan'],
    async check(stage) {
      await passTime(stage, 5);
      const {trialEndsAt} = await readSubscription(stage);
      const invoices = (await listInvoices(stage)).length;
      const goesOn = await change(stage, toPlan(stage, 'lower', {trial: 'continue'}));
      expectAlike([goesOn.status, goesOn.trialEndsAt], ['trialing', trialEndsAt], 'a trial that goes on');
      expectAlike((await listInvoices(stage)).length, invoices, 'the invoices of a trial that goes on');
      const ended = await change(stage, toPlan(stage, 'higher', {trial: 'end'}));
      expectAlike(ended.status, 'active', 'a trial that is ended');
      expectAlike(ended.currentPeriod?.start, stage.now(), 'the first period that is paid');
    },
  },
  {
    title: 'takes a promotion code once, and refuses one that nobody knows',
    situation: 'subscribed',
    needs: ['previewChange', 'changePlan'],
    extras: ['promotion_code'],
    async check(stage) {
      const {promotionCode = ''} = stage;
      const dear = await preview(stage, toPlan(stage, 'higher'));
      const less = await preview(stage, toPlan(stage, 'higher', {promotionCode}));
      const [full, reduced] = [dear.to?.totals.total.amount ?? 0, less.to?.totals.total.amount ?? 0];
      expectTrue(reduced < full, `a code takes something off ${full}, got ${reduced}`);
      await expectNoEffect(stage, 'a code that nobody knows', async () => {
        const unknown = preview(stage, toPlan(stage, 'higher', {promotionCode: 'NO-SUCH-CODE'}));
        const error: unknown = await unknown.then(
          () => null,
          (thrown: unknown) => thrown,
        );
        const reason = (error as {details?: {reason?: string}} | null)?.details?.reason;
        expectAlike(reason, 'promotion_unknown', 'the reason');
      });
    },
  },
];
