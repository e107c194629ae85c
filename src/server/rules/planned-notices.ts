import type {Notice} from '../../contract/notice.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Subscription} from '../../contract/subscription.js';
import {findPayingMethod} from './paying-method.js';

/**
 * What is going to happen by itself, told when there is little time left: what has more time stands in the subscription's
 * own summary, and is no news.
 */

const day = 86_400_000;
/** How many days before it something is told. */
const daysBefore = {trialEnds: 3, trialEndsUnpaid: 14, change: 7, contract: 30};

/** What a session may see, as far as it could be read, and the time that it is. */
interface PlannedSources {
  subscriptions?: readonly Subscription[] | undefined;
  paymentMethods?: readonly PaymentMethod[] | undefined;
  now?: string | undefined;
}

/** A word that is not known here gives no notice, and so does what ends anyway. */
export function listPlanned({subscriptions = [], paymentMethods, now}: PlannedSources): Notice[] {
  if (now === undefined) return [];
  const isNear = (at: string | null, days: number): boolean => {
    const left = Date.parse(at ?? '') - Date.parse(now);
    return left > 0 && left <= days * day;
  };
  const going = subscriptions.filter(({cancelsAt}) => !cancelsAt);
  return [
    ...going.flatMap((subscription): Notice[] => {
      const {status, trialEndsAt, nextPayment, collection} = subscription;
      if (status !== 'trialing' || !trialEndsAt || !nextPayment || collection === 'manual') return [];
      const paymentMethodId = findPayingMethod(subscription, paymentMethods);
      // Where no method may be seen, nobody knows that there is none.
      const isPaid = paymentMethodId !== null || paymentMethods === undefined;
      if (!isNear(trialEndsAt, isPaid ? daysBefore.trialEnds : daysBefore.trialEndsUnpaid)) return [];
      return [{...toNotice('trial_ends', subscription, trialEndsAt), paymentMethodId}];
    }),
    ...going.flatMap((subscription): Notice[] => {
      const {pendingChange} = subscription;
      const isTold = pendingChange && ['plan', 'quantity'].includes(pendingChange.kind);
      if (!isTold || !isNear(pendingChange.at, daysBefore.change)) return [];
      return [toNotice('change_pending', subscription, pendingChange.at)];
    }),
    ...going.flatMap((subscription): Notice[] => {
      const {commitment} = subscription;
      if (!commitment) return [];
      const {renews, noticeBy, endsAt} = commitment;
      if (!isNear(renews ? noticeBy : endsAt, daysBefore.contract)) return [];
      return [{...toNotice('contract_ends', subscription, endsAt), nextAt: renews ? noticeBy : null}];
    }),
  ];
}

function toNotice(kind: Notice['kind'], {id, nextPayment}: Subscription, at: string): Notice {
  return {
    ...{kind, subscriptionId: id, invoiceId: null, paymentMethodId: null, at},
    amount: nextPayment?.amountDue ?? null,
    nextAt: nextPayment?.at ?? null,
  };
}
