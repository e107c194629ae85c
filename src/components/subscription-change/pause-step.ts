import type {SubscriptionChangeInput} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {
  findBegin,
  findDayFault,
  readPauseFeatures,
  toFirstChoice,
  toPauseChange,
  type PauseChoice,
} from './pause-choice.js';
import {renderPauseForm} from './pause-form.js';

/** The element that the step is in. */
interface PauseHost {
  readonly localize: LocalizeController;
  readonly portal: Portal | undefined;
  requestUpdate(): void;
  focusLater(selector: string): void;
}

/** The step before the review of a pause: for how long, and from when. What was chosen is kept for the way back. */
export class PauseStep {
  /** What is reviewed; undefined while it is chosen. */
  change: SubscriptionChangeInput | undefined;
  #choice: PauseChoice | undefined;
  #isTried = false;

  constructor(private readonly host: PauseHost) {}

  get #features() {
    return readPauseFeatures(this.host.portal?.answer?.configuration);
  }

  /** Back to the choice. */
  reopen(): void {
    this.change = undefined;
    this.host.requestUpdate();
  }

  /** The form; undefined where a pause is not offered. `reviewed` is called once something is chosen. */
  render(subscription: Subscription, leave: (() => void) | undefined, reviewed: () => void): unknown {
    const {localize, portal} = this.host;
    const features = this.#features;
    const asOf = portal?.answer?.asOf;
    const choice = this.#choice ?? (features && toFirstChoice(features));
    if (!features || !choice || !asOf) return undefined;
    return renderPauseForm({
      ...{localize, features, subscription, choice, asOf, leave},
      isTried: this.#isTried,
      choose: (change) => {
        this.#choice = {...(this.#choice ?? choice), ...change};
        this.#isTried = false;
        this.host.requestUpdate();
      },
      review: () => {
        const begin = findBegin(choice, subscription, asOf);
        this.#isTried = true;
        if (findDayFault(choice, features, begin)) return this.host.focusLater('#day');
        this.change = toPauseChange(choice, features, begin);
        reviewed();
      },
    });
  }
}
