import type {Refusal, Subscription, SubscriptionAction} from '../../contract/subscription.js';
import type {PortalView} from '../../events/portal-events.js';
import type {IconName} from '../../ui/icon.js';
import type {OpenInvoice} from './open-invoice.js';
import type {SummaryHost} from './subscription-panel.js';
import {hasEnded} from './subscription-status.js';

/** One thing that can be done with a subscription, or that cannot: then it says why. */
export interface Act {
  action: SubscriptionAction | 'start';
  label: string;
  icon: IconName;
  view: PortalView;
  refusal?: Refusal | undefined;
}

/** An act before it is known whether it is allowed; false for one that has nothing to act on. */
type Candidate = false | undefined | readonly [action: SubscriptionAction, label: string, icon: IconName, view: string];

/** States in which something is owed before anything else. */
const owing: ReadonlySet<string> = new Set(['past_due', 'unpaid', 'incomplete']);

/**
 * Everything that can be done with a subscription, and that cannot, the most pressing first. Left out is what makes no sense
 * now: what is done already, and what has nothing to act on.
 */
export function listActs(host: SummaryHost, subscription: Subscription, owed: OpenInvoice | undefined): Act[] {
  const candidates = hasEnded(subscription, host.asOf)
    ? [toRestart(host, subscription)]
    : [...listPressing(host, subscription, owed), ...listChanges(host, subscription, owed)];
  return candidates.flatMap((candidate) => {
    if (!candidate) return [];
    const [action, label, icon, view] = candidate;
    const permission = subscription.actions[action];
    const act = {action, label, icon, view: view as PortalView};
    if (permission?.allowed) return [act];
    return permission && !isPointless(host, action, permission) ? [{...act, refusal: complete(permission, owed)}] : [];
  });
}

/** The switches of what a plan may have nothing to choose of. */
const choices = {changeQuantity: 'quantity', changeAddOns: 'addOns', changeInterval: 'interval'} as const;

/** True for what is so already, and where the plan itself leaves nothing to choose: no switch would change that. */
function isPointless({portal}: SummaryHost, action: SubscriptionAction, {reason}: Refusal): boolean {
  if (reason === 'already_done') return true;
  if (reason !== 'feature_disabled' || !(action in choices)) return false;
  const {session, configuration} = portal?.answer ?? {};
  const change = configuration?.features.change as Partial<Record<string, boolean>> | undefined;
  const isOn = change?.[choices[action as keyof typeof choices]];
  return !!isOn && !!session?.scopes.includes('subscriptions:change');
}

/** Another subscription; undefined where the endpoint knows of no such thing. */
export function findStart({localize, portal}: SummaryHost, isFirst = false): Act | undefined {
  const {session, configuration} = portal?.answer ?? {};
  // An endpoint that is older than this copy has no such switch.
  const change = configuration?.features.change as {start?: boolean} | undefined;
  if (!session || !change) return undefined;
  const reason = session.readOnly ? 'read_only' : change.start ? 'role' : 'feature_disabled';
  return {
    ...{action: 'start', icon: 'plus', view: 'subscriptions/new'},
    label: localize.term(isFirst ? 'choosePlan' : 'startAnother'),
    ...(!session.scopes.includes('subscriptions:start') && {refusal: {allowed: false, reason}}),
  };
}

/** What something waits for: a payment, or whoever has canceled, paused or planned something. */
function listPressing(host: SummaryHost, subscription: Subscription, owed: OpenInvoice | undefined): Candidate[] {
  const {localize} = host;
  const {id, name, status, cancelsAt, pausesAt, pendingChange, actions} = subscription;
  const isPause = pausesAt ?? pendingChange?.kind === 'pause';
  return [
    owed
      ? [
          ...(['payInvoice', localize.term('payOpen', {amount: localize.money(owed.amountDue)})] as const),
          ...(['check', `invoices/${owed.id}/pay`] as const),
        ]
      : // Its invoice is older than those that are here.
        owing.has(status) &&
        host.find('invoices').state === 'ready' && ['payInvoice', localize.term('wayInvoices'), 'check', 'invoices'],
    !!cancelsAt && ['undoCancel', localize.term('keepPlan', {name}), 'check', `subscriptions/${id}/keep`],
    status === 'paused' && ['unpause', localize.term('resumeAct'), 'play', `subscriptions/${id}/resume`],
    !!(pendingChange ?? pausesAt) &&
      // One that is canceled is kept instead.
      !(cancelsAt && actions.undoCancel?.allowed) && [
        ...(['withdrawPendingChange', localize.term(isPause ? 'withdrawPause' : 'withdrawChange')] as const),
        ...(['undo', `subscriptions/${id}/withdraw`] as const),
      ],
  ];
}

/** What it may become. */
function listChanges({localize}: SummaryHost, subscription: Subscription, owed: OpenInvoice | undefined): Candidate[] {
  const {id, status, cancelsAt, pausesAt, items, actions, nextPayment} = subscription;
  const isPayerShown = !!(owed ?? nextPayment);
  const isTrial = status === 'trialing';
  const isSeats = items.some(({unit}) => unit === 'seat');
  const plan = `subscriptions/${id}/plan`;
  return [
    ['changePlan', localize.term(isTrial ? 'choosePlan' : 'changePlan'), 'refresh', plan],
    ['changeQuantity', localize.term(isSeats ? 'changeSeats' : 'changeQuantity'), 'seats', plan],
    ['changeInterval', localize.term('changeInterval'), 'clock', plan],
    ['changeAddOns', localize.term('changeAddOns'), 'plus', plan],
    ['applyPromotionCode', localize.term('usePromotion'), 'star', plan],
    status !== 'paused' && !pausesAt && ['pause', localize.term('pauseAct'), 'pause', `subscriptions/${id}/pause`],
    // Where it may be changed, that stands beside the method itself.
    !(actions.changePaymentMethod?.allowed && isPayerShown) && [
      ...(['changePaymentMethod', localize.term('changeMethod')] as const),
      ...(['refresh', 'payment-methods'] as const),
    ],
    !cancelsAt && [
      ...(['cancel', localize.term(isTrial ? 'cancelTrial' : 'cancelSubscription')] as const),
      ...(['stop', `subscriptions/${id}/cancel`] as const),
    ],
  ];
}

function toRestart({localize}: SummaryHost, {id}: Subscription): Candidate {
  return ['restart', localize.term('restartAct'), 'refresh', `subscriptions/${id}/restart`];
}

/** What is owed is known here, too, and with it the way to pay it. */
function complete(refusal: Refusal, owed: OpenInvoice | undefined): Refusal {
  if (refusal.reason !== 'past_due' || !owed) return refusal;
  return {...refusal, details: {invoiceId: owed.id, amount: owed.amountDue, ...refusal.details}};
}
