import type {Address} from '../../../../contract/customer.js';
import {monthStart} from '../calendar.js';
import type {Currency, CustomerRecord, PlanRecord, World} from '../world.js';
import {euro, monthly, yearly} from './catalog.js';
import {addTwoCards, issueForPeriod, subscribe, toMonth} from './subscribe.js';

/** The same four seats elsewhere: other currencies, scripts and lengths of names. */

/** What differs from one place to another. */
interface Place {
  /** The end of every id here. */
  key: string;
  name: string;
  address: Address;
  locale: string | null;
  currency: Currency;
  tax: {name: string; basisPoints: number};
  /** Crew first, which is what the customer has; then the one below it, and the one above. */
  plans: [Offer, Offer, Offer];
  addOn: Omit<Offer, 'features'>;
}

/** A plan as it is on offer there. */
interface Offer extends Pick<PlanRecord, 'name' | 'description' | 'summary'> {
  features: string[];
  /** For one seat a month, in minor units. */
  price: number;
}

function addPlace(world: World, start: string, place: Place): void {
  const {key, name, address, locale, currency, tax} = place;
  const customerId = `cus_${key}`;
  const customer: CustomerRecord = {
    id: customerId,
    externalId: key,
    name,
    email: `accounts@${key}.example.com`,
    pendingEmail: null,
    phone: null,
    address,
    shipping: null,
    taxIds: [],
    locale,
    currency,
    tax,
    defaultPaymentMethodId: `pm_visa_${key}`,
  };
  const planId = `crew_${key}`;
  const priceId = `${planId}_monthly`;
  world.customers.push(customer);
  addTwoCards(world, start, customerId, key);
  addOffers(world, place);
  const terms = {id: `sub_${key}`, customerId, priceId, quantity: 4};
  const subscription = subscribe(world, start, terms, {startedAt: monthStart(start, -3)});
  [1772, 1846, 1921, 2038].forEach((sequence, index) => {
    const quantity = index === 3 ? 4 : 3;
    issueForPeriod(world, subscription, {period: toMonth(start, index - 3), quantity, sequence});
  });
}

/** What plans of each kind have room for. */
const rooms = [
  {kind: 'crew', rank: 1, maximum: 50, limits: {dispatches: 10_000, text_messages: 2000, storage: 50}},
  {kind: 'starter', rank: 0, maximum: 2, limits: {dispatches: 1000, text_messages: 0, storage: 5}},
  {kind: 'company', rank: 2, maximum: 200, limits: {dispatches: 50_000, text_messages: 10_000, storage: 500}},
] as const;

/** The catalog of a place: three plans and an add-on, by the month and by the year. */
function addOffers(world: World, {key, plans, addOn, currency}: Place): void {
  const addOnId = `history_${key}`;
  for (const [index, {kind, rank, maximum, limits}] of rooms.entries()) {
    const {price, ...words} = plans[index] ?? plans[0];
    const id = `${kind}_${key}`;
    const quantity = {minimum: 1, maximum, step: 1};
    world.plans.push({...words, id, kind: 'plan', unit: 'seat', rank, limits, quantity, addOns: [addOnId]});
    addPrices(world, id, price, currency);
  }
  const {price, ...words} = addOn;
  world.plans.push({...words, id: addOnId, kind: 'add_on', unit: null});
  addPrices(world, addOnId, price, currency);
  world.catalog = rooms.map(({kind}) => `${kind}_${key}`);
}

function addPrices(world: World, planId: string, price: number, currency: Currency): void {
  for (const [interval, factor] of [[monthly, 1] as const, [yearly, 10] as const]) {
    const unitPrice = {amount: String(price * factor), ...currency};
    world.prices.push({id: `${planId}_${interval.unit}ly`, planId, unitPrice, interval, active: true});
  }
}

function toAddress(line1: string, city: string, country: string, postalCode: string | null = null): Address {
  return {line1, line2: null, city, region: null, postalCode, country};
}

/** A plan with what an invoice for one, and for more, says it is for. */
function toOffer(name: string, price: number, features: string[], [one = name, other = one]: string[] = []): Offer {
  return {name, description: null, summary: {one, other}, features, price};
}

/** Two decimals, and a tax whose rate has some too. */
export function addDollar(world: World, start: string): void {
  addPlace(world, start, {
    key: 'harbor',
    name: 'Harbor & Pine Carpentry',
    address: {...toAddress('218 Cannery Row', 'Portland', 'US', '97209'), region: 'OR'},
    locale: 'en-US',
    currency: {currency: 'USD', exponent: 2},
    tax: {name: 'Sales tax', basisPoints: 825},
    plans: [
      toOffer(
        'Crew',
        3100,
        ['Up to 50 seats', '50 GB photo storage'],
        ['Crew, {quantity} seat', 'Crew, {quantity} seats'],
      ),
      toOffer(
        'Starter',
        1299,
        ['Up to 2 seats', '5 GB photo storage'],
        ['Starter, {quantity} seat', 'Starter, {quantity} seats'],
      ),
      toOffer(
        'Company',
        5249,
        ['Up to 200 seats', '500 GB photo storage'],
        ['Company, {quantity} seat', 'Company, {quantity} seats'],
      ),
    ],
    addOn: toOffer('Route history', 2700, []),
  });
}

