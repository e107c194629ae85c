import type {PauseFeatures} from '../../contract/configuration.js';
import {BillingError} from '../../contract/errors.js';
import type {SubscriptionChangeInput} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {SubscriptionChange} from '../ports/provider.js';
import {refuse} from './refusing.js';
import {addSpan} from './spans.js';

type PauseInput = Extract<SubscriptionChangeInput, {kind: 'pause'}>;
type Pause = Extract<SubscriptionChange, {kind: 'pause'}>;

/** A day to choose is the customer's own, and a length is counted from when somebody looked: as much lies between them. */
const tolerance = 24 * 60 * 60_000;

/**
 * A pause as the merchant allows it. Throws `feature_disabled` that names what may not be chosen, `invalid_request` for an
 * end that comes before the beginning, and `action_refused` (`pause_too_long`) with the longest one that there is.
 */
export function decidePause(
  features: PauseFeatures,
  subscription: Subscription,
  input: PauseInput,
  now: string,
): Pause {
  const at = decideTiming(features, subscription, input);
  const {currentPeriod, id: subscriptionId} = subscription;
  const begin = at === 'period_end' ? (currentPeriod?.end ?? now) : now;
  return {kind: 'pause', subscriptionId, at, until: decideEnd(features, begin, input.until)};
}

/** Where nothing is said it waits for the end of the period, which is paid for. */
function decideTiming({at}: PauseFeatures, {currentPeriod}: Subscription, asked: PauseInput): Pause['at'] {
  const wanted = asked.at ?? (at === 'customer_choice' ? 'period_end' : at);
  if (at !== 'customer_choice' && wanted !== at) throw new BillingError('feature_disabled', {field: 'at'});
  // A subscription without a period has no end of one to wait for.
  return wanted === 'period_end' && currentPeriod !== null ? 'period_end' : 'immediately';
}

function decideEnd(features: PauseFeatures, begin: string, until: string | null): string | null {
  const {maximum, durations, date, indefinite} = features;
  const latest = maximum && addSpan(begin, maximum);
  if (until === null) {
    if (!indefinite) refuse({reason: 'pause_too_long', details: {maximum, latest: latest ?? null}});
    // Without an end, up to the longest that there is.
    return latest ?? null;
  }
  const end = Date.parse(until);
  if (end <= Date.parse(begin)) {
    throw new BillingError('invalid_request', {field: 'until', message: '"until" comes before the pause begins'});
  }
  if (latest && end > Date.parse(latest) + tolerance) refuse({reason: 'pause_too_long', details: {maximum, latest}});
  const isPreset = durations.some((span) => {
    const preset = addSpan(begin, span);
    return preset !== undefined && Math.abs(Date.parse(preset) - end) <= tolerance;
  });
  if (!date && !isPreset) throw new BillingError('feature_disabled', {field: 'until'});
  return new Date(end).toISOString();
}
