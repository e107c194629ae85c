import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {BillingError} from '../../contract/errors.js';
import type {Preview} from '../../contract/preview.js';
import type {PortalView} from '../../events/portal-events.js';
import {BillingSubscriptionChangedEvent, BillingSubscriptionChangeRequestEvent} from '../../events/write-events.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {fieldStyles} from '../../styles/field.styles.js';
import {renderIcon} from '../../ui/icon.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {FlowElement} from '../flow/flow-element.js';
import {renderDone, renderRefusal, type RefusalWords} from '../flow/outcome.js';
import {
  renderCancelControls,
  renderCancelFacts,
  toCancelDone,
  toCancelHead,
  type CancelFacts,
} from './cancel-review.js';
import {ChangeAttempt} from './change-attempt.js';
import {isLater, toTitle, type ChangeFacts} from './change-words.js';
import {renderChangeDone} from './done-view.js';
import {toDoneWords} from './done-words.js';
import {HeldPreview} from './held-preview.js';
import {renderPauseOff} from './pause-form.js';
import {PauseStep} from './pause-step.js';
import {toRefusalWords} from './refusal-words.js';
import {toReviewBody} from './review-body.js';
import {ReviewFoot} from './review-foot.js';
import {
  toChangeOrder,
  toPlainChange,
  toPurpose,
  type ReviewedChange,
  type SubscriptionReviewKind,
} from './reviewed-change.js';
import {subscriptionChangeStyles} from './subscription-change.styles.js';

/**
 * @summary Reviews whatever costs something or changes a subscription, and does it: another plan, a pause, a restart, a
 * cancellation or what takes one of them back. Says what happens, what is paid and when, before anything does.
 *
 * @fires {BillingSubscriptionChangeRequestEvent} billing-subscription-change-request - Before it is changed; cancelable.
 * @fires {BillingSubscriptionChangedEvent} billing-subscription-changed - It is changed: the endpoint said so.
 * @fires {BillingRedirectEvent} billing-redirect - Before the page is left for a bank's site; cancelable.
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read or the change failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The title.
 * @csspart panel - The frame around what happens.
 * @csspart changes - What there was, and what there is afterwards.
 * @csspart proration - The line of the period that is paid for.
 * @csspart timeline - What is paid, and when.
 * @csspart ledger - What is due now is made of.
 * @csspart notice - What came of it, where it is not done.
 * @csspart button - A button.
 *
 * @tag subscription-change
 */
export class SubscriptionChangeElement extends FlowElement {
  static override styles = [...FlowElement.styles, fieldStyles, subscriptionChangeStyles];

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

  readonly #preview = new HeldPreview(this);
  readonly #pause = new PauseStep(this);
  readonly #attempt = new ChangeAttempt(this);
  readonly #foot = new ReviewFoot(this, this.#attempt);
  /** What has the focus after the next update. */
  #focusNext: string | undefined;

