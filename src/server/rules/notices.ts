import type {InvoiceSummary} from '../../contract/invoice.js';
import type {Notice} from '../../contract/notice.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {NextPayment, Subscription} from '../../contract/subscription.js';
import {findPayingMethod} from './paying-method.js';
import {listPlanned} from './planned-notices.js';

/** What a session may see, as far as it could be read. */
export interface NoticeSources {
  subscriptions?: readonly Subscription[] | undefined;
  paymentMethods?: readonly PaymentMethod[] | undefined;
  /** The newest ones, as the first page of the list has them. */
  invoices?: readonly InvoiceSummary[] | undefined;
  /** The time at the provider; without it nothing is told of what is only planned. */
  now?: string | undefined;
}

/** By list, as all that follows: a word that is not known here gives no notice. */
const failing: ReadonlySet<string> = new Set(['past_due', 'unpaid', 'incomplete']);
const live: ReadonlySet<string> = new Set(['active', 'trialing', 'past_due']);
const owed: ReadonlySet<string> = new Set(['open', 'overdue']);
const cardKinds: ReadonlyMap<string, CardKind> = new Map([
  ['expired', 'card_expired'],
  ['expiring', 'card_expires'],
]);
type CardKind = 'card_expired' | 'card_expires';

/** What waits for the customer, the most pressing first: what failed, what will fail, what is going to. */
export function toNotices(sources: NoticeSources): Notice[] {
  const cards = listCardNotices(sources);
  return [
    ...listFailedPayments(sources),
    ...cards.filter(({kind}) => kind === 'card_expired'),
    ...cards.filter(({kind}) => kind === 'card_expires'),
    ...listPlanned(sources),
  ];
}

/** One for each subscription that is behind with an invoice; the oldest of its invoices is the one to pay first. */
function listFailedPayments({subscriptions = [], paymentMethods, invoices = []}: NoticeSources): Notice[] {
  const notices = subscriptions.flatMap((subscription): Notice[] => {
    if (!failing.has(subscription.status)) return [];
    const {id} = subscription;
    const unpaid = invoices.filter(
      ({subscriptionId, status, amountDue}) => subscriptionId === id && owed.has(status) && amountDue.amount > 0,
    );
    // The list is newest first: of two of one instant the later one is older.
    const [oldest] = unpaid.reverse().sort((one, other) => compareInstants(one.issuedAt, other.issuedAt));
    if (oldest === undefined) return [];
    return [
      {
        kind: 'payment_failed',
        subscriptionId: id,
        invoiceId: oldest.id,
        paymentMethodId: findPayingMethod(subscription, paymentMethods),
        amount: oldest.amountDue,
        at: oldest.dueAt ?? oldest.issuedAt,
        nextAt: oldest.nextAttemptAt ?? null,
      },
    ];
  });
  return notices.sort((one, other) => compareInstants(one.at, other.at));
}

/** One for each method that is not to be relied on and that something will be charged to, with the first such charge. */
function listCardNotices({subscriptions = [], paymentMethods}: NoticeSources): Notice[] {
  const notices = (paymentMethods ?? []).flatMap((method): Notice[] => {
    const kind = cardKinds.get(method.status);
    const next = findNextCharge(subscriptions, paymentMethods, method.id);
    if (kind === undefined || next === undefined) return [];
    const {subscriptionId, payment} = next;
    const at = toLastInstant(method.expiry);
    const what = {subscriptionId, invoiceId: null, paymentMethodId: method.id};
    return [{kind, ...what, amount: payment.amountDue, at, nextAt: payment.at}];
  });
  return notices.sort((one, other) => compareInstants(one.nextAt, other.nextAt));
}

function findNextCharge(
  subscriptions: readonly Subscription[],
  methods: readonly PaymentMethod[] | undefined,
  methodId: string,
): {subscriptionId: string; payment: NextPayment} | undefined {
  const charges = subscriptions.flatMap((subscription) => {
    const {id: subscriptionId, status, nextPayment: payment} = subscription;
    const isPaid = live.has(status) && findPayingMethod(subscription, methods) === methodId;
    return isPaid && payment !== null ? [{subscriptionId, payment}] : [];
  });
  return charges.sort((one, other) => compareInstants(one.payment.at, other.payment.at))[0];
}

/** A card works until its month is over, wherever; null for a method that says no month. */
function toLastInstant(expiry: PaymentMethod['expiry']): string | null {
  return expiry === null ? null : new Date(Date.UTC(expiry.year, expiry.month, 1) - 1).toISOString();
}

/** By time and not by text: ISO 8601 has more than one spelling. What has no time comes last. */
function compareInstants(one: string | null, other: string | null): number {
  return toTime(one) - toTime(other);
}

function toTime(at: string | null): number {
  const time = Date.parse(at ?? '');
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
