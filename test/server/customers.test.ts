import {expect} from '@open-wc/testing';
import type {CustomerUpdate} from '../../src/contract/configuration.js';
import type {Address} from '../../src/contract/customer.js';
import {BillingError} from '../../src/contract/errors.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, readCode, type Endpoint, type EndpointOptions} from '../support/endpoint.js';

const address: Address = {
  line1: 'Werkstraße 3',
  line2: null,
  city: 'Bremen',
  region: null,
  postalCode: '28195',
  country: 'DE',
};
const oldEmail = 'accounts@brightwater.example.com';
const newEmail = 'office@brightwater.example.com';

let endpoint: Endpoint;
const open = (options: EndpointOptions = {}): Endpoint => (endpoint = createEndpoint(options));
const change = (body: object) => endpoint.call('changeCustomer', {body});
const confirm = (code: string) => endpoint.call('confirmEmail', {body: {code}});
const addTaxId = (type: string, value: string) => endpoint.call('addTaxId', {body: {type, value}});
const readCustomer = async () => (await endpoint.call('readPortal', {query: {include: ''}})).answer.customer;
/** The code in the newest mail, as it was sent. */
const code = (): string => endpoint.inbox.at(-1)?.code ?? 'none';
const other = (right: string): string => (right.startsWith('0') ? '1' : '0') + right.slice(1);

beforeEach(() => void open());

describe('Billing details', () => {
  it('are changed together, once for a key, and told as they are then', async () => {
    const headers = {'idempotency-key': crypto.randomUUID()};
    const body = {name: 'Brightwater GmbH & Co. KG', phone: '+49 40 123456', address, shipping: address};
    const {answer} = await endpoint.call('changeCustomer', {body, headers});
    expect(answer.operation).to.include({kind: 'change_customer', state: 'succeeded', resourceId: null});
    expect(answer.customer).to.deep.include(body);
    const again = await endpoint.call('changeCustomer', {body, headers});
    expect(again.answer).to.deep.equal(answer);
    expect(again.headers.get('idempotency-replayed')).to.equal('true');
    expect(endpoint.sandbox.effects.details).to.equal(1);
    expect(await readCustomer()).to.deep.include(body);
  });

  it('leave what is not named, and empty what is null', async () => {
    await change({phone: '040 123456', shipping: address});
    const {customer} = (await change({phone: null, shipping: null})).answer;
    expect(customer).to.include({phone: null, shipping: null, name: 'Brightwater Joinery GmbH'});
  });

  const wrong: [body: object, field: string, reason: string][] = [
    [{name: ' '}, 'name', 'missing'],
    [{email: 'accounts@brightwater'}, 'email', 'format'],
    [{phone: 'call me'}, 'phone', 'format'],
    [{address: {...address, postalCode: '2009'}}, 'address.postalCode', 'format'],
    [{address: {...address, postalCode: null}}, 'address.postalCode', 'missing'],
    [{address: {...address, line1: '  '}}, 'address.line1', 'missing'],
    [{shipping: {...address, city: null}}, 'shipping.city', 'missing'],
    [{address: {...address, country: 'US', postalCode: '94103'}}, 'address.region', 'missing'],
  ];
  for (const [body, field, reason] of wrong) {
    it(`are refused with the member that is wrong: ${field}, ${reason}`, async () => {
      const before = endpoint.sandbox.snapshot();
      const {problem} = await change(body);
      expect(problem).to.deep.include({code: 'invalid_request', field, details: {reason}});
      expect(endpoint.sandbox.snapshot()).to.equal(before);
      expect(endpoint.inbox).to.deep.equal([]);
    });
  }

  it('ask of an address what its country has', async () => {
    const others: Partial<Address>[] = [
      {country: 'GB', postalCode: 'sw1a 1aa'},
      {country: 'JP', postalCode: '105-0011', city: null, region: '東京都'},
      {country: 'IE', postalCode: null},
      {country: 'CH', postalCode: 'CH-8001'},
      {country: 'US', postalCode: '94103-1234', region: 'CA'},
      {country: 'AE', postalCode: null, city: null, region: 'Dubai'},
    ];
    for (const rest of others)
      expect((await change({address: {...address, ...rest}})).status, rest.country).to.equal(200);
  });

  it('are what the configuration lets a customer change, member by member', async () => {
    const all: Record<CustomerUpdate, () => Promise<{readonly problem: object}>> = {
      name: () => change({name: 'A'}),
      email: () => change({email: newEmail}),
      phone: () => change({phone: null}),
      address: () => change({address}),
      shipping: () => change({shipping: null}),
      tax_ids: () => addTaxId('us_ein', '91-1144442'),
    };
    for (const [left, send] of Object.entries(all)) {
      const allowedUpdates = (Object.keys(all) as CustomerUpdate[]).filter((name) => name !== left);
      open({configurations: {features: {billingInformation: {allowedUpdates}}}});
      const field = left === 'tax_ids' ? 'type' : left;
      expect((await send()).problem, left).to.include({code: 'feature_disabled', field});
    }
  });

  it('are for nobody to change who may only read, and for nobody to see where they are switched off', async () => {
    const viewer = await endpoint.mint({role: 'viewer'});
    const refused = await endpoint.call('changeCustomer', {token: viewer, body: {name: 'A'}});
    expect(refused.problem.code).to.equal('scope_missing');
    const token = await endpoint.mint({features: {billingInformation: {view: false}}});
    const {customer, session} = (await endpoint.call('readPortal', {token})).answer;
    expect(customer).to.include({name: 'Brightwater Joinery GmbH', email: null, address: null});
    expect(customer.taxIds).to.deep.equal([]);
    expect(session.scopes).to.not.include('customer:read');
    const off = await endpoint.call('changeCustomer', {token, body: {name: 'A'}});
    expect(off.problem.code).to.equal('feature_disabled');
  });

  it('cannot be changed where the provider does not, and the page is told', async () => {
    open({verbs: (sandbox) => ({describe: () => ({...sandbox.describe(), changeAddress: 'none', taxIds: 'hosted'})})});
    const {configuration} = (await endpoint.call('readPortal')).answer;
    expect(configuration.features.billingInformation.allowedUpdates).to.deep.equal(['name', 'email', 'phone']);
    expect((await change({address})).problem).to.include({code: 'feature_disabled', field: 'address'});
  });

  it('are found out about where the provider’s answer is lost', async () => {
    endpoint.sandbox.loseAnswer('changeCustomer', 1);
    const {operation} = (await change({name: 'Brightwater'})).answer;
    expect(operation.state).to.equal('checking');
    endpoint.clock.advance({seconds: 3});
    const later = await endpoint.call('readOperation', {ids: {operationId: operation.id}});
    expect(later.answer.operation.state).to.equal('succeeded');
    expect(endpoint.sandbox.effects.details).to.equal(1);
  });

  it('stand on invoices from then on, and not on those before', async () => {
    await change({name: 'Brightwater GmbH', address});
    await addTaxId('ch_vat', 'CHE-107.787.577 MWST');
    await endpoint.sandbox.advanceBy({months: 1});
    const [newest, before] = (await endpoint.call('listInvoices')).answer.items;
    const read = async (invoiceId = '') => (await endpoint.call('readInvoice', {ids: {invoiceId}})).answer.billedTo;
    const european = {type: 'eu_vat', value: 'DE812455901'};
    const swiss = {type: 'ch_vat', value: 'CHE-107.787.577MWST'};
    expect(await read(newest?.id)).to.deep.equal({name: 'Brightwater GmbH', address, taxIds: [european, swiss]});
    expect(await read(before?.id)).to.deep.include({name: 'Brightwater Joinery GmbH', taxIds: [european]});
  });
});

