import {expect} from '@open-wc/testing';
import type {FaultPlace} from '../../src/server/ports/surroundings.js';
import {createEndpoint, findLeaks, readCode} from '../support/endpoint.js';

const customerId = 'cus_brightwater';
const fault = new RangeError('the words of the fault');
const reject = () => Promise.reject(fault);

describe('What the host is told of a fault', () => {
  const told: {cause: unknown; about: FaultPlace}[] = [];
  const onError = (cause: unknown, about: FaultPlace) => void told.push({cause, about});
  beforeEach(() => void told.splice(0));

  it('is what was caught, and where the log has it', async () => {
    const endpoint = createEndpoint({onError, authenticate: reject});
    const {correlationId} = (await endpoint.call('openHostSession')).problem;
    expect(told).to.deep.equal([{cause: fault, about: {correlationId, route: 'openHostSession'}}]);
    expect(told[0]?.cause).to.equal(fault);
    expect(endpoint.entries.at(-1)).to.include({code: 'internal', kind: 'RangeError', correlationId});
  });

  it('holds for a part of an answer too, whose kind the log names', async () => {
    const endpoint = createEndpoint({onError, verbs: () => ({listInvoices: reject})});
    const {unavailable} = (await endpoint.call('readPortal')).answer;
    const correlationId = unavailable['invoices']?.correlationId as string;
    expect(told).to.deep.equal([{cause: fault, about: {correlationId, route: 'readPortal'}}]);
    const line = {level: 'error', event: 'portal.member_failed', member: 'invoices', code: 'internal', correlationId};
    expect(endpoint.entries).to.deep.include({...line, kind: 'RangeError'});
  });

  it('holds for a server that calls the rule itself', async () => {
    const endpoint = createEndpoint({onError, verbs: () => ({findCustomer: reject})});
    expect(await readCode(endpoint.billing.createSession({customerId}))).to.equal('internal');
    expect(told.map(({about}) => about.route)).to.deep.equal(['createSession']);
  });

  it('is nothing where the code says what is wrong', async () => {
    const endpoint = createEndpoint({onError});
    endpoint.sandbox.fail('listInvoices', 'provider_unavailable', 1);
    await endpoint.call('readPortal');
    await endpoint.call('readPortal', {token: null});
    await endpoint.send('GET', '/nowhere');
    expect(told).to.deep.equal([]);
  });

  it('breaks no answer where it fails itself', async () => {
    const broken = (): void => {
      throw new Error('the tracker is down');
    };
    for (const failing of [broken, reject as unknown as () => void]) {
      const endpoint = createEndpoint({onError: failing, verbs: () => ({listInvoices: reject}), authenticate: reject});
      expect((await endpoint.call('readPortal')).answer.unavailable).to.have.all.keys('invoices');
      expect((await endpoint.call('openHostSession')).problem.code).to.equal('internal');
    }
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was told', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
