import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import type {ConfigurationInput, FeaturesInput} from '../../../src/contract/configuration.js';
import {configurationsFromCode} from '../../../src/server/rules/configuration.js';
import {narrow} from '../../../src/server/rules/features.js';
import {createEndpoint} from '../../support/endpoint.js';

const names = ['subscriptions', 'invoices', 'paymentMethods'] as const;
const view = fc.option(fc.record({view: fc.boolean()}, {requiredKeys: []}), {nil: undefined});
const switches: fc.Arbitrary<FeaturesInput> = fc.record(
  {subscriptions: view, invoices: view, paymentMethods: view},
  {requiredKeys: []},
);

describe('Switches', () => {
  it('are on unless something says off, and narrowing never puts one on', () => {
    const on = {
      subscriptions: {view: true},
      invoices: {view: true, download: true, pay: true, export: true},
      paymentMethods: {
        view: true,
        add: true,
        remove: true,
        setDefault: true,
        accepted: ['card', 'bank_debit', 'wallet'],
      },
      change: {
        upgrade: true,
        downgrade: true,
        interval: true,
        quantity: true,
        addOns: true,
        promotionCode: true,
        start: true,
        restart: true,
      },
      pause: {
        enabled: true,
        durations: [{unit: 'month', count: 1}],
        date: true,
        indefinite: true,
        maximum: null,
        at: 'customer_choice',
      },
      cancel: {enabled: true},
      usage: {view: true},
      billingInformation: {view: true, allowedUpdates: ['name', 'email', 'tax_ids']},
    };
    fc.assert(
      fc.property(switches, switches, (configuration, session) => {
        const features = narrow(narrow(on, configuration), session);
        for (const name of names) {
          const isOff = configuration[name]?.view === false || session[name]?.view === false;
          expect(features[name].view).to.equal(!isOff);
        }
        expect(narrow(features, session), 'a second time').to.deep.equal(features);
      }),
    );
    expect(narrow(on, undefined)).to.deep.equal(on);
  });

  it('decide together what a session of the endpoint may see', async () => {
    await fc.assert(
      fc.asyncProperty(switches, switches, async (features, narrowed) => {
        const endpoint = createEndpoint({configurations: {features}});
        const token = await endpoint.mint({features: narrowed});
        const {answer} = await endpoint.call('readPortal', {token});
        for (const name of names) {
          const isOn = features[name]?.view !== false && narrowed[name]?.view !== false;
          expect(name in answer, name).to.equal(isOn);
          expect(answer.configuration.features[name].view, name).to.equal(isOn);
        }
      }),
      {numRuns: 30},
    );
  }).timeout(20_000);
});

describe('Configurations from code', () => {
  it('have a name, a version and a lifetime of their own where none is given', async () => {
    const {find} = configurationsFromCode(undefined);
    expect(await find(undefined)).to.deep.include({id: 'cfg_default', version: '1', tokenLifetime: 900_000});
    expect(await find('cfg_default')).to.equal(await find(undefined));
    for (const id of ['', 'none', 'CFG_DEFAULT', '__proto__', 'toString']) expect(await find(id)).to.equal(undefined);
  });

  it('are found by their names, given or not', async () => {
    const {find} = configurationsFromCode([{}, {id: 'pilot'}, {session: {lifetime: 60}}]);
    expect((await find('pilot'))?.id).to.equal('pilot');
    expect((await find('cfg_2'))?.tokenLifetime).to.equal(60_000);
    expect((await find(undefined))?.id).to.equal('cfg_default');
  });

  const wrong: Record<string, unknown> = {
    'a member that is not known': {feature: {}},
    'a switch that is not known': {features: {invoices: {share: true}}},
    'a switch that is neither on nor off': {features: {invoices: {view: 'no'}}},
    'a lifetime of less than a minute': {session: {lifetime: 59}},
    'a lifetime of more than an hour': {session: {lifetime: 3601}},
    'an empty name': {id: ''},
    'one name twice': [{id: 'one'}, {id: 'one'}],
    'a name that was given without being said': [{}, {id: 'cfg_default'}],
    'no object': 'everything',
    'nothing in a list': [null],
  };

  for (const [what, given] of Object.entries(wrong)) {
    it(`are refused at the start for ${what}`, () => {
      expect(() => configurationsFromCode(given as ConfigurationInput)).to.throw();
    });
  }

  it('that are an empty list are refused at the start, for no session could be made', () => {
    expect(() => configurationsFromCode([])).to.throw();
  });

  it('has one default at most', () => {
    const two = [
      {id: 'cfg_a', isDefault: true},
      {id: 'cfg_b', isDefault: true},
    ];
    expect(() => createEndpoint({configurations: two})).to.throw(TypeError, 'two configurations have isDefault');
    expect(() => createEndpoint({configurations: [{id: 'cfg_a', isDefault: true}, {id: 'cfg_b'}]})).not.to.throw();
  });
});
