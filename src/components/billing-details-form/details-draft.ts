import {findAddressFaults, type AddressField} from '../../contract/address-rules.js';
import {isEmail, isPhone} from '../../contract/contact-rules.js';
import type {Address, Customer, CustomerChange} from '../../contract/customer.js';
import type {Portal} from '../../state/portal.js';

/** What is typed into the form: kept for as long as the Portal, over a session that ended and was opened anew. */

/** Where an address is for. */
export type Place = 'address' | 'shipping';

/** A field by its name on the wire. */
export type FieldName = 'name' | 'email' | 'phone' | `${Place}.${AddressField}`;

/** A reason why a field is refused, as the endpoint names it too. */
export type Reason = 'missing' | 'format' | (string & Record<never, never>);

/** What is wrong, by field. */
export type Faults = Partial<Record<FieldName, Reason>>;

/** The texts of one form. */
export interface Draft {
  subject: string;
  texts: Partial<Record<FieldName, string>>;
  /** No address of its own to ship to. */
  isSameShipping: boolean;
  /** What there was when this was last looked at: what nobody touched follows what there is. */
  given: Pick<Draft, 'texts' | 'isSameShipping'>;
}

const drafts = new WeakMap<Portal, Draft>();
const members = ['country', 'line1', 'line2', 'city', 'region', 'postalCode'] as const;

/** What this customer has typed, beginning with what there is. */
export function findDraft(portal: Portal, subject: string, customer: Customer): Draft {
  const {name, email, pendingEmail, phone, address, shipping} = customer;
  const texts: Draft['texts'] = {name: name ?? '', email: pendingEmail ?? email ?? '', phone: phone ?? ''};
  for (const member of members) {
    texts[`address.${member}`] = address?.[member] ?? '';
    texts[`shipping.${member}`] = (shipping ?? address)?.[member] ?? '';
  }
  const given = {texts, isSameShipping: !shipping};
  const known = drafts.get(portal);
  if (known?.subject === subject) {
    const {texts: typed, given: before} = known;
    for (const field of Object.keys(texts) as FieldName[])
      if (typed[field] === before.texts[field]) typed[field] = texts[field] ?? '';
    if (known.isSameShipping === before.isSameShipping) known.isSameShipping = given.isSameShipping;
    return Object.assign(known, {given});
  }
  const draft: Draft = {subject, ...given, texts: {...texts}, given};
  drafts.set(portal, draft);
  return draft;
}

/** Forgets what was typed: it is saved, or thrown away. */
export function dropDraft(portal: Portal): void {
  drafts.delete(portal);
}

/** What is typed of an address; null where nothing is. */
function toAddress({texts}: Draft, place: Place): Address | null {
  const read = (member: AddressField): string | null => texts[`${place}.${member}`]?.trim() || null;
  const [country, line1, line2, city, region, postalCode] = members.map(read);
  const rest = {line1, line2, city, region, postalCode} as Omit<Address, 'country'>;
  return Object.values(rest).some((text) => text !== null) ? {...rest, country: country ?? ''} : null;
}

/** What differs from what there is, of the members that may be changed. */
export function toChange(draft: Draft, customer: Customer, allowed: readonly string[]): CustomerChange {
  const {texts, isSameShipping} = draft;
  const after: CustomerChange = {
    name: texts.name?.trim() || null,
    email: texts.email?.trim() ?? '',
    phone: texts.phone?.trim() || null,
    address: toAddress(draft, 'address'),
    shipping: isSameShipping ? null : toAddress(draft, 'shipping'),
  };
  const before: CustomerChange = {...customer, email: customer.pendingEmail ?? customer.email ?? ''};
  const changed = Object.entries(after).filter(
    ([name, value]) => allowed.includes(name) && toText(value) !== toText(before[name as keyof CustomerChange]),
  );
  return Object.fromEntries(changed);
}

/** Comparable: members of an address in one order. */
function toText(value: CustomerChange[keyof CustomerChange]): string {
  return JSON.stringify(
    typeof value === 'object' && value ? members.map((member) => value[member] ?? null) : (value ?? null),
  );
}

/** What is wrong with a change, by the rules that the endpoint has too. */
export function findFaults({name, email, phone, ...places}: CustomerChange): Faults {
  const faults: Faults = {};
  if (name === null) faults.name = 'missing';
  if (email !== undefined && !isEmail(email)) faults.email = email ? 'format' : 'missing';
  if (phone && !isPhone(phone)) faults.phone = 'format';
  for (const place of ['address', 'shipping'] as const) {
    const given = places[place];
    for (const [member, fault] of Object.entries(given ? findAddressFaults(given) : {}))
      faults[`${place}.${member as AddressField}`] = fault;
  }
  return faults;
}
