import type {FeaturesInput} from '../../contract/configuration.js';
import {BillingError} from '../../contract/errors.js';
import type {ChangeBilling} from '../ports/provider.js';

type ChangeInput = NonNullable<FeaturesInput['change']>;

/** The plans that may be moved to, by the plan that there is; a plan that is not named may move anywhere. */
export type Transitions = Readonly<Record<string, readonly string[]>>;

/** How the merchant wants changes billed, and which moves there are: every default stated. */
export interface BillingRules extends ChangeBilling {
  transitions: Transitions;
  /** Changes that wait for the end of the period whatever `timing` says. */
  atPeriodEnd: readonly ('downgrade' | 'shorter_interval')[];
  /** What becomes of a trial in which the plan is changed. */
  trial: 'end' | 'continue';
}

/** What a merchant said, or what is fair where nothing was said: more is paid for by the second, less waits until it was used up. */
export function toBillingRules(input: ChangeInput = {}): BillingRules {
  return {
    transitions: input.transitions ?? {},
    proration: input.proration ?? 'prorate',
    timing: input.timing ?? 'immediately',
    anchor: input.anchor ?? 'unchanged',
    atPeriodEnd: input.atPeriodEnd ?? ['downgrade', 'shorter_interval'],
    trial: input.trial ?? 'end',
  };
}

/** Fewer moves, never more, and nothing else: a session does not decide how its customer is billed. */
export function narrowBilling(rules: BillingRules, by: ChangeInput = {}): BillingRules {
  if (by.transitions === undefined) return rules;
  const {transitions} = rules;
  const narrowed = Object.entries(by.transitions).map(([from, to]) => {
    const allowed = Object.hasOwn(transitions, from) ? transitions[from] : undefined;
    return [from, allowed === undefined ? to : to.filter((plan) => allowed.includes(plan))];
  });
  return {...rules, transitions: {...transitions, ...Object.fromEntries(narrowed)}};
}

/** Members of a session's narrowing that say how something is billed. */
const unswitchable = ['proration', 'timing', 'anchor', 'atPeriodEnd', 'trial'] as const;

/** Throws `invalid_request` where a session is asked for that says how changes are billed: it can only switch off. */
export function requireNarrowing(features: FeaturesInput | undefined): void {
  const said = unswitchable.find((name) => features?.change?.[name] !== undefined);
  if (said === undefined) return;
  const field = `features.change.${said}`;
  throw new BillingError('invalid_request', {field, message: `"${field}" is the configuration's to say`});
}
