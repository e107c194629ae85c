import {html, nothing, type TemplateResult} from 'lit';
import {BillingError} from '../../contract/errors.js';
import type {Preview} from '../../contract/preview.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {fieldStyles} from '../../styles/field.styles.js';
import {renderIcon} from '../../ui/icon.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {renderDone, renderRefusal} from '../flow/outcome.js';
import {
  listCancelMoney,
  renderCancelControls,
  renderCancelFacts,
  toCancelHead,
  type CancelFacts,
} from './cancel-review.js';
import {isLater, toHeadText, toTitle} from './change-words.js';
import {renderChangeDone} from './done-view.js';
import {toDoneWords} from './done-words.js';
import {toReviewBody} from './review-body.js';
import {ReviewElement} from './review-element.js';
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
export class SubscriptionChangeElement extends ReviewElement {
  static override styles = [...ReviewElement.styles, fieldStyles, subscriptionChangeStyles];

  protected override renderContent(): unknown {
    return this.adding.render(this.#renderShown(), this.renderRoot.querySelector<HTMLElement>('#heading') ?? undefined);
  }

  #renderShown(): TemplateResult {
    const {localize, facts, act, shownWrite: write} = this;
    if (!this.hasWords) return this.#renderWordless();
    const head = this.cancel
      ? toCancelHead(localize, this.cancel)
      : {title: toTitle(localize, facts), text: toHeadText(localize, facts)};
    if (write?.phase === 'done') return this.renderFlow({title: head.title}, this.#renderDone());
    const {value, error} = this.preview;
    if (act === 'pause' && !this.reviewed && !write) return this.#renderPause();
    // A write that stands from before has its own words; its preview need not be here any more.
    if (value) return this.#renderReview(head, value, write);
    if (write) return this.renderFlow(head, html`${this.renderProgress(write)}${this.#renderOver(write)}`);
    if (error) return this.renderFlow(head, this.#renderFailed(error));
    return this.renderFlow(head, this.renderWaiting());
  }

  #renderWordless(): TemplateResult {
    const again = (): void => void this.loadWords();
    const trouble = {kind: 'failed', title: 'flowFailed', again} as const;
    return html`${this.isWordless ? this.renderTrouble(trouble) : this.renderWaiting()}`;
  }

  #renderReview(
    head: {title: string; text: string | undefined},
    preview: Preview,
    write: StandingWrite | undefined,
  ): TemplateResult {
    const {localize, facts, asOf} = this;
    const cancel = this.cancel;
    if (cancel) {
      const isOpen = !write || write.phase === 'refused' || write.phase === 'working';
      return this.renderFlow(
        head,
        html`${renderCancelFacts(localize, cancel, preview)}${write ? this.renderProgress(write) : nothing}${
          isOpen ? this.#renderCancelFoot(cancel, write) : nothing
        }`,
      );
    }
    const {beside, due} = toReviewBody(localize, preview, this.preview.before, {asOf, isLater: isLater(facts)});
    const progress = write ? this.renderProgress(write) : nothing;
    const isStale = write?.error?.code === 'preview_stale' && write.phase === 'refused';
    const panel = isStale ? html`${progress}${due}` : html`${due}${progress}`;
    return this.renderFlow(head, html`${panel}${this.foot.render(preview, write)}`, beside);
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
    const {localize, back, facts, pause} = this;
    const {name, subscription} = facts;
    const found = this.find('subscriptions');
    if (!subscription && found.state !== 'loading') {
      const again = (): void => void this.refresh();
      const missing =
        found.state === 'failed'
          ? this.renderTrouble({...found, kind: 'failed', title: 'flowFailed', again})
          : this.#renderFailed(new BillingError('not_found'));
      return this.renderFlow({title: localize.term('reviewPause')}, missing);
    }
    const ways = {leave: back && (() => this.leave()), back: this.foot.renderBack()};
    const form = subscription && pause?.render(subscription, ways);
    const title = localize.term(pause ? 'pauseTitle' : 'reviewPause', {name});
    const missing = {kind: 'failed', title: 'flowFailed', again: this.loadPause} as const;
    return this.renderFlow({title}, this.isPauseMissing ? this.renderTrouble(missing) : (form ?? this.renderWaiting()));
  }

  /** A write whose preview is not here any more, because the page was loaded anew in between. */
  #renderOver({phase}: StandingWrite): unknown {
    const {localize, act, back, subscriptionId} = this;
    if (phase !== 'refused') return nothing;
    const isPlan = back && (act === 'plan' || act === 'start');
    const view = act === 'start' ? 'subscriptions/new' : (`subscriptions/${subscriptionId}/plan` as const);
    const again = {label: localize.term('chooseAgain'), variant: 'primary', onClick: () => this.leave(view)} as const;
    return html`<div class="foot">${isPlan ? renderWorkingButton(again) : nothing}${this.foot.renderBack()}</div>`;
  }

  #renderFailed(error: BillingError): TemplateResult {
    const {localize} = this;
    const isFinal = !error.retryable && error.code !== 'offline' && error.code !== 'timeout';
    const again = {label: localize.term('tryAgain'), onClick: () => this.preview.ask()};
    return html`${renderRefusal(localize, error, undefined, this.toWords(error))}
      <div class="foot">${isFinal ? nothing : renderWorkingButton(again)}${this.foot.renderBack()}</div>`;
  }

  #renderDone(): TemplateResult {
    const {localize, act} = this;
    const {changed, nameBefore, preview, method, invoice} = this.attempt;
    if (this.cancel) return this.#renderCanceled(this.cancel);
    const words = toDoneWords(localize, act, changed, nameBefore);
    const receipt = invoice && this.back && {label: localize.term('receipt'), onClick: () => this.#read(invoice.id)};
    return renderChangeDone(
      localize,
      {words, preview, subscription: changed, method, invoice},
      html`<div class="foot">
        ${this.foot.renderBack()}${receipt ? renderWorkingButton({...receipt, icon: renderIcon('download')}) : nothing}
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
      facts.isCancel
        ? listCancelMoney(localize, this.attempt.preview, true).map((text) => html`${text} `)
        : localize.term('asBefore'),
      html`<div class="foot">
        ${this.foot.renderBack()}
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
