import type {ChangeBilling} from '../ports/provider.js';
import type {BillingRules} from './billing-rules.js';

/** What about a change decides when it takes effect. */
export interface ChangeDirection {
  /** There is less afterwards: a lower plan, or fewer of the same. */
  isDowngrade: boolean;
  isShorterInterval: boolean;
}

/** When a change takes effect: what is less than there is now waits for the end of the period where the merchant wants it so. */
export function findTiming(
  {timing, atPeriodEnd}: Pick<BillingRules, 'timing' | 'atPeriodEnd'>,
  {isDowngrade, isShorterInterval}: ChangeDirection,
): ChangeBilling['timing'] {
  const waits =
    (isDowngrade && atPeriodEnd.includes('downgrade')) ||
    (isShorterInterval && atPeriodEnd.includes('shorter_interval'));
  return waits ? 'period_end' : timing;
}
