import {expect} from '@open-wc/testing';
import type {ConfigurationInput} from '../../src/contract/configuration.js';
import {sections, type Section} from '../../src/contract/session.js';
import {createEndpoint, type Endpoint} from '../support/endpoint.js';

const read = async (endpoint: Endpoint, token?: string) =>
  (await endpoint.call('readPortal', token === undefined ? {} : {token})).answer;

describe('The looks of a configuration', () => {
  it('are told to the page as they are', async () => {
    const looks: ConfigurationInput = {
      brand: {name: 'Kilnhouse', colorScheme: 'light', tokens: {'--billing-color-accent': '#b4532a'}},
      copy: {
        headline: 'Your membership',
        termsUrl: 'https://example.com/terms',
        messages: {en: {invoices: 'Receipts'}},
      },
      returnUrl: 'https://app.example.com/settings',
      backLabel: 'Back to the studio',
    };
    const {configuration} = await read(createEndpoint({configurations: looks}));
    expect(configuration).to.deep.include(looks);
  });

  it('are absent where nothing was said of them', async () => {
    const {configuration} = await read(createEndpoint());
    expect(Object.keys(configuration).sort()).to.deep.equal(['features', 'id', 'version']);
  });
});

describe('A return address', () => {
  const elsewhere = [
    'https://evil.example/',
    'https://app.example.com.evil.example/',
    'javascript:alert(1)',
    '//x',
    '',
  ];

  it('of a configuration leads to an origin that may call, or the endpoint is not made', () => {
    for (const returnUrl of elsewhere) {
      expect(() => createEndpoint({configurations: {returnUrl}}), returnUrl).to.throw(TypeError, '"returnUrl"');
    }
    const origins = ['https://host.example.com'];
    expect(() => createEndpoint({origins, configurations: {returnUrl: 'https://host.example.com/x'}})).not.to.throw();
  });

  it('of a session leads to an origin that may call, or there is no session', async () => {
    const endpoint = createEndpoint();
    for (const returnUrl of elsewhere) {
      const body = {customerId: 'cus_brightwater', returnUrl};
      const {problem} = await endpoint.call('createSession', {body});
      expect(problem, returnUrl).to.include({code: 'invalid_request', field: 'returnUrl'});
    }
  });

  it('of a session takes the place of the configuration’s', async () => {
    const endpoint = createEndpoint({configurations: {returnUrl: 'https://app.example.com/one'}});
    expect((await read(endpoint)).configuration.returnUrl).to.equal('https://app.example.com/one');
    const token = await endpoint.mint({returnUrl: 'https://app.example.com/two'});
    expect((await read(endpoint, token)).configuration.returnUrl).to.equal('https://app.example.com/two');
  });
});

describe('A session for one part of the portal', () => {
  const members: Record<Section, string[]> = {
    overview: ['subscriptions', 'paymentMethods', 'invoices'],
    subscriptions: ['subscriptions', 'paymentMethods'],
    usage: ['subscriptions'],
    payment_methods: ['paymentMethods'],
    billing_information: [],
    invoices: ['paymentMethods', 'invoices'],
  };

  for (const section of sections) {
    it(`may see what that part shows, and nothing else (${section})`, async () => {
      const endpoint = createEndpoint();
      const answer = await read(endpoint, await endpoint.mint({section}));
      expect(answer.session.section).to.equal(section);
      const found = members.overview.filter((name) => name in answer);
      expect(found).to.deep.equal(members.overview.filter((name) => members[section].includes(name)));
    });
  }

  it('may do nothing that belongs to another part', async () => {
    const endpoint = createEndpoint({scenario: 'open_invoice'});
    const token = await endpoint.mint({section: 'payment_methods'});
    const {answer} = await endpoint.call('listInvoices', {token: await endpoint.mint()});
    const invoiceId = answer.items[0]?.id ?? '';
    const {problem} = await endpoint.call('payInvoice', {token, ids: {invoiceId}, body: {}});
    expect(problem).to.include({status: 403, code: 'feature_disabled'});
  });

  for (const section of sections) {
    const changes = ['change', 'pause', 'start', 'cancel'].map((name) => `subscriptions:${name}`);
    const isPlace = section === 'overview' || section === 'subscriptions';
    it(`${isPlace ? 'may change' : 'changes nothing of'} a subscription (${section})`, async () => {
      const endpoint = createEndpoint();
      const token = await endpoint.mint({section});
      const {configuration, session} = await read(endpoint, token);
      expect(session.scopes.filter((name) => changes.includes(name))).to.have.members(isPlace ? changes : []);
      const {change, pause, cancel} = configuration.features;
      const switches = [...Object.values(change), pause.enabled, cancel.enabled];
      expect(new Set(switches)).to.deep.equal(new Set([isPlace]));
      const ids = {subscriptionId: 'sub_crew'};
      const {status} = await endpoint.call('previewChange', {token, ids, body: {kind: 'cancel'}});
      expect(status === 200).to.equal(isPlace);
    });
  }

  it('is for all of it where no part is named, and for none that is not known', async () => {
    const endpoint = createEndpoint();
    expect((await read(endpoint)).session.section).to.equal(null);
    const body = {customerId: 'cus_brightwater', section: 'settings'};
    expect((await endpoint.call('createSession', {body})).problem).to.include({field: 'section'});
  });
});
