import {findAddressFaults} from '../../contract/address-rules.js';
import type {CustomerUpdate} from '../../contract/configuration.js';
import {isEmail, isPhone} from '../../contract/contact-rules.js';
import type {Customer, CustomerChange, TaxIdInput} from '../../contract/customer.js';
import {BillingError} from '../../contract/errors.js';
import type {ProviderCustomer} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {findPendingEmail, requireCode, toCodeHash} from './email-confirmation.js';
import type {StandingOperation} from './operations.js';
import {findCustomer, type Session} from './sessions.js';
import {toTaxId} from './tax-ids.js';
import {runWrite, type WriteCall} from './write-call.js';

/** Who is billed: what the page may know of it, and what may be changed. */

/** The customer as this session may know them: without details where those are switched off. */
export async function toPublicCustomer(context: Context, session: Session, found: ProviderCustomer): Promise<Customer> {
  const {testClockAt: _, ...customer} = found;
  if (!session.features.billingInformation.view) {
    const nothing = {email: null, pendingEmail: null, phone: null, address: null, shipping: null, taxIds: []};
    return {...customer, ...nothing};
  }
  const pendingEmail = await findPendingEmail(context, customer.id);
  return {...customer, pendingEmail: pendingEmail === customer.email ? null : (pendingEmail ?? customer.pendingEmail)};
}

type Answer = StandingOperation & {customer: Customer};

/** Changes billing details. Throws `feature_disabled` and `invalid_request`, each with the member that it is about. */
export async function changeCustomer(call: WriteCall, change: CustomerChange): Promise<Answer> {
  for (const name of Object.keys(change)) requireAllowed(call.session, name as CustomerUpdate, name);
  requireValid(change);
  return write(call, 'change_customer', {change});
}

/** Confirms a new e-mail address. Throws `invalid_request` for a code that is not the one that was sent. */
export async function confirmEmail(call: WriteCall, code: string): Promise<Answer> {
  requireAllowed(call.session, 'email', 'email');
  const {context, session} = call;
  const hash = await toCodeHash(session.customerId, code);
  return write(call, 'confirm_email', {hash}, () => requireCode(context, session.customerId, hash));
}

/** Adds a tax id. Throws `invalid_request` for one that cannot be one, or that is there already. */
export async function addTaxId(call: WriteCall, input: TaxIdInput): Promise<Answer> {
  requireAllowed(call.session, 'tax_ids', 'type');
  const taxId = await toTaxId(input);
  return write(call, 'add_tax_id', {taxId}, ({taxIds}) => {
    const toBare = (text: string): string => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    const isThere = taxIds.some(({type, value}) => type === taxId.type && toBare(value) === toBare(taxId.value));
    if (isThere) throw new BillingError('invalid_request', {field: 'value', details: {reason: 'already_there'}});
  });
}

/** Removes a tax id. Throws `not_found` for one that is not this customer's. */
export async function removeTaxId(call: WriteCall, taxId: string): Promise<Answer> {
  requireAllowed(call.session, 'tax_ids', 'taxId');
  return write(call, 'remove_tax_id', {taxId}, ({taxIds}) => {
    if (!taxIds.some(({id}) => id === taxId)) throw new BillingError('not_found');
  });
}

async function write(
  call: WriteCall,
  kind: 'change_customer' | 'confirm_email' | 'add_tax_id' | 'remove_tax_id',
  input: unknown,
  check: (before: ProviderCustomer) => void | Promise<void> = () => undefined,
): Promise<Answer> {
  const {context, scope, session} = call;
  const read = (): Promise<ProviderCustomer> => readCustomer(context, scope, session);
  let before: ProviderCustomer | undefined;
  const done = await runWrite(call, kind, input, async () => check((before = await read())));
  const after = done.operation.state === 'succeeded' || !before ? await read() : await read().catch(() => before);
  return {...done, customer: await toPublicCustomer(context, session, after as ProviderCustomer)};
}

function readCustomer(context: Context, {signal}: Scope, {customerId}: Session): Promise<ProviderCustomer> {
  return findCustomer(context, {customerId}, signal);
}

function requireAllowed({features}: Session, update: CustomerUpdate, field: string): void {
  if (!features.billingInformation.allowedUpdates.includes(update)) throw new BillingError('feature_disabled', {field});
}

function requireValid(change: CustomerChange): void {
  const {name, email, phone, address, shipping} = change;
  if (email !== undefined && !isEmail(email)) throw invalid('email', 'format');
  if (name !== undefined && !name?.trim()) throw invalid('name', 'missing');
  if (phone && !isPhone(phone)) throw invalid('phone', 'format');
  for (const [place, given] of Object.entries({address, shipping})) {
    const [fault] = given ? Object.entries(findAddressFaults(given)) : [];
    if (fault) throw invalid(`${place}.${fault[0]}`, fault[1]);
  }
}

function invalid(field: string, reason: string): BillingError {
  return new BillingError('invalid_request', {
    field,
    details: {reason},
    message: `"${field}" is missing or not of its form`,
  });
}