describe('A new e-mail address', () => {
  it('waits until the code that was sent to it is entered', async () => {
    const {customer} = (await change({email: newEmail})).answer;
    expect(customer).to.include({email: oldEmail, pendingEmail: newEmail});
    expect(endpoint.inbox).to.have.length(1);
    expect(endpoint.inbox[0]).to.include({email: newEmail, customerId: 'cus_brightwater'});
    expect(code()).to.match(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    const typed = ` ${code().slice(0, 4)}-${code().slice(4)} `.toLowerCase();
    const {answer} = await confirm(typed);
    expect(answer.customer).to.include({email: newEmail, pendingEmail: null});
    expect(await readCustomer()).to.include({email: newEmail, pendingEmail: null});
  });

  it('is confirmed by a code once', async () => {
    await change({email: newEmail});
    await confirm(code());
    const signal = new AbortController().signal;
    const write = {signal, idempotencyKey: 'by the merchant'};
    await endpoint.sandbox.changeCustomer?.(endpoint.sandbox.customerId, {email: oldEmail}, write);
    expect(await readCustomer()).to.include({email: oldEmail, pendingEmail: null});
    expect((await confirm(code())).problem.details).to.deep.equal({reason: 'code_expired'});
  });

  it('does not hold up what is changed with it', async () => {
    const {customer} = (await change({email: newEmail, name: 'Brightwater'})).answer;
    expect(customer).to.include({email: oldEmail, pendingEmail: newEmail, name: 'Brightwater'});
  });

  it('is not confirmed by a wrong code, nor by the right one after five', async () => {
    await change({email: newEmail});
    for (const reason of ['wrong_code', 'wrong_code', 'wrong_code', 'wrong_code', 'code_expired', 'code_expired']) {
      expect((await confirm(other(code()))).problem).to.deep.include({field: 'code', details: {reason}});
    }
    expect((await confirm(code())).problem.details).to.deep.equal({reason: 'code_expired'});
    expect(await readCustomer()).to.include({email: oldEmail, pendingEmail: newEmail});
  });

  it('is confirmed for ten minutes, and by the newest code only', async () => {
    await change({email: newEmail});
    const first = code();
    await change({email: newEmail});
    expect((await confirm(first)).problem.details).to.deep.equal({reason: 'wrong_code'});
    endpoint.clock.advance({minutes: 10});
    const token = await endpoint.mint();
    const late = await endpoint.call('confirmEmail', {token, body: {code: code()}});
    expect(late.problem.details).to.deep.equal({reason: 'code_expired'});
  });

  it('is forgotten where the old one is to be kept', async () => {
    await change({email: newEmail});
    const {customer} = (await change({email: oldEmail})).answer;
    expect(customer).to.include({email: oldEmail, pendingEmail: null});
    expect((await confirm(code())).problem.details).to.deep.equal({reason: 'code_expired'});
    expect(endpoint.inbox).to.have.length(1);
  });

  it('is confirmed by nobody else’s code', async () => {
    await change({email: newEmail});
    const token = await endpoint.mint({customerId: 'cus_millrace'});
    const foreign = await endpoint.call('confirmEmail', {token, body: {code: code()}});
    expect(foreign.problem.details).to.deep.equal({reason: 'code_expired'});
  });

  it('cannot be asked for where nobody sends codes, and changes nothing where sending fails', async () => {
    open({onEmailConfirmation: undefined as never});
    const {configuration} = (await endpoint.call('readPortal')).answer;
    expect(configuration.features.billingInformation.allowedUpdates).to.not.include('email');
    expect((await change({email: newEmail})).problem).to.include({code: 'feature_disabled', field: 'email'});
    open({onEmailConfirmation: () => Promise.reject(new Error('no mail today'))});
    const {problem} = await change({email: newEmail, name: 'Brightwater'});
    expect(problem).to.deep.include({code: 'action_refused', details: {reason: 'email_not_sent'}});
    expect(await readCustomer()).to.include({pendingEmail: null, name: 'Brightwater Joinery GmbH'});
  });

  it('still waits where a later one could not be sent', async () => {
    let isDown = false;
    open({
      onEmailConfirmation(confirmation) {
        if (isDown) throw new Error('no mail today');
        endpoint.inbox.push(confirmation);
      },
    });
    await change({email: newEmail});
    isDown = true;
    expect((await change({email: 'third@brightwater.example.com'})).problem.code).to.equal('action_refused');
    expect((await readCustomer()).pendingEmail).to.equal(newEmail);
    expect((await confirm(code())).answer.customer.email).to.equal(newEmail);
  });

  it('is sent ten codes an hour, and no more', async () => {
    for (let sent = 0; sent < 10; sent++) await change({email: `a${sent}@brightwater.example.com`});
    const {problem} = await change({email: newEmail});
    expect(problem).to.deep.include({code: 'action_refused', details: {reason: 'email_not_sent'}});
    expect(endpoint.inbox).to.have.length(10);
    expect((await readCustomer()).pendingEmail).to.equal('a9@brightwater.example.com');
  });

  it('is sent its code in the end where nobody knows whether that was done, and counts as nothing before', async () => {
    const store = memoryStore();
    let isLost = false;
    open({
      // From the moment on at which the write is under way, once.
      store: {
        ...store,
        realm(name) {
          const {operations, ...realm} = store.realm(name);
          const send: typeof operations.send = (...row) => ((isLost = true), operations.send(...row));
          return {...realm, operations: {...operations, send}};
        },
      },
      verbs: (provider) => ({
        async findCustomer(by, call) {
          if (!isLost) return provider.findCustomer(by, call);
          isLost = false;
          throw new BillingError('provider_unavailable');
        },
      }),
    });
    const {operation, customer} = (await change({email: newEmail})).answer;
    expect(operation.state).to.equal('checking');
    expect(customer.pendingEmail).to.equal(null);
    expect(endpoint.inbox).to.deep.equal([]);
    endpoint.clock.advance({minutes: 1});
    await endpoint.billing.runDue();
    expect(endpoint.inbox.map(({email}) => email)).to.deep.equal([newEmail]);
    expect((await readCustomer()).pendingEmail).to.equal(newEmail);
  });

  it('has no list of addresses in it, and nothing that a terminal acts on', async () => {
    for (const email of ['me@example.com,b.example', 'me\u001b[2J@example.com', 'me@example.com;other@example.com'])
      expect((await change({email})).problem).to.include({code: 'invalid_request', field: 'email'});
    expect(endpoint.inbox).to.deep.equal([]);
  });

  it('leaves its code in no log, and nothing but a hash in the store', async () => {
    await change({email: newEmail});
    expect(JSON.stringify(endpoint.entries)).to.not.contain(code()).and.to.not.contain('@');
  });
});

describe('A tax id', () => {
  it('is kept in capitals and without blanks, and waits for its register', async () => {
    const {customer} = (await addTaxId('eu_vat', ' de 136 695 976 ')).answer;
    const added = customer.taxIds.at(-1);
    expect(added).to.include({type: 'eu_vat', value: 'DE136695976', country: 'DE', verification: 'pending'});
    await endpoint.sandbox.advanceBy({days: 1});
    expect((await readCustomer()).taxIds.at(-1)).to.deep.equal({...added, verification: 'verified'});
  });

  for (const answer of ['unverified', 'unavailable'] as const) {
    it(`is ${answer} where its register says so`, async () => {
      endpoint.sandbox.registerAnswers(answer);
      await addTaxId('gb_vat', 'GB980780684');
      await endpoint.sandbox.advanceBy({days: 1});
      expect((await readCustomer()).taxIds.at(-1)?.verification).to.equal(answer);
    });
  }

  it('without a register is not checked', async () => {
    const {customer} = (await addTaxId('us_ein', '91-1144442')).answer;
    expect(customer.taxIds.at(-1)?.verification).to.equal('unavailable');
  });

  it('is taken in the form of each country', async () => {
    const right = [
      ['eu_vat', 'ATU13585627'],
      ['eu_vat', 'FR40303265045'],
      ['eu_vat', 'EL094259216'],
      ['ch_vat', 'CHE-107.787.577'],
      ['no_vat', 'NO 995 525 828 MVA'],
      ['au_abn', '83 914 571 673'],
      ['in_gst', '27AAPFU0939F1ZV'],
      ['jp_cn', '5-8356-7825-6246'],
      ['ae_trn', '100123456700003'],
    ] as const;
    for (const [type, value] of right) expect((await addTaxId(type, value)).status, value).to.equal(200);
  });

  const wrong: [type: string, value: string, field: string, reason: string][] = [
    ['eu_vat', 'DE136695977', 'value', 'format'],
    ['eu_vat', '136695976', 'value', 'format'],
    ['eu_vat', 'XX136695976', 'value', 'format'],
    ['au_abn', '83914571674', 'value', 'format'],
    ['ae_trn', '1001234567', 'value', 'format'],
    ['eu_vat', 'DE812455901', 'value', 'format'],
    ['xx_tin', '123', 'type', 'unknown'],
    ['__proto__', '123', 'type', 'unknown'],
  ];
  for (const [type, value, field, reason] of wrong) {
    it(`that cannot be one is refused: ${type} ${value}`, async () => {
      expect((await addTaxId(type, value)).problem).to.deep.include({
        code: 'invalid_request',
        field,
        details: {reason},
      });
    });
  }

  it('is there once', async () => {
    await addTaxId('eu_vat', 'ATU13585627');
    const {problem} = await addTaxId('eu_vat', 'atu 1358 5627');
    expect(problem).to.deep.include({field: 'value', details: {reason: 'already_there'}});
  });

  it('is removed, once', async () => {
    const ids = {taxId: 'txi_brightwater'};
    const {customer} = (await endpoint.call('removeTaxId', {ids})).answer;
    expect(customer.taxIds).to.deep.equal([]);
    expect((await endpoint.call('removeTaxId', {ids})).problem.code).to.equal('not_found');
  });

  it('keeps its key where the provider’s answer is lost', async () => {
    endpoint.sandbox.loseAnswer('changeCustomer', 1);
    const {operation} = (await addTaxId('eu_vat', 'ATU13585627')).answer;
    endpoint.clock.advance({seconds: 3});
    const ids = {operationId: operation.id};
    expect((await endpoint.call('readOperation', {ids})).answer.operation.state).to.equal('succeeded');
    expect((await readCustomer()).taxIds).to.have.length(2);
  });
});

describe('The sandbox', () => {
  it('gives a write of details one effect for one key, whoever calls at once', async () => {
    const {sandbox} = endpoint;
    const write = {signal: new AbortController().signal, idempotencyKey: 'one'};
    const patch = {addTaxId: {type: 'eu_vat', value: 'ATU13585627'}};
    await Promise.all(Array.from({length: 50}, () => sandbox.changeCustomer(sandbox.customerId, patch, write)));
    expect(sandbox.effects.details).to.equal(1);
    const mismatch = sandbox.changeCustomer(sandbox.customerId, {name: 'A'}, write);
    expect(await readCode(mismatch)).to.equal('idempotency_mismatch');
    expect(await readCode(sandbox.changeCustomer('cus_none', patch, {...write, idempotencyKey: 'two'}))).to.equal(
      'not_found',
    );
  });
});
