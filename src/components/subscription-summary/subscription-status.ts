import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {toStateName} from '../../ui/state-name.js';

/** How a state is shown: words, tone, and whether they are louder than the rest. */
export interface StatusView {
  text: string;
  tone: string;
}

const day = 86_400_000;

/** How loud a state is; a state without a tone of its own is said quietly. */
const tones: Record<string, string> = {
  active: 'success',
  past_due: 'loud danger',
  unpaid: 'loud danger',
  incomplete: 'loud warning',
  paused: 'loud warning',
  trialing: 'loud info',
};

/** States that a day says more of: the text, its day, and the tone. */
function findDated(subscription: Subscription, asOf: string) {
  const {status, cancelsAt, endsAt, resumesAt, startedAt, pausesAt} = subscription;
  if (hasEnded(subscription, asOf)) return ['endedOn', endsAt, 'hollow'] as const;
  if (cancelsAt || status === 'canceled') return ['cancelsOn', cancelsAt ?? endsAt, 'loud warning'] as const;
  if (status === 'paused') return ['pausedUntil', resumesAt, 'loud warning'] as const;
  if (status === 'upcoming') return ['upcoming', startedAt, 'loud info'] as const;
  if (status !== 'active') return ['endsOn', null, ''] as const;
  if (pausesAt) return ['pausesOn', pausesAt, 'loud warning'] as const;
  return ['endsOn', endsAt, 'loud warning'] as const;
}

/** A subscription's state in words; only the unusual is coloured. Unknown states are shown as the provider spells them. */
export function toStatus(localize: LocalizeController, subscription: Subscription, asOf: string): StatusView {
  const {status, trialEndsAt, pendingChange} = subscription;
  const [dated, at, tone] = findDated(subscription, asOf);
  if (at) return {text: localize.term(dated, {date: localize.date(at, 'long')}), tone};
  if (status === 'trialing' && trialEndsAt) {
    const count = Math.max(0, Math.ceil((Date.parse(trialEndsAt) - Date.parse(asOf)) / day));
    return {text: localize.term('trialDays', {count}), tone: 'loud info'};
  }
  if (pendingChange && status === 'active') {
    const {to, at: changesAt} = pendingChange;
    const date = localize.date(changesAt, 'long');
    return {text: to ? localize.term('changesTo', {to, date}) : localize.term('changesOn', {date}), tone: 'loud info'};
  }
  return {text: toStateName(localize, status), tone: (Object.hasOwn(tones, status) && tones[status]) || 'hollow'};
}

/** True where nothing of it is left to use or to pay. */
export function hasEnded({status, endsAt}: Subscription, asOf: string): boolean {
  return status === 'expired' || (status === 'canceled' && (!endsAt || endsAt <= asOf));
}
