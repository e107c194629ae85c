import {BillingError} from '../../../contract/errors.js';
import {findTaxIdCountry} from '../../../contract/tax-id-types.js';
import type {CustomerPatch, Outcome, ProviderCustomer} from '../../ports/provider.js';
import {emit} from './events.js';
import {createReference} from './finding.js';
import {toCustomer} from './map.js';
import type {CustomerRecord, World} from './world.js';

/** How billing details change: from now on, and on invoices to come. */

/** How long a register takes to answer, on the test clock, in milliseconds. */
const registerTakes = 60 * 60_000;

/** Kinds of tax ids that a register can be asked about. */
const registered = ['eu_vat', 'gb_vat', 'ch_vat', 'no_vat', 'au_abn', 'in_gst', 'jp_cn'];

/** Does everything that a patch asks for. Throws `not_found` for a customer who is none, and for a tax id that is not theirs. */
export function changeCustomer(
  world: World,
  now: string,
  customerId: string,
  patch: CustomerPatch,
): Outcome<ProviderCustomer> {
  const {addTaxId, removeTaxId, ...rest} = patch;
  const customer = getCustomer(world, customerId);
  if (removeTaxId !== undefined) remove(customer, removeTaxId);
  if (addTaxId !== undefined) add(world, now, customer, addTaxId);
  Object.assign(customer, structuredClone(rest));
  world.effects.details += 1;
  emit(world, 'customer.updated', customerId, now);
  return {state: 'succeeded', value: toCustomer(customer, now)};
}

/** What became of a change: it is done where everything is as it asks. */
export function readCustomerChange(
  world: World,
  now: string,
  customerId: string,
  {addTaxId, removeTaxId, ...rest}: CustomerPatch,
): Outcome<ProviderCustomer> | 'unknown' {
  const customer = getCustomer(world, customerId);
  const isSame = Object.entries(rest).every(
    ([name, value]) => toComparable(customer[name as keyof typeof rest]) === toComparable(value),
  );
  const hasAdded =
    addTaxId === undefined || customer.taxIds.some((one) => one.type === addTaxId.type && one.value === addTaxId.value);
  const isDone = isSame && hasAdded && customer.taxIds.every(({id}) => id !== removeTaxId);
  return isDone ? {state: 'succeeded', value: toCustomer(customer, now)} : 'unknown';
}

function getCustomer(world: World, customerId: string): CustomerRecord {
  const found = world.customers.find(({id}) => id === customerId);
  if (found === undefined) throw new BillingError('not_found');
  return found;
}

function add(
  world: World,
  now: string,
  customer: CustomerRecord,
  {type, value}: NonNullable<CustomerPatch['addTaxId']>,
): void {
  const check = {
    at: new Date(Date.parse(now) + registerTakes).toISOString(),
    answer: world.nextRegisterAnswer ?? 'verified',
  };
  const about = {id: createReference(world, 'txi'), type, value, country: findTaxIdCountry(type, value) ?? null};
  customer.taxIds.push(
    registered.includes(type) ? {...about, verification: 'pending', check} : {...about, verification: 'unavailable'},
  );
}

function remove(customer: CustomerRecord, id: string): void {
  if (!customer.taxIds.some((taxId) => taxId.id === id)) throw new BillingError('not_found');
  customer.taxIds = customer.taxIds.filter((taxId) => taxId.id !== id);
}

/** Members in one order: an address is the same however it is written down. */
function toComparable(value: unknown): string {
  const isRecord = typeof value === 'object' && value !== null;
  return JSON.stringify(isRecord ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)) : value);
}
