import type {PortalAnswer} from '../../contract/portal.js';
import type {Preview} from '../../contract/preview.js';
import type {Refusal, Subscription} from '../../contract/subscription.js';
import type {BillingError} from '../../contract/errors.js';
import type {PortalView} from '../../events/portal-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {toRefusalWords, type RefusalWords} from '../../ui/refusal-words.js';
import type {Choice} from './choice.js';

/** What the amounts of the choice are, as far as they are known. */
export interface Amounts {
  /** `none`: nothing is asked for. While it is `pending`, those of the choice before stay. */
  state: 'none' | 'pending' | 'ready' | 'failed';
  preview: Preview | undefined;
  error: BillingError | undefined;
}

/** What the parts of the picker show, and what they tell it. */
export interface PickerView {
  localize: LocalizeController;
  choice: Choice;
  /** Undefined where another one is started. */
  subscription: Subscription | undefined;
  answer: PortalAnswer;
  amounts: Amounts;
  /** Leads somewhere else; undefined where the picker stands alone. */
  go: ((view: PortalView) => void) | undefined;
  /** Something was chosen. */
  changed(): void;
}

/** Why something cannot be chosen, and where it leads on. */
export function toWords({localize, answer, subscription, go}: PickerView, refusal: Refusal): RefusalWords {
  const words = toRefusalWords(localize, refusal, {answer, subscriptionId: subscription?.id});
  return go ? words : {text: words.text};
}
