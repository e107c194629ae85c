import type {Preview} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {mayCost, type SubscriptionReviewKind} from './reviewed-change.js';
import {toAmount, toCredit} from './review-money.js';

/** What the words of a change are made of. */
export interface ChangeFacts {
  kind: SubscriptionReviewKind;
  /** What the subscription is called now; empty for one that is to be started. */
  name: string;
  /** The preview that holds; undefined while it is on its way. */
  preview: Preview | undefined;
  /** As it is now; undefined for one that is to be started. */
  subscription: Subscription | undefined;
}

/** The title of the review. */
export function toTitle(localize: LocalizeController, {kind, name}: ChangeFacts): string {
  switch (kind) {
    case 'start':
      return localize.term('reviewStart');
    case 'pause':
      return localize.term('reviewPause');
    case 'unpause':
      return localize.term('resumeTitle', {name});
    case 'restart':
      return localize.term('restartTitle', {name});
    case 'withdraw_pending':
      return localize.term('withdrawTitle', {name});
    default:
      return localize.term('reviewTitle');
  }
}

/** The sentence below the title: what is planned, where that is what is withdrawn. */
export function toHeadText(localize: LocalizeController, {kind, subscription}: ChangeFacts): string | undefined {
  const {pendingChange: planned, pausesAt} = subscription ?? {};
  const at = planned?.at ?? pausesAt;
  if (kind !== 'withdraw_pending' || !at) return undefined;
  const date = localize.date(at, 'long');
  if (planned?.kind === 'plan' && planned.to) return localize.term('plannedPlan', {name: planned.to, date});
  const isPause = planned ? planned.kind === 'pause' : true;
  return localize.term(isPause ? 'plannedPause' : 'plannedOther', {date});
}

/** True for a change that waits for a day of its own. */
export function isLater({kind, preview, subscription}: ChangeFacts): boolean {
  const {effectiveAt, timeline, period} = preview ?? {};
  if (!effectiveAt) return false;
  // What is done at once has an instant too, a moment later than the page knows of.
  const end = period?.end ?? subscription?.currentPeriod?.end;
  const isAtEnd = end !== undefined && Date.parse(effectiveAt) >= Date.parse(end);
  return isAtEnd || (kind === 'plan' && !!timeline?.some((entry) => entry.kind === 'change'));
}

/** What the one button says: the act, and the amount or the day that goes with it. */
export function toConfirmText(localize: LocalizeController, facts: ChangeFacts): string {
  const {preview} = facts;
  const act = toAct(localize, facts);
  if (!preview) return act;
  const {dueNow, certainty, effectiveAt, notes} = preview;
  if (dueNow && mayCost(preview)) {
    const amount = toAmount(localize, dueNow);
    return localize.term(certainty === 'estimate' ? 'actPayAbout' : 'actPay', {act, amount});
  }
  if (effectiveAt && isLater(facts)) return localize.term('actOn', {act, date: localize.date(effectiveAt, 'long')});
  const kept = notes.find(({kind}) => kind === 'credit_kept')?.amount;
  const credit = dueNow && dueNow.amount < 0 ? dueNow : kept;
  return credit ? localize.term('actCredit', {act, amount: toCredit(localize, credit)}) : act;
}

function toAct(localize: LocalizeController, facts: ChangeFacts): string {
  const {kind, preview} = facts;
  const name = preview?.to?.name ?? facts.name;
  switch (kind) {
    case 'start':
      return localize.term('actStart', {name});
    case 'pause':
      return isLater(facts) ? localize.term('actPause', {name: facts.name}) : localize.term('actPauseNow');
    case 'unpause':
      return localize.term('actResume', {name: facts.name});
    case 'restart':
      return localize.term('actRestart', {name});
    case 'withdraw_pending':
      return localize.term('actWithdraw');
    default:
      return preview?.from && preview.from.name === preview.to?.name
        ? localize.term('actChange')
        : localize.term('actSwitch', {name});
  }
}

/** What the button says while it is at work. */
export function toBusyText(localize: LocalizeController, {kind, name, preview}: ChangeFacts): string {
  const {dueNow} = preview ?? {};
  if (dueNow && dueNow.amount > 0) return localize.term('payingNow', {amount: toAmount(localize, dueNow)});
  switch (kind) {
    case 'start':
      return localize.term('starting', {name: preview?.to?.name ?? name});
    case 'pause':
      return localize.term('pausing', {name});
    case 'unpause':
      return localize.term('resuming', {name});
    case 'restart':
      return localize.term('restarting', {name});
    case 'withdraw_pending':
      return localize.term('withdrawing');
    default:
      return preview?.to && preview.from?.name !== preview.to.name
        ? localize.term('switching', {name: preview.to.name})
        : localize.term('changing');
  }
}

/** What leaves everything as it is. */
export function toStayText(localize: LocalizeController, {kind, name}: ChangeFacts): string {
  return kind === 'plan' && name ? localize.term('keepPlan', {name}) : localize.term('leaveAsIs');
}
