import type {PropertyDeclarations, PropertyValues} from 'lit';
import type {BillingError} from '../../contract/errors.js';
import type {PortalView} from '../../events/portal-events.js';
import {BillingSubscriptionChangedEvent, BillingSubscriptionChangeRequestEvent} from '../../events/write-events.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {FlowElement} from '../flow/flow-element.js';
import type {RefusalWords} from '../flow/outcome.js';
import {toCancelDone, type CancelFacts} from './cancel-review.js';
import {ChangeAttempt} from './change-attempt.js';
import type {ChangeFacts} from './change-words.js';
import {toDoneWords} from './done-words.js';
import {HeldPreview} from './held-preview.js';
import {MethodAdding} from './method-adding.js';
import type {PauseStep} from './pause-step.js';
import {toRefusalWords} from './refusal-words.js';
import {ReviewFoot} from './review-foot.js';
import {
  toChangeOrder,
  toPlainChange,
  toPurpose,
  type ReviewedChange,
  type SubscriptionReviewKind,
} from './reviewed-change.js';

/** What is reviewed, what became of it, and what is done next; how that looks is for the element that extends it. */
export abstract class ReviewElement extends FlowElement {
  static override properties: PropertyDeclarations = {
    subscriptionId: {attribute: 'subscription-id'},
    kind: {},
    change: {attribute: false},
    home: {attribute: false},
  };

  /** The subscription to change; empty for one that is to be started. */
  subscriptionId = '';

  /** What is done, where {@link change} does not say it. `plan` and `start` need one; a pause without one asks for how long. */
  kind: SubscriptionReviewKind = 'cancel';

  /** What it shall be, where the kind alone does not say it. */
  change: ReviewedChange | undefined;

  /** The view that it leads to once it is done, or is left as it is; where its way back leads if undefined. */
  home: PortalView | undefined;

  protected readonly preview: HeldPreview = new HeldPreview(this);
  /** Where a pause is chosen; undefined while that is loaded, with its words: nothing else needs it. */
  protected pause: PauseStep | undefined;
  /** True where it could not be loaded. */
  protected isPauseMissing = false;
  protected readonly attempt: ChangeAttempt = new ChangeAttempt(this);
  protected readonly foot: ReviewFoot = new ReviewFoot(this, this.attempt);
  protected readonly adding: MethodAdding = new MethodAdding(this);
  /** Whose subscription it is, and which. */
  #owner = '';
  /** True where its words could not be loaded. */
  protected isWordless = false;
  /** What has the focus after the next update. */
  #focusNext: string | undefined;

  constructor() {
    super();
    void this.loadWords();
  }

  /** Brings what is said here. */
  protected readonly loadWords = async (): Promise<void> => {
    this.isWordless = false;
    try {
      await Promise.all((['writes', 'review', 'refusals'] as const).map((group) => this.localize.load(group)));
    } catch {
      this.isWordless = true;
    }
    this.requestUpdate();
  };

  /** True once all of it is here: no button that pays is without a name. */
  protected get hasWords(): boolean {
    return (['stop', 'reviewTitle', 'refusedOther'] as const).every((id) => this.localize.term(id) !== '');
  }

  /** @internal */
  override get members() {
    return ['subscriptions', 'paymentMethods', 'invoices'] as const;
  }

  /** @internal What is done: what a change says of itself wins. */
  get act(): SubscriptionReviewKind {
    return this.change?.kind ?? this.kind;
  }

  /** @internal What is reviewed; undefined while it is chosen. */
  get reviewed(): ReviewedChange | undefined {
    const {act, change} = this;
    return change ?? (act === 'pause' ? this.pause?.change : toPlainChange(act));
  }

  /** @internal */
  get shownWrite(): StandingWrite | undefined {
    return this.writing.write;
  }

  /** @internal What the words of the review are made of. */
  get facts(): ChangeFacts {
    const {subscription} = this.attempt;
    return {kind: this.act, name: subscription?.name ?? '', preview: this.preview.value, subscription};
  }

  /** @internal The time at the provider. */
  get asOf(): string {
    return this.portal?.answer?.asOf ?? new Date().toISOString();
  }

  protected override isOwn({kind, resourceId, purpose}: StandingWrite): boolean {
    const {reviewed} = this;
    // One change is not another of the same subscription; one that was returned to does not say which it is, and is shown
    // where it is returned to: in a review of nothing else.
    const isReturn = this.change === undefined && (this.act === 'plan' || this.act === 'start');
    const isSamePurpose = purpose === undefined ? isReturn : reviewed !== undefined && purpose === toPurpose(reviewed);
    if (this.act === 'start') return kind === 'start_subscription' && isSamePurpose;
    return kind === 'change_subscription' && resourceId === this.subscriptionId && isSamePurpose;
  }

  protected override get doneText(): string {
    const {localize, act} = this;
    const {changed, nameBefore} = this.attempt;
    if (this.cancel) return toCancelDone(localize, this.cancel);
    return this.shownWrite?.phase === 'done' ? toDoneWords(localize, act, changed, nameBefore).title : '';
  }

  protected override get refusalWords(): RefusalWords | undefined {
    return this.cancel ? undefined : this.toWords(this.shownWrite?.error);
  }

