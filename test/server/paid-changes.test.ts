import {expect} from '@open-wc/testing';
import type {Invoice} from '../../src/contract/invoice.js';
import type {Preview, SubscriptionChangeInput} from '../../src/contract/preview.js';
import {scenarioNames, type ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {createEndpoint, findLeaks, type Endpoint} from '../support/endpoint.js';

/** Changes over the sandbox's engine: what is shown is what is charged, and nothing changes that is not paid. */

const ids = {subscriptionId: 'sub_crew'};
const upgrade = {kind: 'plan', priceId: 'company_monthly'} as const;

async function show(endpoint: Endpoint, body: SubscriptionChangeInput): Promise<Preview> {
  return (await endpoint.call('previewChange', {ids, body})).answer;
}

const confirm = (endpoint: Endpoint, previewId: string, paymentMethodId?: string) =>
  endpoint.call('changeSubscription', {ids, body: {previewId, ...(paymentMethodId && {paymentMethodId})}});

async function readSubscription(endpoint: Endpoint) {
  const {answer} = await endpoint.call('readPortal', {query: {include: 'subscriptions'}});
  return answer.subscriptions?.find(({id}) => id === 'sub_crew');
}

async function readNewest(endpoint: Endpoint): Promise<Invoice> {
  const {answer} = await endpoint.call('listInvoices', {query: {limit: '1'}});
  return (await endpoint.call('readInvoice', {ids: {invoiceId: answer.items[0]?.id ?? ''}})).answer;
}

/** A method that is not the default. */
async function findOther(endpoint: Endpoint): Promise<string | undefined> {
  const {answer} = await endpoint.call('readPortal', {query: {include: 'paymentMethods'}});
  return answer.paymentMethods?.find(({isDefault}) => !isDefault)?.id;
}

const countInvoices = async (endpoint: Endpoint): Promise<number> =>
  (await endpoint.call('listInvoices', {query: {limit: '100'}})).answer.items.length;

describe('A change that costs something at once', () => {
  it('charges what was shown, line by line, and then the plan is another one', async () => {
    const endpoint = createEndpoint();
    const shown = await show(endpoint, {...upgrade, quantity: 6});
    expect(shown.certainty).to.equal('exact');
    expect(shown.dueNow?.amount).to.be.greaterThan(0);
    const before = await countInvoices(endpoint);
    const {answer} = await confirm(endpoint, shown.id);
    expect(answer.operation.state).to.equal('succeeded');
    const {subscription} = answer;
    expect(subscription).to.deep.include({planId: 'company', totals: shown.to?.totals});
    const invoice = await readNewest(endpoint);
    expect(await countInvoices(endpoint)).to.equal(before + 1);
    expect(invoice).to.deep.include({status: 'paid', total: shown.totals?.total, subscriptionId: 'sub_crew'});
    expect(invoice.lines.map(({amount}) => amount)).to.deep.equal(shown.lines.map(({amount}) => amount));
    expect(subscription.nextPayment?.amountDue).to.deep.equal(shown.next?.amount);
    expect(subscription.nextBillingAt).to.equal(shown.next?.at);
  });

  it('that is declined leaves everything as it was, and is done with another card from the same preview', async () => {
    const endpoint = createEndpoint();
    const before = await readSubscription(endpoint);
    const shown = await show(endpoint, upgrade);
    endpoint.sandbox.nextPayment('declined');
    const declined = (await confirm(endpoint, shown.id)).answer;
    expect(declined.operation).to.include({state: 'failed', code: 'payment_declined'});
    expect(declined.subscription).to.deep.equal(before);
    const other = await findOther(endpoint);
    const done = (await confirm(endpoint, shown.id, other)).answer;
    expect(done.operation.state).to.equal('succeeded');
    expect((await readNewest(endpoint)).paidWith?.id).to.equal(other);
  });

  it('that a bank asks about waits for the answer: nothing before, all of it after', async () => {
    for (const answer of ['pass', 'fail'] as const) {
      const endpoint = createEndpoint();
      const before = await readSubscription(endpoint);
      const shown = await show(endpoint, upgrade);
      endpoint.sandbox.nextPayment('challenge');
      const asked = (await confirm(endpoint, shown.id)).answer;
      expect(asked.operation.state).to.equal('requires_payment');
      expect(asked.subscription).to.deep.equal(before);
      const operationId = asked.operation.id;
      await endpoint.call('submitPaymentStep', {ids: {operationId}, body: {entry: {answer}}});
      const {operation} = (await endpoint.call('completeOperation', {ids: {operationId}})).answer;
      const planId = (await readSubscription(endpoint))?.planId;
      if (answer === 'pass') {
        expect(operation.state).to.equal('succeeded');
        expect(planId).to.equal('company');
        expect((await readNewest(endpoint)).total).to.deep.equal(shown.totals?.total);
      } else {
        expect(operation).to.include({state: 'failed', code: 'challenge_failed'});
        expect(planId).to.equal('crew');
      }
    }
  });

  it('whose challenge is answered after the subscription has moved overwrites nothing', async () => {
    const endpoint = createEndpoint();
    const [one, other] = [
      await show(endpoint, upgrade),
      await show(endpoint, {kind: 'plan', priceId: 'crew_monthly', quantity: 9}),
    ];
    endpoint.sandbox.nextPayment('challenge');
    const asked = (await confirm(endpoint, one.id)).answer.operation;
    expect((await confirm(endpoint, other.id)).answer.operation.state).to.equal('succeeded');
    await endpoint.call('submitPaymentStep', {ids: {operationId: asked.id}, body: {entry: {answer: 'pass'}}});
    const before = await countInvoices(endpoint);
    const late = await endpoint.call('completeOperation', {ids: {operationId: asked.id}});
    expect(late.status === 200 ? late.answer.operation.state : 'refused').not.to.equal('succeeded');
    expect(await countInvoices(endpoint)).to.equal(before);
    expect((await readSubscription(endpoint))?.planId).to.equal('crew');
  });

  it('charges what was shown, also where time has passed at the provider since', async () => {
    const endpoint = createEndpoint();
    const shown = await show(endpoint, upgrade);
    await endpoint.sandbox.advanceBy({days: 2});
    expect((await confirm(endpoint, shown.id)).answer.operation.state).to.equal('succeeded');
    expect((await readNewest(endpoint)).total).to.deep.equal(shown.totals?.total);
  });

  it('asks again where another period has begun at the provider since', async () => {
    const endpoint = createEndpoint();
    const shown = await show(endpoint, upgrade);
    await endpoint.sandbox.advanceTo('2026-12-02T00:00:00.000Z');
    const {problem} = await confirm(endpoint, shown.id);
    expect(problem.code).to.equal('preview_stale');
    const fresh = (problem.details as {preview: Preview}).preview;
    expect(fresh.dueNow).not.to.deep.equal(shown.dueNow);
    // The card of the month before has expired by now, and says so rather than being tried.
    expect((await confirm(endpoint, fresh.id)).problem.details).to.deep.equal({reason: 'method_expired'});
    expect((await confirm(endpoint, fresh.id, await findOther(endpoint))).answer.operation.state).to.equal('succeeded');
    expect((await readNewest(endpoint)).total).to.deep.equal(fresh.totals?.total);
  });

  it('is done once, however many ask at once with one preview', async () => {
    const endpoint = createEndpoint();
    const {id} = await show(endpoint, upgrade);
    const before = await countInvoices(endpoint);
    const replies = await Promise.all(Array.from({length: 20}, () => confirm(endpoint, id)));
    expect(replies.filter(({status}) => status === 200)).to.have.length(1);
    expect(await countInvoices(endpoint)).to.equal(before + 1);
  });

  it('whose answer is lost is found again, and charged once', async () => {
    const endpoint = createEndpoint();
    const before = await countInvoices(endpoint);
    const {id} = await show(endpoint, upgrade);
    endpoint.sandbox.loseAnswer('applyChange', 1);
    const {operation} = (await confirm(endpoint, id)).answer;
    expect(operation.state).to.equal('checking');
    endpoint.clock.advance({seconds: 3});
    const read = await endpoint.call('readOperation', {ids: {operationId: operation.id}});
    expect(read.answer.operation.state).to.equal('succeeded');
    expect(await countInvoices(endpoint)).to.equal(before + 1);
    expect((await readSubscription(endpoint))?.planId).to.equal('company');
  });
});

describe('A change that waits for the end of the period', () => {
  const fewer = {kind: 'plan', priceId: 'crew_monthly', quantity: 5} as const;

  it('is shown with its date, and can be taken back', async () => {
    const endpoint = createEndpoint({scenario: 'change_pending'});
    const before = await readSubscription(endpoint);
    expect(before?.pendingChange).to.include({kind: 'plan'});
    const {answer} = await endpoint.call('withdrawPendingChange', {ids});
    expect(answer.operation).to.include({kind: 'withdraw_pending_change', state: 'succeeded'});
    expect(answer.subscription.pendingChange).to.equal(null);
    expect(answer.subscription.planId).to.equal(before?.planId);
  });

  it('costs nothing now, is charged then as it was shown, and not before', async () => {
    const endpoint = createEndpoint({configurations: {features: {change: {timing: 'period_end'}}}});
    const shown = await show(endpoint, fewer);
    expect(shown.dueNow?.amount ?? 0).to.equal(0);
    const {subscription} = (await confirm(endpoint, shown.id)).answer;
    expect(subscription.pendingChange).to.include({at: shown.effectiveAt});
    expect(subscription.items[0]?.quantity).to.equal(4);
    expect(subscription.nextPayment?.amountDue).to.deep.equal(shown.next?.amount);
    await endpoint.sandbox.advanceTo('2026-12-01T01:00:00.000Z');
    expect((await readSubscription(endpoint))?.items[0]?.quantity).to.equal(5);
    expect((await readNewest(endpoint)).total).to.deep.equal(shown.next?.amount);
  });
});

describe('Pauses, ends and beginnings', () => {
  const run = async (endpoint: Endpoint, body: SubscriptionChangeInput) => {
    const shown = await show(endpoint, body);
    return {shown, ...(await confirm(endpoint, shown.id)).answer};
  };

  it('pause, go on, and say before what becomes of it', async () => {
    const endpoint = createEndpoint();
    const until = '2027-02-01T00:00:00.000Z';
    const paused = await run(endpoint, {kind: 'pause', at: 'immediately', until});
    expect(paused.subscription).to.include({status: 'paused', resumesAt: until});
    expect(paused.shown.timeline.map(({kind}) => kind)).to.include.members(['resume']);
    const unpaused = await run(endpoint, {kind: 'unpause'});
    expect(unpaused.subscription.status).to.equal('active');
    const planned = await run(endpoint, {kind: 'pause', until: null});
    expect(planned.subscription.pausesAt).to.equal(planned.shown.effectiveAt);
    const {answer} = await endpoint.call('withdrawPendingChange', {ids});
    expect(answer.subscription.pausesAt).to.equal(null);
  });

  it('begin again what has ended, and charge what was shown', async () => {
    const endpoint = createEndpoint({scenario: 'ended'});
    const {answer} = await endpoint.call('readPortal', {query: {include: 'subscriptions'}});
    const subscriptionId = answer.subscriptions?.[0]?.id ?? '';
    const shown = (await endpoint.call('previewChange', {ids: {subscriptionId}, body: {kind: 'restart'}})).answer;
    expect(shown.from).to.equal(null);
    const body = {previewId: shown.id};
    const done = (await endpoint.call('changeSubscription', {ids: {subscriptionId}, body})).answer;
    expect(done.operation.state).to.equal('succeeded');
    expect(done.subscription.status).to.equal('active');
    expect((await readNewest(endpoint)).total).to.deep.equal(shown.totals?.total);
  });

  it('begin another one beside it, once, and charge what was shown', async () => {
    const endpoint = createEndpoint();
    const shown = (await endpoint.call('previewStart', {body: {priceId: 'starter_monthly', quantity: 2}})).answer;
    const body = {previewId: shown.id};
    const replies = await Promise.all(Array.from({length: 5}, () => endpoint.call('startSubscription', {body})));
    const [done] = replies.filter(({status}) => status === 200);
    expect(replies.filter(({status}) => status === 200)).to.have.length(1);
    expect(done?.answer.subscription).to.include({planId: 'starter', status: 'active'});
    expect(done?.answer.operation.resourceId).to.equal(done?.answer.subscription?.id);
    expect((await readNewest(endpoint)).total).to.deep.equal(shown.totals?.total);
  });
});

describe('Every action of every scenario', () => {
  const inputs: [string, SubscriptionChangeInput][] = [
    ['cancel', {kind: 'cancel'}],
    ['undoCancel', {kind: 'undo_cancel'}],
    ['pause', {kind: 'pause', until: null}],
    ['unpause', {kind: 'unpause'}],
    ['restart', {kind: 'restart'}],
  ];

  const explore = async (scenario: ScenarioName, action: string, body: SubscriptionChangeInput) => {
    const endpoint = createEndpoint({scenario});
    const {answer} = await endpoint.call('readPortal', {query: {include: 'subscriptions'}});
    for (const {id, actions} of answer.subscriptions ?? []) {
      const reply = await endpoint.call('previewChange', {ids: {subscriptionId: id}, body});
      const permission = actions[action];
      const said = `${action} of ${id}: ${reply.text}`;
      if (permission?.allowed) expect(reply.status, said).to.equal(200);
      else expect(reply.problem.details?.['reason'], said).to.equal(permission?.reason);
    }
  };

  for (const scenario of scenarioNames) {
    it(`of "${scenario}" is shown where it is allowed, and refused for the reason that was said`, async () => {
      for (const [action, body] of inputs) await explore(scenario, action, body);
    });

    it(`of "${scenario}" leads to each price that the catalog allows, and to none that it refuses`, async () => {
      const endpoint = createEndpoint({scenario});
      const {answer} = await endpoint.call('readPortal', {query: {include: 'subscriptions,catalog'}});
      for (const [subscriptionId, {prices}] of Object.entries(answer.catalog?.moves ?? {})) {
        for (const [priceId, permission] of Object.entries(prices)) {
          const reply = await endpoint.call('previewChange', {ids: {subscriptionId}, body: {kind: 'plan', priceId}});
          const said = `${subscriptionId} to ${priceId}: ${reply.text}`;
          if (permission.allowed) expect(reply.status, said).to.equal(200);
          else expect(reply.problem.details?.['reason'], said).to.equal(permission.reason);
        }
      }
      const units = ['day', 'week', 'month', 'year'];
      const all = answer.catalog?.plans.flatMap(({prices}) => prices) ?? [];
      // How long an interval is that nobody knows, nobody can say.
      const known = all.filter(({interval}) => units.includes(interval.unit)).map(({id}) => id);
      for (const [priceId, permission] of Object.entries(answer.catalog?.start ?? {})) {
        if (!known.includes(priceId)) continue;
        const reply = await endpoint.call('previewStart', {body: {priceId}});
        expect(reply.status === 200, `start ${priceId}: ${reply.text}`).to.equal(permission.allowed);
      }
    });
  }
});

describe('Usage over the sandbox', () => {
  it('is there for every scenario, with a period to choose, and of nobody else', async () => {
    for (const scenario of ['active', 'metered', 'yearly', 'several', 'no_subscription'] as const) {
      const endpoint = createEndpoint({scenario});
      const {answer} = await endpoint.call('readUsage');
      const [present] = answer.periods;
      if (scenario !== 'no_subscription') expect(present?.end, scenario).to.be.a('string');
      for (const {aggregation, projected, used, period} of answer.meters) {
        expect(Date.parse(period.end), scenario).to.be.greaterThan(Date.parse(period.start));
        if (aggregation === 'sum' && projected !== null) expect(projected).to.be.at.least(used);
      }
    }
  });

  it('of a period that is over has no projection', async () => {
    const endpoint = createEndpoint({scenario: 'metered'});
    const {answer} = await endpoint.call('readUsage');
    const [, last] = answer.periods;
    const query = {from: last?.start ?? '', to: last?.end ?? ''};
    const past = (await endpoint.call('readUsage', {query})).answer;
    for (const {projected} of past.meters) expect(projected).to.equal(null);
    expect(past.periods).to.deep.equal(answer.periods);
  });
});

describe('The log', () => {
  it('never held a secret while all of this was done', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
