import {findFault, type Shape} from '../contract/check.js';
import {money} from '../contract/generated/later.js';
import type {Money} from '../contract/money.js';
import type {PortalAnswer} from '../contract/portal.js';
import type {Scope} from '../contract/session.js';
import type {Refusal, Subscription} from '../contract/subscription.js';
import type {PortalView} from '../events/portal-events.js';
import type {LocalizeController} from '../localize/localize-controller.js';

/**
 * Why something cannot be done, and the way forward. The words are the group `refusals`, which whoever calls this has
 * loaded. `details` and `retryAt` make them exact; nothing in `details` is believed that is not of its type, and what is
 * missing there is left unsaid.
 */

/** One or two sentences, and where the way forward leads, if there is a way within the portal. */
export interface RefusalWords {
  text: string;
  way?: {label: string; view: PortalView};
}

/** What the words are about, as far as it is known. */
export interface RefusalContext {
  /** The answer that is shown: who may go where, and who switched something off. */
  answer?: Pick<PortalAnswer, 'session' | 'configuration'> | undefined;
  /** The subscription that was to be changed. */
  subscriptionId?: string | undefined;
  /** What may be done with it: a way that is refused itself is none. */
  actions?: Subscription['actions'] | undefined;
}

/** The words of a refusal; of a reason that this copy does not know, that it is not possible just now. */
export function toRefusalWords(
  localize: LocalizeController,
  refusal: Refusal,
  context: RefusalContext = {},
): RefusalWords {
  const details = readDetails(refusal);
  const way = findWay(localize, refusal, details, context);
  return {text: toText(localize, refusal, details, context), ...(way && {way})};
}

/** What is said of `details`, each undefined where it is absent or not of its type. */
interface Details {
  /** `committed`: until when. `in_trial`: until when. `promotion_expired`: since when. */
  endsAt: string | undefined;
  /** `change_scheduled`: what is planned, when, and what it becomes. */
  kind: string | undefined;
  at: string | undefined;
  to: string | undefined;
  /** `past_due`: the invoice that is owed, and how much. */
  invoiceId: string | undefined;
  amount: Money | undefined;
  /** `usage_over_limit`: of what, how much is used, and how much there is room for. */
  name: string | undefined;
  used: number | undefined;
  limit: number | undefined;
  /** `role`: who may. */
  needed: string | undefined;
  /** `pause_too_long`: the longest that there is. */
  maximum: {unit: string; count: number} | undefined;
}

function readDetails({details = {}, retryAt}: Refusal): Details {
  const read = (shape: Shape, ...names: string[]): unknown =>
    names.map((name) => details[name]).find((value) => value !== undefined && findFault(shape, value) === undefined);
  return {
    endsAt: (read('d', 'endsAt', 'trialEndsAt', 'expiresAt') ?? retryAt) as string | undefined,
    kind: read('s', 'kind') as string | undefined,
    at: (read('d', 'at') ?? retryAt) as string | undefined,
    to: read('s', 'to') as string | undefined,
    invoiceId: read('s', 'invoiceId') as string | undefined,
    amount: read(money, 'amount', 'amountDue') as Money | undefined,
    name: read('s', 'name') as string | undefined,
    used: read('n', 'used', 'inUse') as number | undefined,
    limit: read('n', 'limit', 'maximum') as number | undefined,
    needed: read('s', 'needed') as string | undefined,
    maximum: read({unit: 's', count: 'i'}, 'maximum') as Details['maximum'],
  };
}

function toText(localize: LocalizeController, refusal: Refusal, details: Details, context: RefusalContext): string {
  const {reason, retryAt} = refusal;
  const exact = toExact(localize, refusal, details, context);
  if (exact) return exact;
  const text = localize.term(`refused_${reason}` as 'refused_role') || localize.term('refusedOther');
  return retryAt ? localize.term('refusedUntil', {text, date: localize.date(retryAt, 'long')}) : text;
}

/** With names, numbers and days; undefined where there are none to tell. */
function toExact(
  localize: LocalizeController,
  {reason, retryAt}: Refusal,
  {endsAt, kind, at, to, amount, name, used, limit, needed, maximum}: Details,
  {answer}: RefusalContext,
): string | undefined {
  const long = (day: string): {date: string} => ({date: localize.date(day, 'long')});
  switch (reason) {
    case 'feature_disabled': {
      const brand = answer?.configuration.brand?.name;
      return brand ? localize.term('refusedOffBy', {name: brand}) : undefined;
    }
    case 'role':
      // What `billing` may not do, only the owner may.
      return needed === 'owner' || answer?.session.role === 'billing' ? localize.term('refusedOwnerOnly') : undefined;
    case 'committed':
      return endsAt && localize.term('refusedCommitted', long(endsAt));
    case 'in_trial':
      return endsAt && localize.term('refusedTrialUntil', long(endsAt));
    case 'promotion_expired':
      return endsAt && localize.term('refusedExpiredOn', long(endsAt));
    case 'change_scheduled':
      if (!at) return undefined;
      if (kind === 'cancel') return localize.term('refusedEnding', long(at));
      return to ? localize.term('refusedPlannedTo', {to, ...long(at)}) : localize.term('refusedPlannedOn', long(at));
    case 'past_due':
      return amount && localize.term('refusedOwed', {amount: localize.money(amount)});
    case 'locked_near_renewal':
      return retryAt && localize.term('refusedLockedUntil', long(retryAt));
    case 'usage_over_limit':
      if (used === undefined || limit === undefined) return undefined;
      return name
        ? localize.term('refusedOverLimit', {name, used, limit})
        : localize.term('refusedOverSeats', {used, limit});
    case 'pause_too_long': {
      const length = maximum && localize.term(`span_${maximum.unit}` as 'span_day', {count: maximum.count});
      return length && localize.term('refusedPauseMaximum', {length});
    }
    default:
      return undefined;
  }
}

/** Where it leads, and what a session needs to go there. */
function findWay(
  localize: LocalizeController,
  {reason}: Refusal,
  {invoiceId, kind}: Details,
  {answer, subscriptionId, actions}: RefusalContext,
): RefusalWords['way'] {
  const may = (scope: Scope): boolean => answer?.session.scopes.includes(scope) ?? true;
  const add = (): RefusalWords['way'] =>
    may('payment_methods:write') ? {label: localize.term('wayAddMethod'), view: 'payment-methods/add'} : undefined;
  switch (reason) {
    case 'past_due':
      if (invoiceId && may('invoices:pay')) return {label: localize.term('wayPay'), view: `invoices/${invoiceId}/pay`};
      return may('invoices:read') ? {label: localize.term('wayInvoices'), view: 'invoices'} : undefined;
    case 'change_scheduled': {
      const [action, act, label] =
        kind === 'cancel'
          ? (['undoCancel', 'keep', 'wayKeep'] as const)
          : (['withdrawPendingChange', 'withdraw', 'wayWithdraw'] as const);
      const isOpen = subscriptionId && (!actions || actions[action]?.allowed);
      return isOpen ? {label: localize.term(label), view: `subscriptions/${subscriptionId}/${act}`} : undefined;
    }
    case 'usage_over_limit':
      return may('usage:read') ? {label: localize.term('wayUsage'), view: 'usage'} : undefined;
    case 'no_payment_method':
    case 'last_payment_method':
    case 'method_expired':
    case 'method_pending':
      return add();
    default:
      return undefined;
  }
}
