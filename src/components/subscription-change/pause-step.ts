import type {TemplateResult} from 'lit';
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
import {renderPauseForm, renderPauseOff} from './pause-form.js';

export {styles} from './pause.styles.js';

/** The element that the step is in. */
export interface PauseHost {
  readonly localize: LocalizeController;
  readonly portal: Portal | undefined;
  requestUpdate(): void;
  focusLater(selector: string): void;
}

/** The ways out of the step. */
interface PauseWays {
  leave: (() => void) | undefined;
  /** A button, where there is nothing to choose. */
  back: unknown;
}

/** The step before the review of a pause: for how long, and from when. What was chosen is kept for the way back. */
export class PauseStep {
  /** What is reviewed; undefined while it is chosen. */
  change: SubscriptionChangeInput | undefined;
  #choice: PauseChoice | undefined;
  #isTried = false;

  constructor(private readonly host: PauseHost) {}

  /** Back to the choice. */
  reopen(): void {
    this.change = undefined;
    this.host.requestUpdate();
  }

  /** Begins anew: what was chosen was for another subscription, or by somebody else. */
  forget(): void {
    this.change = this.#choice = undefined;
    this.#isTried = false;
  }

  /** The form, or that a pause is not offered; undefined before there is an answer. */
  render(subscription: Subscription, ways: PauseWays): TemplateResult | undefined {
    const {localize, portal} = this.host;
    const {asOf, configuration} = portal?.answer ?? {};
    const features = readPauseFeatures(configuration);
    const choice = this.#choice ?? (features && toFirstChoice(features));
    if (!asOf) return undefined;
    if (!features || !choice) return renderPauseOff(localize, ways.back);
    return renderPauseForm({
      ...{localize, features, subscription, choice, asOf, leave: ways.leave},
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
        this.host.focusLater('#heading');
      },
    });
  }
}
