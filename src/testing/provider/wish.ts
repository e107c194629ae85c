import type {SubscriptionChange} from '../../server/ports/provider.js';
import {passTime} from './asking.js';
import type {Stage} from './bench.js';
import type {ProviderCase} from './case.js';

/** A change, where it is asked for, and what comes before it. */
export interface Wish extends Pick<ProviderCase, 'situation' | 'needs' | 'extras'> {
  /** Behind "previews" or "does". */
  name: string;
  /** True where it costs something at once. */
  costs?: boolean;
  /** Asked for on the same day as a twin, it is done twice. */
  repeats?: boolean;
  /** What happens first; a time within the period has come where absent. */
  prepare?(stage: Stage): Promise<void>;
  ask(stage: Stage): SubscriptionChange;
}

/** Comes to the moment at which a wish is asked for, and asks. */
export async function askFor(
  stage: Stage,
  {ask, prepare = (there) => passTime(there)}: Wish,
): Promise<SubscriptionChange> {
  await prepare(stage);
  return ask(stage);
}