  constructor() {
    super();
    for (const group of ['review', 'pausing', 'refusals'] as const)
      void this.localize.load(group).catch(() => undefined);
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
    return change ?? (act === 'pause' ? this.#pause.change : toPlainChange(act));
  }

  /** @internal */
  get shownWrite(): StandingWrite | undefined {
    return this.writing.write;
  }

  /** @internal What the words of the review are made of. */
  get facts(): ChangeFacts {
    const {subscription} = this.#attempt;
    return {kind: this.act, name: subscription?.name ?? '', preview: this.#preview.value, subscription};
  }

  /** @internal The time at the provider. */
  get asOf(): string {
    return this.portal?.answer?.asOf ?? new Date().toISOString();
  }

  protected override isOwn({kind, resourceId, purpose}: StandingWrite): boolean {
    const {reviewed} = this;
    // One change is not another of the same subscription; one that was returned to does not say which it is.
    const isSamePurpose = purpose === undefined || (reviewed !== undefined && purpose === toPurpose(reviewed));
    if (this.act === 'start') return kind === 'start_subscription' && isSamePurpose;
    return kind === 'change_subscription' && resourceId === this.subscriptionId && isSamePurpose;
  }

  protected override get doneText(): string {
    const {localize, act} = this;
    const {changed, nameBefore} = this.#attempt;
    if (this.#cancel) return toCancelDone(localize, this.#cancel);
    return this.shownWrite?.phase === 'done' ? toDoneWords(localize, act, changed, nameBefore).title : '';
  }

  protected override get refusalWords(): RefusalWords | undefined {
    return this.#cancel ? undefined : this.#toWords(this.shownWrite?.error);
  }

  #toWords(error: BillingError | undefined): RefusalWords | undefined {
    const {localize, portal, subscriptionId, back} = this;
    const {value: fresh, before} = this.#preview;
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
    if (act === 'pause' && this.#pause.change && (phase === undefined || phase === 'refused'))
      return {label: localize.term('toPause'), go: () => this.#reopenPause()};
    const isPicked = change !== undefined && (act === 'plan' || act === 'start');
    return back && isPicked ? {label: localize.term('toPlans'), go: () => this.leave()} : super.wayBack;
  }

  /** Canceling, and taking that back, are spoken of in words of their own. */
  get #cancel(): CancelFacts | undefined {
    const {act, facts, shownWrite} = this;
    if (act !== 'cancel' && act !== 'undo_cancel') return undefined;
    const {name, subscription, preview} = facts;
    // Once it is done, what it has become says when, and no preview.
    const done = shownWrite?.phase === 'done' ? (this.#attempt.changed ?? subscription) : undefined;
    const at = done?.cancelsAt ?? preview?.effectiveAt ?? subscription?.cancelsAt ?? subscription?.currentPeriod?.end;
    return {isCancel: act === 'cancel', name, at: at ? this.localize.date(at, 'long') : undefined};
  }

  /** Does what the preview shows. What is on its way already is not begun again. */
  confirm(): void {
    const {reviewed, subscriptionId, act} = this;
    const preview = this.#preview.value;
    if (!preview || !reviewed) return;
    if (!this.#cancel && this.#foot.lacksConsent(preview)) return this.#focus('#consent');
    const attempt = this.#attempt.prepare(preview);
    const order = toChangeOrder(subscriptionId, reviewed, preview, this.#attempt.findMethod(preview)?.id);
    const begun = this.writing.begin(order, {
      request: new BillingSubscriptionChangeRequestEvent(preview),
      toDone: () => new BillingSubscriptionChangedEvent(act, this.#attempt.changed),
    });
    if (begun) attempt.begun();
    this.requestUpdate();
  }

  /** @internal Leaves for where it was come from before anything was chosen. */
  leaveForGood(): void {
    this.leave(this.home ?? this.back);
  }

  #reopenPause(): void {
    this.shownWrite?.drop();
    this.#pause.reopen();
    this.#focus('#heading');
  }

  #focus(selector: string): void {
    this.#focusNext = selector;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // What is chosen anew is not what was refused.
    if (changed.has('change') && this.portal?.write?.phase === 'refused' && this.shownWrite) this.shownWrite.drop();
    this.#preview.take(this.shownWrite?.error);
  }

  protected override updated(): void {
    super.updated();
    const refused = this.#attempt.conclude();
    // What has become of the amount is read before it can be confirmed: the button is not where the focus stays.
    if (refused?.error?.code === 'preview_stale' && !this.#cancel) this.#focus('.notice h3');
    else if (refused) this.requestUpdate();
    if (this.#focusNext === undefined) return;
    this.renderRoot.querySelector<HTMLElement>(this.#focusNext)?.focus();
    this.#focusNext = undefined;
  }

  protected override renderContent(): unknown {
    const {localize, facts, act, shownWrite: write} = this;
    // A write that was resumed tells itself, whoever began it.
    if (write?.isResumed)
      this.writing.tell(write, {toDone: () => new BillingSubscriptionChangedEvent(act, this.#attempt.changed)});
    const head = this.#cancel ? toCancelHead(localize, this.#cancel) : {title: toTitle(localize, facts)};
    if (write?.phase === 'done') return this.renderFlow({title: head.title}, this.#renderDone());
    const {value, error} = this.#preview;
    if (act === 'pause' && !this.reviewed && !write) return this.#renderPause();
    // A write that stands from before has its own words; its preview need not be here any more.
    if (value) return this.#renderReview(head, value, write);
    if (write) return this.renderFlow(head, html`${this.renderProgress(write)}${this.#renderOver(write)}`);
    if (error) return this.renderFlow(head, this.#renderFailed(error));
    return this.renderFlow(head, this.renderWaiting());
  }

  #renderReview(head: {title: string; text?: string}, preview: Preview, write: StandingWrite | undefined): unknown {
    const {localize, facts, asOf} = this;
    const cancel = this.#cancel;
    if (cancel) {
      const isOpen = !write || write.phase === 'refused' || write.phase === 'working';
      return this.renderFlow(
        head,
        html`${renderCancelFacts(localize, cancel, preview)}${write ? this.renderProgress(write) : nothing}${
          isOpen ? this.#renderCancelFoot(cancel, write) : nothing
        }`,
      );
    }
    const {beside, due} = toReviewBody(localize, preview, this.#preview.before, {asOf, isLater: isLater(facts)});
    const progress = write ? this.renderProgress(write) : nothing;
    const isStale = write?.error?.code === 'preview_stale' && write.phase === 'refused';
    const panel = isStale ? html`${progress}${due}` : html`${due}${progress}`;
    return this.renderFlow(head, html`${panel}${this.#foot.render(preview, write)}`, beside);
  }

  #renderCancelFoot(facts: CancelFacts, write: StandingWrite | undefined): unknown {
    const {localize, back} = this;
    const controls = renderCancelControls(localize, facts, {
      busy: write?.phase === 'working',
      confirm: () => this.confirm(),
      leave: back && (() => this.leave()),
    });
    return html`${this.isHeldUp ? html`<p class="muted">${localize.term('heldUp')}</p>` : nothing}
      <div class="foot">${controls}</div>`;
  }

  #renderPause(): TemplateResult {
    const {localize, back, facts} = this;
    const title = localize.term('pauseTitle', {name: facts.name});
    if (!facts.subscription) return this.renderFlow({title}, this.renderWaiting());
    const form = this.#pause.render(facts.subscription, back && (() => this.leave()), () => this.#focus('#heading'));
    return this.renderFlow({title}, form ?? renderPauseOff(localize, this.#foot.renderBack()));
  }

  /** A write whose preview is not here any more, because the page was loaded anew in between. */
  #renderOver({phase}: StandingWrite): unknown {
    return phase === 'refused' ? html`<div class="foot">${this.#foot.renderBack()}</div>` : nothing;
  }

  #renderFailed(error: BillingError): TemplateResult {
    const {localize} = this;
    const isFinal = !error.retryable && error.code !== 'offline' && error.code !== 'timeout';
    const again = {label: localize.term('tryAgain'), onClick: () => this.#preview.ask()};
    return html`${renderRefusal(localize, error, undefined, this.#toWords(error))}
      <div class="foot">${isFinal ? nothing : renderWorkingButton(again)}${this.#foot.renderBack()}</div>`;
  }

  #renderDone(): TemplateResult {
    const {localize, act} = this;
    const {changed, nameBefore, preview, method, invoice} = this.#attempt;
    if (this.#cancel) return this.#renderCanceled(this.#cancel);
    const words = toDoneWords(localize, act, changed, nameBefore);
    const receipt = invoice && this.back && {label: localize.term('receipt'), onClick: () => this.#read(invoice.id)};
    return renderChangeDone(
      localize,
      {words, preview, subscription: changed, method, invoice},
      html`<div class="foot">
        ${this.#foot.renderBack()}${receipt ? renderWorkingButton({...receipt, icon: renderIcon('download')}) : nothing}
      </div>`,
    );
  }

  #renderCanceled(facts: CancelFacts): TemplateResult {
    const {localize, back, subscriptionId} = this;
    const mayUndo = facts.isCancel && back && this.facts.subscription?.actions.undoCancel?.allowed;
    const undo = (): void => {
      this.shownWrite?.drop();
      this.go(`subscriptions/${subscriptionId}/keep`);
    };
    return renderDone(
      this.doneText,
      localize.term(facts.isCancel ? 'nothingMore' : 'asBefore'),
      html`<div class="foot">
        ${this.#foot.renderBack()}
        ${mayUndo ? renderWorkingButton({label: localize.term('undoKeep', {name: facts.name}), onClick: undo}) : nothing}
      </div>`,
    );
  }

  /** Leaves for the invoice that came of it. */
  #read(invoiceId: string): void {
    this.leave(`invoices/${invoiceId}`);
  }

  protected override renderStepControls(): unknown {
    const {localize, act, facts} = this;
    const isNamed = act === 'plan' && facts.name;
    const label = isNamed ? localize.term('stopKeep', {name: facts.name}) : localize.term('stop');
    return renderWorkingButton({label, variant: 'quiet', onClick: () => this.stopStep()});
  }
}