  protected toWords(error: BillingError | undefined): RefusalWords | undefined {
    const {localize, portal, subscriptionId, back} = this;
    const {value: fresh, before} = this.preview;
    return toRefusalWords(localize, {
      ...{error, before, fresh},
      name: this.act === 'plan' ? this.facts.name : '',
      context: {answer: portal?.answer, subscriptionId},
      go: back && ((view) => void this.go(view)),
    });
  }

  protected override get wayBack() {
    const {localize, back, change, act, shownWrite} = this;
    const phase = shownWrite?.phase;
    if (phase === 'done') return back && {label: localize.term('toBilling'), go: () => this.leaveForGood()};
    if (act === 'pause' && this.pause?.change && (phase === undefined || phase === 'refused'))
      return {label: localize.term('toPause'), go: () => this.#reopenPause()};
    const isPicked = change !== undefined && (act === 'plan' || act === 'start');
    return back && isPicked ? {label: localize.term('toPlans'), go: () => this.leave()} : super.wayBack;
  }

  /** Canceling, and taking that back, are spoken of in words of their own. */
  protected get cancel(): CancelFacts | undefined {
    const {act, facts, shownWrite} = this;
    if (act !== 'cancel' && act !== 'undo_cancel') return undefined;
    const {name, subscription, preview} = facts;
    // Once it is done, what it has become says when, and no preview.
    const done = shownWrite?.phase === 'done' ? (this.attempt.changed ?? subscription) : undefined;
    const at = done?.cancelsAt ?? preview?.effectiveAt ?? subscription?.cancelsAt ?? subscription?.currentPeriod?.end;
    return {isCancel: act === 'cancel', name, at: at ? this.localize.date(at, 'long') : undefined};
  }

  /** Does what the preview shows. What is on its way already is not begun again. */
  confirm(): void {
    const {reviewed, subscriptionId, act} = this;
    const preview = this.preview.value;
    if (!preview || !reviewed) return;
    if (!this.cancel && this.foot.lacksConsent(preview)) return this.focusLater('#consent');
    const attempt = this.attempt.prepare(preview);
    const order = toChangeOrder(subscriptionId, reviewed, preview, this.attempt.findMethod(preview)?.id);
    const begun = this.writing.begin(order, {
      request: new BillingSubscriptionChangeRequestEvent(preview),
      toDone: () => new BillingSubscriptionChangedEvent(act, this.attempt.changed),
    });
    if (begun) attempt.begun();
    this.requestUpdate();
  }

  /** @internal Shows the form for another payment method; undefined where none may be added. */
  get addMethod(): (() => void) | undefined {
    return this.adding.isPossible ? () => this.adding.open() : undefined;
  }

  /** @internal Leaves for where it was come from before anything was chosen. */
  leaveForGood(): void {
    this.leave(this.home ?? this.back);
  }

  /** Brings the step in which a pause is chosen. */
  protected readonly loadPause = async (): Promise<void> => {
    this.isPauseMissing = false;
    try {
      const [{PauseStep: Step, styles}] = await Promise.all([import('./pause-step.js'), this.localize.load('pausing')]);
      if (styles.styleSheet) this.shadowRoot?.adoptedStyleSheets.push(styles.styleSheet);
      this.pause = new Step(this);
    } catch {
      this.isPauseMissing = true;
    }
    this.requestUpdate();
  };

  #reopenPause(): void {
    this.shownWrite?.drop();
    this.pause?.reopen();
    this.focusLater('#heading');
  }

  /** @internal What was come back to has no preview behind its step: it is asked for, or there is nothing here. */
  override stopStep(): void {
    super.stopStep();
    if (this.shownWrite || this.preview.value) return;
    if (this.reviewed) this.preview.ask();
    else if (this.act !== 'pause') this.leave();
  }

  /** @internal Puts the focus somewhere after the next update. */
  focusLater(selector: string): void {
    this.#focusNext = selector;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#follow();
    // What is chosen anew is not what was refused.
    if (this.act === 'pause' && (changed.has('kind') || changed.has('change')) && !this.pause) void this.loadPause();
    if (changed.has('change') && this.portal?.write?.phase === 'refused' && this.shownWrite) this.shownWrite.drop();
    this.preview.take(this.shownWrite?.error);
  }

  /** What was chosen of a pause is for this customer and this subscription alone. */
  #follow(): void {
    const {subject} = this.portal?.answer?.session ?? {};
    const owner = `${subject} ${this.subscriptionId}`;
    if (subject === undefined || this.#owner === owner) return;
    this.#owner = owner;
    this.pause?.forget();
  }

  protected override updated(): void {
    super.updated();
    this.#tellResumed();
    const refused = this.attempt.conclude();
    // What has become of the amount is read before it can be confirmed: the button is not where the focus stays.
    if (refused?.error?.code === 'preview_stale' && !this.cancel) this.focusLater('.notice h3');
    else if (refused) this.requestUpdate();
    if (this.#focusNext === undefined) return;
    this.renderRoot.querySelector<HTMLElement>(this.#focusNext)?.focus();
    this.#focusNext = undefined;
  }

  /** A write that was resumed tells itself, whoever began it. */
  #tellResumed(): void {
    const {shownWrite: write, act} = this;
    if (write?.isResumed)
      this.writing.tell(write, {toDone: () => new BillingSubscriptionChangedEvent(act, this.attempt.changed)});
  }
}
