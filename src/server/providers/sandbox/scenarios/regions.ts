import type {Address} from '../../../../contract/customer.js';
import {monthStart} from '../calendar.js';
import type {Currency, CustomerRecord, PlanRecord, World} from '../world.js';
import {euro, monthly} from './catalog.js';
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
  plan: Pick<PlanRecord, 'name' | 'description' | 'summary'>;
  /** For one seat a month, a decimal string in minor units. */
  price: string;
}

function addPlace(world: World, start: string, place: Place): void {
  const {key, name, address, locale, currency, tax, plan, price} = place;
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
  world.plans.push({...plan, id: planId, kind: 'plan', unit: 'seat'});
  world.prices.push({id: priceId, planId, unitPrice: {amount: price, ...currency}, interval: monthly, active: true});
  const terms = {id: `sub_${key}`, customerId, priceId, quantity: 4};
  const subscription = subscribe(world, start, terms, {startedAt: monthStart(start, -3)});
  [1772, 1846, 1921, 2038].forEach((sequence, index) => {
    const quantity = index === 3 ? 4 : 3;
    issueForPeriod(world, subscription, {period: toMonth(start, index - 3), quantity, sequence});
  });
}

function toAddress(line1: string, city: string, country: string, postalCode: string | null = null): Address {
  return {line1, line2: null, city, region: null, postalCode, country};
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
    plan: {
      name: 'خطة الفريق',
      description: null,
      summary: {one: 'خطة الفريق، مقعد واحد', other: 'خطة الفريق، {quantity} مقاعد'},
    },
    price: '9600',
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
    plan: {
      name: 'クループラン',
      description: null,
      summary: {one: 'クループラン、{quantity}席', other: 'クループラン、{quantity}席'},
    },
    price: '4200',
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
    plan: {
      name: 'Brigád csomag',
      description: null,
      summary: {one: 'Brigád csomag, {quantity} fő', other: 'Brigád csomag, {quantity} fő'},
    },
    price: '1099000',
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
    plan: {name: plan, description: unbroken, summary: {one: summary, other: summary}},
    price: '123456789',
  });
}