/** Three decimals, and text from right to left. */
export function addKuwait(world: World, start: string): void {
  addPlace(world, start, {
    key: 'almina',
    name: 'نجارة الميناء',
    address: toAddress('شارع السيف ١٤', 'الكويت', 'KW'),
    locale: 'ar-KW',
    currency: {currency: 'KWD', exponent: 3},
    tax: {name: 'الضريبة', basisPoints: 0},
    plans: [
      toOffer(
        'خطة الفريق',
        9600,
        ['حتى 50 مقعدًا', 'صور حتى 50 غيغابايت'],
        ['خطة الفريق، مقعد واحد', 'خطة الفريق، {quantity} مقاعد'],
      ),
      toOffer(
        'خطة البداية',
        3950,
        ['حتى مقعدين', 'صور حتى 5 غيغابايت'],
        ['خطة البداية، مقعد واحد', 'خطة البداية، {quantity} مقاعد'],
      ),
      toOffer(
        'خطة الشركة',
        16_250,
        ['حتى 200 مقعد', 'صور حتى 500 غيغابايت'],
        ['خطة الشركة، مقعد واحد', 'خطة الشركة، {quantity} مقاعد'],
      ),
    ],
    addOn: toOffer('سجل المسارات', 8250, []),
  });
}

/** No decimals. */
export function addYen(world: World, start: string): void {
  addPlace(world, start, {
    key: 'miru',
    name: 'ミル商会',
    address: toAddress('水車町1-4', '港区', 'JP', '105-0000'),
    locale: 'ja-JP',
    currency: {currency: 'JPY', exponent: 0},
    tax: {name: '消費税', basisPoints: 1000},
    plans: [
      toOffer('クループラン', 4200, ['50席まで', '写真50 GBまで'], ['クループラン、{quantity}席']),
      toOffer('スタータープラン', 1750, ['2席まで', '写真5 GBまで'], ['スタータープラン、{quantity}席']),
      toOffer('カンパニープラン', 7100, ['200席まで', '写真500 GBまで'], ['カンパニープラン、{quantity}席']),
    ],
    addOn: toOffer('ルート履歴', 3600, []),
  });
}

/** Two decimals that are counted but not shown: `Intl` says none for the forint. */
export function addForint(world: World, start: string): void {
  addPlace(world, start, {
    key: 'malom',
    name: 'Malom Asztalos Kft.',
    address: toAddress('Hársfa utca 14.', 'Budapest', 'HU', '1074'),
    locale: 'hu-HU',
    currency: {currency: 'HUF', exponent: 2},
    tax: {name: 'ÁFA', basisPoints: 2700},
    plans: [
      toOffer('Brigád csomag', 1_099_000, ['Legfeljebb 50 fő', '50 GB fénykép'], ['Brigád csomag, {quantity} fő']),
      toOffer('Kezdő csomag', 459_000, ['Legfeljebb 2 fő', '5 GB fénykép'], ['Kezdő csomag, {quantity} fő']),
      toOffer('Cég csomag', 1_859_000, ['Legfeljebb 200 fő', '500 GB fénykép'], ['Cég csomag, {quantity} fő']),
    ],
    addOn: toOffer('Útvonalnapló', 949_000, []),
  });
}

/** Names that do not fit, and some without a single place to break. */
export function addLongNames(world: World, start: string): void {
  const unbroken = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  const plan = 'Crew for joineries, roofers, drain layers and everybody else who works where no office has ever been';
  const summary = `${plan}, {quantity} seats, including Betriebsstättenübergreifendeverbrauchsabrechnung`;
  addPlace(world, start, {
    key: 'long',
    name: `${unbroken} Brightwater, Millrace, Osier and Fenwick Joint Workshops of the Upper and Lower Valley GmbH`,
    address: toAddress(`${unbroken}straße 1014a, rear building, third staircase, left`, 'Hamburg', 'DE', '20095'),
    locale: null,
    currency: euro,
    tax: {name: 'Value added tax at the standard rate of the country of the recipient', basisPoints: 1900},
    plans: [
      {...toOffer(plan, 123_456_789, [unbroken, plan], [summary]), description: unbroken},
      toOffer(`Small ${plan}`, 100_000_001, [unbroken], [`Small ${summary}`]),
      toOffer(`Great ${plan}`, 234_567_891, [unbroken, plan, plan], [`Great ${summary}`]),
    ],
    addOn: toOffer(`${unbroken}routenverlauf`, 98_765_432, []),
  });
}
