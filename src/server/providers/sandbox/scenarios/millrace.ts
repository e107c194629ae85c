import type {World} from '../world.js';
import {euro} from './catalog.js';
import {issueForPeriod, subscribe, toExpiry, toMonth} from './subscribe.js';

/** Millrace Pottery: the other customer of every world, whom nobody else may ever see. */

/** Adds Millrace with a card, a subscription and its invoices. */
export function addMillrace(world: World, start: string): void {
  const customerId = 'cus_millrace';
  world.customers.push({
    id: customerId,
    externalId: 'millrace',
    name: 'Millrace Pottery',
    email: 'billing@millrace.example.com',
    pendingEmail: null,
    phone: null,
    address: {line1: '3 Weir Lane', line2: null, city: 'Galway', region: null, postalCode: null, country: 'IE'},
    shipping: null,
    taxIds: [{id: 'txi_millrace', type: 'eu_vat', value: 'IE6388047A', country: 'IE', verification: 'verified'}],
    locale: null,
    currency: euro,
    tax: {name: 'VAT', basisPoints: 2300},
    defaultPaymentMethodId: 'pm_visa_millrace',
  });
  const expiry = toExpiry(start, 30);
  const card = {id: 'pm_visa_millrace', customerId, kind: 'card', brand: 'visa', last4: '1881', label: null, expiry};
  world.paymentMethods.push(card);
  const terms = {id: 'sub_millrace', customerId, priceId: 'starter_monthly', quantity: 2};
  const subscription = subscribe(world, start, terms, {useScale: 0});
  [1650, 1708, 1771, 1845, 1920, 2037].forEach((sequence, index) => {
    issueForPeriod(world, subscription, {period: toMonth(start, index - 5), quantity: 2, sequence});
  });
}
