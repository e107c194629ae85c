import {expect, waitUntil} from '@open-wc/testing';
import type {Operation} from '../../src/contract/operation.js';
import type {OperationStore} from '../../src/server/ports/store.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, type Endpoint, type EndpointOptions} from '../support/endpoint.js';

const call = {signal: new AbortController().signal};

/** An endpoint at which one invoice is owed. */
async function createOwing(options: EndpointOptions = {}) {
  const store = memoryStore();
  const endpoint = createEndpoint({scenario: 'past_due', store, ...options});
  const page = await endpoint.sandbox.listInvoices(endpoint.sandbox.customerId, {limit: 1, status: 'open'}, call);
  const {operations} = store.realm({account: 'default', mode: 'test'});
  return {...endpoint, invoiceId: page.items[0]?.id ?? '', operations};
}

type Owing = Awaited<ReturnType<typeof createOwing>>;

/** Under a key of its own, as another tab or another person at the same customer would. */
const pay = ({call: ask, invoiceId}: Owing) => ask('payInvoice', {ids: {invoiceId}});
const payNow = async (endpoint: Owing): Promise<Operation> => (await pay(endpoint)).answer.operation;

async function read(endpoint: Endpoint, {id}: Operation): Promise<Operation> {
  const token = await endpoint.mint();
  return (await endpoint.call('readOperation', {ids: {operationId: id}, token})).answer.operation;
}

async function complete(endpoint: Endpoint, {id}: Operation): Promise<Operation> {
  const token = await endpoint.mint();
  return (await endpoint.call('completeOperation', {ids: {operationId: id}, token})).answer.operation;
}

async function readReference(operations: OperationStore, {id}: Operation): Promise<string> {
  const {reference} = JSON.parse((await operations.find(id))?.result ?? '{}') as {reference?: string};
  return reference ?? '';
}

/** Looks for whatever is not known until everything is. */
async function settleAll(endpoint: Owing): Promise<void> {
  for (let look = 0; look < 4; look++) {
    endpoint.clock.advance({seconds: 31});
    await endpoint.billing.runDue();
  }
}

for (const forgets of [false, true]) {
  describe(`An invoice at a provider that ${forgets ? 'keeps no keys' : 'keeps keys'} is charged once`, () => {
    const createHere = async (options: EndpointOptions = {}): Promise<Owing> => {
      const endpoint = await createOwing(options);
      endpoint.sandbox.forgetKeys(forgets);
      return endpoint;
    };

    it('for two who pay it at the same time', async () => {
      const endpoint = await createHere();
      endpoint.sandbox.delay('payInvoice', 20);
      const operations = await Promise.all([payNow(endpoint), payNow(endpoint)]);
      expect(new Set(operations.map(({id}) => id)).size).to.equal(2);
      expect(operations.map(({state}) => state)).to.deep.equal(['succeeded', 'succeeded']);
      expect(endpoint.sandbox.calls['payInvoice']).to.equal(2);
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    });

    it('for a hundred of them', async () => {
      const endpoint = await createHere();
      endpoint.sandbox.delay('payInvoice', 5);
      await endpoint.mint();
      await Promise.all(Array.from({length: 100}, () => pay(endpoint)));
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    }).timeout(20_000);

    it('for two whose answers are both lost', async () => {
      const endpoint = await createHere();
      endpoint.sandbox.delay('payInvoice', 20);
      endpoint.sandbox.loseAnswer('payInvoice', 2);
      const operations = await Promise.all([payNow(endpoint), payNow(endpoint)]);
      expect(operations.map(({state}) => state)).to.deep.equal(['checking', 'checking']);
      await settleAll(endpoint);
      for (const operation of operations) expect(await read(endpoint, operation)).to.include({state: 'succeeded'});
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    });

    it('for two challenges that are both passed and both completed', async () => {
      const endpoint = await createHere();
      endpoint.sandbox.nextPayment('challenge', 2);
      const operations = await Promise.all([payNow(endpoint), payNow(endpoint)]);
      const references = await Promise.all(operations.map((one) => readReference(endpoint.operations, one)));
      expect(new Set(references).size).to.equal(2);
      for (const reference of references) endpoint.sandbox.answerChallenge(reference, 'pass');
      const done = await Promise.all(operations.map((one) => complete(endpoint, one)));
      expect(done.map(({state}) => state)).to.deep.equal(['succeeded', 'succeeded']);
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    });

    it('for a challenge that is passed after it was paid in another way', async () => {
      const endpoint = await createHere();
      endpoint.sandbox.nextPayment('challenge');
      const waiting = await payNow(endpoint);
      expect((await payNow(endpoint)).state).to.equal('succeeded');
      endpoint.sandbox.answerChallenge(await readReference(endpoint.operations, waiting), 'pass');
      expect((await complete(endpoint, waiting)).state).to.equal('succeeded');
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    });

    it('for a challenge whose completion was lost, and another one beside it', async () => {
      const endpoint = await createHere();
      endpoint.sandbox.nextPayment('challenge', 2);
      const [first, second] = [await payNow(endpoint), await payNow(endpoint)];
      for (const operation of [first, second]) {
        endpoint.sandbox.answerChallenge(await readReference(endpoint.operations, operation), 'pass');
      }
      endpoint.sandbox.loseAnswer('complete', 1);
      expect((await complete(endpoint, first)).state).to.equal('checking');
      expect((await complete(endpoint, second)).state).to.equal('succeeded');
      await settleAll(endpoint);
      expect((await read(endpoint, first)).state).to.equal('succeeded');
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    });

    it('for one whose answer was lost, and who tries again as if it were something new', async () => {
      const endpoint = await createHere();
      endpoint.sandbox.loseAnswer('payInvoice', 1);
      const lost = await payNow(endpoint);
      expect(lost.state).to.equal('checking');
      expect((await pay(endpoint)).problem).to.include({status: 409, code: 'action_refused'});
      await settleAll(endpoint);
      expect((await read(endpoint, lost)).state).to.equal('succeeded');
      expect((await pay(endpoint)).problem.code).to.equal('action_refused');
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    });

    it('for one whose call never got there, and who tries again before that is known', async () => {
      const endpoint = await createHere();
      endpoint.sandbox.fail('payInvoice', 'provider_unavailable', 1);
      const lost = await payNow(endpoint);
      expect(lost.state).to.equal('checking');
      expect((await payNow(endpoint)).state).to.equal('succeeded');
      await settleAll(endpoint);
      expect((await read(endpoint, lost)).state).to.equal('succeeded');
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    });

    it('for one who tries again while the first call is still on its way', async () => {
      let arrive = (): void => undefined;
      const isHeld = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      let asked = 0;
      const endpoint = await createHere({
        verbs: (sandbox) => ({
          async payInvoice(...given) {
            asked += 1;
            if (asked === 1) await isHeld;
            return sandbox.payInvoice(...given);
          },
        }),
      });
      const first = payNow(endpoint);
      await waitUntil(() => asked === 1);
      expect((await payNow(endpoint)).state).to.equal('succeeded');
      arrive();
      expect((await first).state).to.equal('succeeded');
      expect(endpoint.sandbox.effects.payments).to.equal(1);
    });
  });
}
