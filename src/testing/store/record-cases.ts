import type {OutcomeRow} from '../../server/ports/store.js';
import {expectAlike, race} from '../expect.js';
import type {StoreCase} from './case.js';
import {count, event, NOW, recordEvents} from './case.js';

const preview = {id: 'preview', customerId: 'cus_1', expiresAt: NOW + 1000, value: '{"dueNow":null}'};

const outcome = (flowId: string, changes: Partial<OutcomeRow> = {}): OutcomeRow => ({
  flowId,
  customerId: 'cus_1',
  subscriptionId: 'sub_1',
  outcome: 'open',
  reason: null,
  offerKind: null,
  planId: null,
  at: NOW,
  value: '{}',
  ...changes,
});

/** How a store keeps previews, configurations, logins and what became of cancel flows. */
export const recordCases: StoreCase[] = [
  {
    title: 'gives a preview to whoever asks for it, as often as he asks',
    async check({previews}) {
      await previews.put(preview);
      for (const found of await race(20, () => previews.find('preview', NOW))) {
        expectAlike(found, preview, 'the preview');
      }
      expectAlike(await previews.find('unknown', NOW), null, 'an unknown preview');
    },
  },
  {
    title: 'gives no preview that is over, and replaces one that is put again',
    async check({previews}) {
      await previews.put(preview);
      expectAlike(await previews.find('preview', NOW + 1000), null, 'the one that is over');
      await previews.put(preview);
      await previews.put({...preview, value: '{"again":true}'});
      expectAlike((await previews.find('preview', NOW + 999))?.value, '{"again":true}', 'the one put again');
    },
  },
  {
    title: 'lets one of 100 write the first version of a configuration, and one the second',
    async check({configurations}) {
      const first = await race(100, (index) => configurations.put('portal', 0, `{"by":${index}}`));
      expectAlike(count(first, null), 99, 'those who came too late');
      const by = first.findIndex((row) => row !== null);
      expectAlike(first[by], {id: 'portal', version: 1, value: `{"by":${by}}`}, 'the first version');
      expectAlike(await configurations.find('portal'), first[by] ?? null, 'the first version in the store');
      const second = await race(100, (index) => configurations.put('portal', 1, `{"then":${index}}`));
      expectAlike(count(second, null), 99, 'those who knew version 1 too late');
      const then = second.findIndex((row) => row !== null);
      const expected = {id: 'portal', version: 2, value: `{"then":${then}}`};
      expectAlike(await configurations.find('portal'), expected, 'the second version');
    },
  },
  {
    title: 'writes no configuration over a version that its writer does not know',
    async check({configurations}) {
      expectAlike(await configurations.put('portal', 3, '{}'), null, 'a version that is not there');
      await configurations.put('portal', 0, '{}');
      for (const version of [0, 2]) expectAlike(await configurations.put('portal', version, '[]'), null, `${version}`);
      expectAlike((await configurations.find('portal'))?.value, '{}', 'the value');
      expectAlike(await configurations.find('other'), null, 'an unknown configuration');
    },
  },
  {
    title: 'lists all configurations by their id',
    async check({configurations}) {
      expectAlike(await configurations.list(), [], 'the empty list');
      for (const id of ['b', 'a', 'c']) await configurations.put(id, 0, `"${id}"`);
      const expected = ['a', 'b', 'c'].map((id) => ({id, version: 1, value: `"${id}"`}));
      expectAlike(await configurations.list(), expected, 'the list');
    },
  },
  {
    title: 'finds logins by address and by customer, several of each',
    async check({logins}) {
      const login = (address: string, customerId: string) => ({address, customerId, confirmedAt: null});
      await logins.put(login('a@example.com', 'cus_1'));
      await logins.put(login('a@example.com', 'cus_2'));
      await logins.put(login('b@example.com', 'cus_2'));
      await logins.put({...login('a@example.com', 'cus_1'), confirmedAt: NOW});
      const customers = (await logins.findByAddress('a@example.com')).sort((a, b) =>
        a.customerId < b.customerId ? -1 : 1,
      );
      const expected = [{...login('a@example.com', 'cus_1'), confirmedAt: NOW}, login('a@example.com', 'cus_2')];
      expectAlike(customers, expected, 'the customers of an address');
      const addresses = (await logins.find('cus_2')).map((row) => row.address);
      expectAlike(addresses.sort(), ['a@example.com', 'b@example.com'], 'the addresses of a customer');
      expectAlike(await logins.findByAddress('A@example.com'), [], 'an address in other letters');
      expectAlike(await logins.find('cus_3'), [], 'an unknown customer');
    },
  },
  {
    title: 'keeps one outcome for each cancel flow, as it was last put',
    async check({outcomes}) {
      await outcomes.put(outcome('flow_1'));
      const last = outcome('flow_1', {outcome: 'saved', reason: 'price', offerKind: 'discount', planId: 'plan_1'});
      await outcomes.put({...last, at: NOW + 5, value: '{"steps":[1]}'});
      const kept = await outcomes.list({from: NOW, to: NOW + 10, limit: 10});
      expectAlike(kept, [{...last, at: NOW + 5, value: '{"steps":[1]}'}], 'the outcomes');
    },
  },
  {
    title: 'lists outcomes newest first, from the first instant up to the last, and on from where a page ended',
    async check({outcomes}) {
      for (let index = 0; index < 6; index += 1) await outcomes.put(outcome(`flow_${index}`, {at: NOW + index}));
      const ids = async (query: {from: number; to: number; limit: number; before?: number}): Promise<string[]> =>
        (await outcomes.list(query)).map((row) => row.flowId);
      const span = {from: NOW + 1, to: NOW + 5};
      expectAlike(await ids({...span, limit: 9}), ['flow_4', 'flow_3', 'flow_2', 'flow_1'], 'all');
      expectAlike(await ids({...span, limit: 2}), ['flow_4', 'flow_3'], 'the first page');
      expectAlike(await ids({...span, limit: 2, before: NOW + 3}), ['flow_2', 'flow_1'], 'the second page');
      expectAlike(await ids({...span, limit: 2, before: NOW + 9}), ['flow_4', 'flow_3'], 'a page from beyond');
    },
  },
  {
    title: 'lists events newest first, of all customers or of one, and on from where a page ended',
    async check(realm) {
      const rows = [0, 1, 2, 3, 4].map((index) =>
        event(`evt_${index}`, {at: NOW + index, customerId: index % 2 === 0 ? 'cus_1' : 'cus_2'}),
      );
      await recordEvents(realm, 'op_1', [...rows, event('evt_none', {at: NOW - 1, customerId: null})]);
      const ids = async (query: {customerId?: string; before?: number; limit: number}): Promise<string[]> =>
        (await realm.events.list(query)).map((row) => row.id);
      expectAlike(await ids({limit: 3}), ['evt_4', 'evt_3', 'evt_2'], 'the first page');
      expectAlike(await ids({limit: 9, before: NOW + 2}), ['evt_1', 'evt_0', 'evt_none'], 'the second page');
      expectAlike(await ids({limit: 9, customerId: 'cus_2'}), ['evt_3', 'evt_1'], 'one customer');
      expectAlike(await ids({limit: 9, customerId: 'cus_1', before: NOW + 4}), ['evt_2', 'evt_0'], 'both');
      expectAlike((await realm.events.list({limit: 1}))[0], rows[4], 'a whole event');
    },
  },
];
