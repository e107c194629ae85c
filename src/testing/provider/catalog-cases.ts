import {expectAlike, expectTrue} from '../expect.js';
import {call, getVerb} from './acts.js';
import type {Stage} from './bench.js';
import type {ProviderCase} from './case.js';

/** The prices of ids, in their order. */
async function readInOrder({provider}: Stage, ids: string[]) {
  const prices = await provider.readPrices(ids, call);
  return ids.map((id) => {
    const price = prices.find((candidate) => candidate.id === id);
    if (price === undefined) throw new Error(`the price "${id}" is named and not found`);
    return price;
  });
}

/** What is on offer. */
export const catalogCases: readonly ProviderCase[] = [
  {
    title: 'has each price that cases choose from, and is cheaper where it says so',
    situation: 'subscribed',
    needs: ['changePlan'],
    async check(stage) {
      const {lower, present, higher, yearly} = stage.prices;
      const [cheap, middle, dear, long] = await readInOrder(stage, [lower, present, higher, yearly]);
      const toAmount = (price: typeof cheap) => Number(price?.unitPrice?.amount);
      expectTrue(toAmount(cheap) < toAmount(middle), 'the lower plan is cheaper');
      expectTrue(toAmount(middle) < toAmount(dear), 'the higher plan is dearer');
      expectAlike(long?.planId, middle?.planId, 'the plan of the price by the year');
      expectAlike([middle?.interval.unit, long?.interval.unit], ['month', 'year'], 'how often they are billed');
    },
  },
  {
    title: 'offers only prices that can be had, each once, where it has a catalog of its own',
    situation: 'subscribed',
    async check(stage) {
      if (stage.provider.readCatalog === undefined) return;
      const {plans} = await getVerb(stage, 'readCatalog')(call);
      expectAlike(new Set(plans.map(({id}) => id)).size, plans.length, 'the ids of plans, each once');
      const ids = plans.flatMap(({priceIds}) => priceIds);
      expectAlike(new Set(ids).size, ids.length, 'the prices of plans, each once');
      for (const {id, priceIds, addOnPriceIds = [], offered = true} of plans) {
        const prices = await readInOrder(stage, priceIds);
        expectAlike([...new Set(prices.map(({kind}) => kind))], ['plan'], `what the prices of "${id}" are for`);
        if (offered)
          expectTrue(
            prices.every(({active}) => active),
            `each price of "${id}" can be had`,
          );
        const intervals = prices.map(({interval, unitPrice, tiers}) => {
          const {currency} = unitPrice ?? tiers?.find((tier) => tier.unitPrice)?.unitPrice ?? {};
          return `${interval.count} ${interval.unit} in ${currency}`;
        });
        expectAlike(new Set(intervals).size, intervals.length, `the intervals of "${id}", each once`);
        for (const {kind} of await readInOrder(stage, addOnPriceIds)) {
          expectTrue(kind !== 'metered', `what can be had beside "${id}" is not counted`);
        }
      }
    },
  },
];
