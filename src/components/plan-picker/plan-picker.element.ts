import {html, noChange, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {findFault} from '../../contract/check.js';
import {BillingError} from '../../contract/errors.js';
import {catalog as catalogShape, changeFeatures} from '../../contract/generated/later.js';
import type {Subscription} from '../../contract/subscription.js';
import type {BillingNavigateEvent, PortalView} from '../../events/portal-events.js';
import type {MemberState} from '../../state/portal.js';
import {badges} from '../../styles/badge.styles.js';
import {fieldStyles} from '../../styles/field.styles.js';
import {links} from '../../styles/link.styles.js';
import {optionCardStyles} from '../../styles/option-cards.styles.js';
import {segmentStyles} from '../../styles/segments.styles.js';
import {stepperStyles} from '../../styles/stepper.styles.js';
import {renderTitle} from '../../ui/title.js';
import {FlowElement} from '../flow/flow-element.js';
import {toExportParts} from '../export-parts.js';
import type {ReviewedChange} from '../subscription-change/reviewed-change.js';
import {ChoiceAmounts} from './choice-amounts.js';
import {renderAddOns, renderSeats} from './choice-fields.js';
import {findBlock, renderFoot} from './choice-foot.js';
import {Choice} from './choice.js';
import {renderIntervals} from './interval-choice.js';
import {toOffer} from './offer.js';
import {findCommonRefusal, type PickerView} from './picker-view.js';
import {renderPickerSkeleton} from './picker-skeleton.js';
import {renderPlanCards} from './plan-cards.js';
import {planPickerStyles} from './plan-picker.styles.js';
import {apply, renderPromotion} from './promotion-field.js';

/**
 * @summary Chooses a plan, how often it is billed, how many seats, add-ons and a promotion code, and leads to the review of what that costs.
 *
 * @fires {BillingSubscriptionChangeRequestEvent} billing-subscription-change-request - Before it is changed; cancelable.
 * @fires {BillingSubscriptionChangedEvent} billing-subscription-changed - It is changed: the endpoint said so.
 * @fires {BillingRedirectEvent} billing-redirect - Before the page is left for a bank's site; cancelable.
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over; what was chosen is kept.
 * @fires {BillingErrorEvent} billing-error - A read or the change failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The title.
 * @csspart panel - The frame around what is chosen besides the plan, and those of the review.
 * @csspart card - A plan.
 * @csspart notice - What came of a change, where it is not done.
 * @csspart button - A button.
 * @csspart changes - What there was, and what there is afterwards.
 * @csspart proration - The line of the period that is paid for.
 * @csspart timeline - What is paid, and when.
 * @csspart ledger - What is due now is made of.
 * @csspart failed - Shown where the plans could not be loaded.
 * @csspart empty - Shown where there is nothing to choose from.
 *
 * @tag plan-picker
 */
export class PlanPickerElement extends FlowElement {
  static override styles = [
    ...FlowElement.styles,
    badges,
    fieldStyles,
    segmentStyles,
    links,
    stepperStyles,
    optionCardStyles,
    planPickerStyles,
  ];

  static override properties: PropertyDeclarations = {subscriptionId: {attribute: 'subscription-id'}};

  /** The subscription to change; empty to start another one. */
  subscriptionId = '';

  /** @internal What is chosen so far; undefined until there is something to choose from. */
  choice: Choice | undefined;

  readonly #amounts: ChoiceAmounts;
  #wordsFailed = false;
  /** What is under review, in place of the choice. */
  #reviewed: ReviewedChange | undefined;
  #isDone = false;
  /** A code that was not applied yet goes along: the review is shown once it is taken. */
  #goesOn = false;
  /** Whose choice it is, and of which subscription. */
  #owner = '';

  constructor() {
    super();
    // After it is certain which Portal it stands on, and before the amounts of the choice are asked for.
    this.addController({hostUpdate: () => this.#follow()});
    this.#amounts = new ChoiceAmounts(this);
    this.#loadWords();
  }

  /** @internal */
  override get members() {
    return ['subscriptions', 'catalog'] as const;
  }

  /** The review writes, and not the picker. */
  protected override isOwn(): boolean {
    return false;
  }

  protected override get doneText(): string {
    return '';
  }

  #loadWords(): void {
    this.#wordsFailed = false;
    Promise.all([this.localize.load('picker'), this.localize.load('refusals')]).catch(() => {
      this.#wordsFailed = true;
      this.requestUpdate();
    });
  }

  /** Nobody has checked the catalog before: the first screen does without it. */
  get #catalog(): MemberState<'catalog'> {
    const found = this.find('catalog');
    if (found.state !== 'ready') return found;
    const {change} = this.portal?.answer?.configuration.features ?? {};
    const fault = findFault(catalogShape, found.value) ?? findFault(changeFeatures, change);
    return fault === undefined ? found : {state: 'failed', error: new BillingError('invalid_answer'), isReading: false};
  }

  get #subscription(): Subscription | undefined {
    const found = this.find('subscriptions');
    return found.state === 'ready' ? found.value.find(({id}) => id === this.subscriptionId) : undefined;
  }

  /** The view that the picker is, which the review leads back to. */
  get #view(): PortalView {
    return this.subscriptionId ? `subscriptions/${this.subscriptionId}/plan` : 'subscriptions/new';
  }

  protected override update(changed: PropertyValues<this>): void {
    const {code} = this.choice ?? {};
    // A code is being looked at, and the review waits for it.
    const isAsked = code?.applied && !code.isTaken && !this.#amounts.found.error;
    if (this.#goesOn && !isAsked) {
      this.#goesOn = false;
      if (code?.isTaken) this.review();
    }
    super.update(changed);
  }

  /** Keeps the choice over new answers, and begins anew with another customer or subscription. */
  #follow(): void {
    const answer = this.portal?.answer;
    if (!answer) return;
    const owner = `${answer.session.subject} ${this.subscriptionId}`;
    if (owner !== this.#owner) {
      this.#owner = owner;
      this.choice = this.#reviewed = undefined;
      this.#goesOn = false;
    }
    const catalog = this.#catalog;
    const subscription = this.#subscription;
    if (catalog.state !== 'ready' || (this.subscriptionId && !subscription)) return;
    const offer = toOffer(catalog.value, subscription, answer.configuration.features.change);
    if (this.choice) this.choice.offer = offer;
    else this.choice = new Choice(offer);
  }

  /** Shows what the choice would cost, before anything is done. Has no effect where that cannot be said. */
  review(): void {
    const view = this.#toView();
    if (!view) return;
    const {choice} = view;
    const {code, faulty, plan} = choice;
    // What is written counts, also where nobody has pressed the button beside it.
    this.#goesOn = !faulty && !!plan && !code.applied && !code.refused && code.typed.trim() !== '';
    if (faulty) return this.renderRoot.querySelector<HTMLElement>(`[id="count-${faulty.id}"]`)?.focus();
    if (this.#goesOn) return apply(view);
    const input = choice.toInput();
    if (!input || findBlock(view)) return;
    this.#isDone = false;
    this.#reviewed = {kind: this.subscriptionId ? 'plan' : 'start', ...input};
    this.requestUpdate();
  }

  #toView(): PickerView | undefined {
    const {localize, choice, portal, back} = this;
    const answer = portal?.answer;
    if (!choice || !answer) return undefined;
    const view = {
      localize,
      choice,
      answer,
      subscription: this.#subscription,
      amounts: this.#amounts.found,
      go: back && ((other: PortalView) => void this.go(other)),
      changed: () => this.requestUpdate(),
    };
    return {...view, common: findCommonRefusal(view)};
  }

  protected override renderContent(): unknown {
    const {localize, back, subscriptionId} = this;
    // While more words are on their way, what there is to choose from stays.
    if (!localize.ready && this.choice) return noChange;
    const shown = this.#renderShown();
    return html`${this.#reviewed && this.#renderReview()}
      <section aria-labelledby="heading" ?hidden=${this.#reviewed} aria-busy=${shown ? nothing : 'true'}>
        ${renderTitle({
          title: localize.term(subscriptionId ? 'pickerTitle' : 'startTitle'),
          back: back && {label: localize.term('toBilling'), go: () => this.leave()},
        })}
        ${shown ?? html`${this.renderLoadingText()}${renderPickerSkeleton()}`}
      </section>`;
  }

  /** Undefined while it is on its way. */
  #renderShown(): unknown {
    const {localize} = this;
    const trouble = this.#trouble;
    const again = (): void => {
      if (this.#wordsFailed) this.#loadWords();
      void this.refresh();
    };
    if (trouble) return this.renderTrouble({kind: 'failed', title: 'flowFailed', ...trouble, again});
    if (!localize.ready || localize.term('pickerTitle') === '' || localize.term('refusedOther') === '')
      return undefined;
    const isOff = this.#catalog.state === 'off' || this.#isUnknown;
    const view = isOff ? undefined : this.#toView();
    if (!isOff && !view) return undefined;
    return view?.choice.offer.plans.length
      ? this.#renderChoice(view)
      : this.renderTrouble({kind: 'empty', title: 'noPlans'});
  }

  /** What could not be loaded. */
  get #trouble(): {error?: BillingError; isReading?: boolean} | undefined {
    if (this.#wordsFailed || this.localize.isSpeechless) return {};
    return [this.#catalog, this.find('subscriptions')].find((found) => found.state === 'failed');
  }

  /** True where there is no such subscription. */
  get #isUnknown(): boolean {
    return !!this.subscriptionId && this.find('subscriptions').state === 'ready' && !this.#subscription;
  }

  #renderChoice(view: PickerView): TemplateResult {
    const acts = {review: () => this.review(), again: () => this.#amounts.again()};
    return html`${renderIntervals(view)}${renderPlanCards(view)}
      <div class="panel" part="panel">
        ${view.choice.plan && html`<div class="band fields">${renderSeats(view)}${renderPromotion(view)}</div>`}
        ${renderAddOns(view)}${renderFoot(view, acts)}
      </div>`;
  }

  #renderReview(): TemplateResult {
    const {portal, locale, subscriptionId} = this;
    return html`<subscription-change
      .portal=${portal ?? null}
      .locale=${locale}
      .subscriptionId=${subscriptionId}
      .change=${this.#reviewed}
      .back=${this.#view}
      .home=${this.back}
      .opener=${this.renderRoot.querySelector<HTMLElement>('#review') ?? undefined}
      @billing-subscription-changed=${() => (this.#isDone = true)}
      @billing-navigate=${this.#handleNavigate}
      exportparts=${toExportParts('subscription-change', 'heading, panel, changes, proration, timeline, ledger, notice, button')}
    ></subscription-change>`;
  }

  /** The review leads back to the choice; to a fresh one where it was done, and there is nothing else to lead to. */
  readonly #handleNavigate = (event: BillingNavigateEvent): void => {
    if (event.view !== this.#view) return;
    event.stopPropagation();
    event.preventDefault();
    this.#reviewed = undefined;
    if (this.#isDone) this.choice = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#review')?.focus());
  };
}
