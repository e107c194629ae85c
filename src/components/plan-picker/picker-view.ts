import {html, nothing} from 'lit';
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
  /** They are being asked for: until they are here, those of the choice before stay. */
  isPending: boolean;
  preview: Preview | undefined;
  /** Why they could not be had. */
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
  /** Why nothing else can be chosen, where it is the same for all plans: said once, and not in every place. */
  common: RefusalWords | undefined;
  /** Leads somewhere else; undefined where the picker stands alone. */
  go: ((view: PortalView) => void) | undefined;
  /** Something was chosen. */
  changed(): void;
}

/** What words are made of. */
type Words = Omit<PickerView, 'common'>;

/** Why something beside the plan cannot be chosen; nothing where that is said of the plans already. */
export function renderWhy(view: PickerView, refusal: Refusal, id?: string): unknown {
  const {text} = toWords(view, refusal);
  return text === view.common?.text ? nothing : html`<p class="note muted" id=${id ?? nothing}>${text}</p>`;
}

/** The refusal that all other plans have in common; undefined where one of them can be chosen. */
export function findCommonRefusal(view: Words): RefusalWords | undefined {
  const {offer} = view.choice;
  const others = offer.plans.filter(({id}) => id !== offer.present?.planId);
  const words = others.map((plan) => {
    const permission = view.choice.permit(plan);
    return permission?.allowed === false ? toWords(view, permission) : undefined;
  });
  const [first] = words;
  return words.length > 1 && words.every((other) => other && other.text === first?.text) ? first : undefined;
}

/** Why something cannot be chosen, and where it leads on. */
export function toWords({localize, answer, subscription, go}: Words, refusal: Refusal): RefusalWords {
  const words = toRefusalWords(localize, refusal, {answer, subscriptionId: subscription?.id});
  return go ? words : {text: words.text};
}
