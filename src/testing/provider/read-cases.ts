import {capabilityNames, type CapabilityName} from '../../contract/capabilities.js';
import {customerSchema} from '../../contract/customer.js';
import {invoiceSchema} from '../../contract/invoice.js';
import {paymentMethodSchema} from '../../contract/payment-method.js';
import {subscriptionSchema} from '../../contract/subscription.js';
import type {BillingProvider} from '../../server/ports/provider.js';
import {expectAlike, expectTrue} from '../expect.js';
import {call, expectNoEffect, listInvoices, readAll, readSubscription} from './acts.js';
import {situationNames, type Stage} from './bench.js';
import type {ProviderCase} from './case.js';

/** The verbs that a provider needs for what it says that it can do. */
const verbs: Partial<Record<CapabilityName, keyof BillingProvider>> = {
  previewChange: 'previewChange',
  changePlan: 'applyChange',
  changeInterval: 'applyChange',
  changeQuantity: 'applyChange',
  cancelAtPeriodEnd: 'applyChange',
  pause: 'applyChange',
  setDefaultPaymentMethod: 'setDefaultPaymentMethod',
  removePaymentMethod: 'removePaymentMethod',
  addPaymentMethod: 'startPaymentMethodSetup',
  payInvoice: 'payInvoice',
  invoicePdf: 'readInvoicePdf',
  changeContact: 'changeCustomer',
  changeAddress: 'changeCustomer',
  usage: 'readUsage',
  hostedPortal: 'openHostedPortal',
  webhooks: 'receiveWebhook',
};

/** Every amount in what was read. */
function findMoney(value: unknown): {currency: string; exponent: number}[] {
  if (value === null || typeof value !== 'object') return [];
  const {currency, exponent} = value as {currency?: unknown; exponent?: unknown};
  if (typeof currency === 'string' && typeof exponent === 'number') return [{currency, exponent}];
  return Object.values(value).flatMap(findMoney);
}

async function expectSchemas({provider, customerId}: Stage): Promise<void> {
  customerSchema.parse(await provider.findCustomer({customerId}, call));
  for (const method of await provider.listPaymentMethods(customerId, call)) paymentMethodSchema.parse(method);
  for (const row of await provider.listSubscriptions(customerId, call)) {
    subscriptionSchema.parse({...row, version: '1', actions: row.refusals});
  }
}

/** What a provider tells. */
export const readCases: readonly ProviderCase[] = [
  ...situationNames.map((situation): ProviderCase => ({
    title: `tells what is "${situation}" in the words of the contract, in one currency, and the same when asked again`,
    situation,
    async check(stage) {
      await expectSchemas(stage);
      const all = await readAll(stage);
      expectAlike(await readAll(stage), all, 'what is told a second time');
      const kinds = new Set(findMoney(all).map(({currency, exponent}) => `${currency} with ${exponent} decimals`));
      expectTrue(kinds.size <= 1, `all amounts are of one kind, got ${[...kinds].join(', ')}`);
    },
  })),
  {
    title: 'names the owner on every row',
    situation: 'subscribed',
    async check(stage) {
      const {provider, customerId} = stage;
      const rows = [
        ...(await provider.listSubscriptions(customerId, call)),
        ...(await provider.listPaymentMethods(customerId, call)),
        ...(await listInvoices(stage)),
      ];
      expectAlike([...new Set(rows.map((row) => row.customerId))], [customerId], 'the owners');
    },
  },
  {
    title: 'gives invoices in the words of the contract, and nobody else those of another customer',
    situation: 'subscribed',
    needs: ['listInvoices'],
    async check(stage) {
      const {provider, customerId, stranger} = stage;
      const [row] = await listInvoices(stage);
      if (row === undefined) throw new Error('what was paid has an invoice');
      invoiceSchema.parse(await provider.readInvoice(customerId, row.id, call));
      expectAlike(await provider.readInvoice(stranger.customerId, row.id, call), null, 'what a stranger is given');
      expectAlike(await provider.readInvoice(customerId, stranger.invoiceId, call), null, "a stranger's invoice");
    },
  },
  {
    title: 'gives nothing for ids that are not there',
    situation: 'subscribed',
    async check({provider, customerId}) {
      expectAlike(await provider.findCustomer({customerId: 'no-such-customer'}, call), null, 'a customer');
      expectAlike(await provider.findCustomer({externalId: 'no-such-customer'}, call), null, 'a customer of the host');
      expectAlike(await provider.readInvoice(customerId, 'no-such-invoice', call), null, 'an invoice');
      expectAlike(await provider.readPrices(['no-such-price'], call), [], 'prices');
    },
  },
  {
    title: 'gives the price of everything that is subscribed to, as it is there',
    situation: 'subscribed',
    async check(stage) {
      const {items} = await readSubscription(stage);
      const prices = await stage.provider.readPrices(
        items.map(({priceId}) => priceId),
        call,
      );
      for (const {priceId, unitPrice, interval, kind} of items) {
        const price = prices.find(({id}) => id === priceId);
        const read = price && {unitPrice: price.unitPrice, interval: price.interval, kind: price.kind};
        expectAlike(read, {unitPrice, interval, kind}, `the price "${priceId}"`);
      }
    },
  },
  {
    title: 'is told by the same customer whichever id is asked for',
    situation: 'subscribed',
    async check({provider, customerId}) {
      const found = await provider.findCustomer({customerId}, call);
      if (!found?.externalId) return;
      expectAlike(await provider.findCustomer({externalId: found.externalId}, call), found, "the host's id");
    },
  },
  {
    title: 'has a verb for everything that it says it can do, and says so each time',
    situation: 'subscribed',
    async check({provider}) {
      const said = provider.describe();
      expectAlike(provider.describe(), said, 'what it can do');
      const unknown = Object.keys(said).filter((name) => !capabilityNames.includes(name as CapabilityName));
      expectAlike(unknown, [], 'names that are no capabilities');
      for (const [name, verb] of Object.entries(verbs)) {
        const support = said[name as CapabilityName] ?? 'none';
        if (support === 'native' || support === 'partial') expectTrue(verb in provider, `"${name}" needs ${verb}`);
      }
    },
  },
  {
    title: 'changes nothing by being read',
    situation: 'subscribed',
    check: (stage) => expectNoEffect(stage, 'reading everything', async () => void (await readAll(stage))),
  },
];
