import {initialState, Task} from '@lit/task';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Preview} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import {BillingSubscriptionChangedEvent, BillingSubscriptionChangeRequestEvent} from '../../events/write-events.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {FlowElement} from '../flow/flow-element.js';
import {renderDone, renderRefusal} from '../flow/outcome.js';

/** What can be done to a subscription here. */
export type SubscriptionChangeKind = 'cancel' | 'undo_cancel';

/**
 * @summary Cancels a subscription, or takes that back, after saying exactly what happens and when.
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
 * @csspart notice - What came of it, where it is not done.
 * @csspart button - A button.
 *
 * @tag subscription-change
 */
export class SubscriptionChangeElement extends FlowElement {
  static override properties: PropertyDeclarations = {
    subscriptionId: {attribute: 'subscription-id'},
    kind: {},
  };

  /** The subscription to change. */
  subscriptionId = '';

  /** `cancel`, or `undo_cancel` for one that is canceled and has not ended. */
  kind: SubscriptionChangeKind = 'cancel';

  /** What it was before the change: its name and dates say what was done. */
  #before: Subscription | undefined;

  readonly #preview = new Task(this, {
    args: () => [this.subscriptionId, this.kind, this.portal?.answer?.session.subject] as const,
    task: async ([id, kind, subject], {signal}) => {
      const {portal} = this;
      if (!id || !portal || subject === undefined) return initialState;
      // A change that is under way, or done, needs no other preview.
      if (this.writing.write) return initialState;
      const requests = await portal.requests();
      return requests.previewChange(id, {kind}, signal);
    },
  });

  /** @internal */
  override get members() {
    return ['subscriptions', 'paymentMethods'] as const;
  }

  protected override isOwn({kind, resourceId, purpose}: StandingWrite): boolean {
    // One that was canceled is not one that is kept, though both are changes of the same subscription.
    const isSamePurpose = purpose === undefined || purpose === this.kind;
    return kind === 'change_subscription' && resourceId === this.subscriptionId && isSamePurpose;
  }

  protected override get doneText(): string {
    const {localize, kind} = this;
    const {name, at} = this.#facts;
    return kind === 'cancel' && at ? localize.term('endsOnDate', {name, date: at}) : localize.term('goesOn', {name});
  }

  get #subscription(): Subscription | undefined {
    const found = this.find('subscriptions');
    return found.state === 'ready' ? found.value.find(({id}) => id === this.subscriptionId) : undefined;
  }

  get #facts(): {name: string; at: string | undefined} {
    const subscription = this.#subscription ?? this.#before;
    const {phase, answer} = this.writing.write ?? {};
    // Once it is done, what it has become says when, and no preview.
    const done =
      phase === 'done' ? ((answer?.['subscription'] as Subscription | undefined) ?? subscription) : undefined;
    const at =
      done?.cancelsAt ?? this.#fresh?.effectiveAt ?? subscription?.cancelsAt ?? subscription?.currentPeriod?.end;
    return {name: subscription?.name ?? '', at: at ? this.localize.date(at, 'long') : undefined};
  }

  /** A fresh preview that came with a refusal, and the one whose place it took. */
  #moved: {from: Preview | undefined; to: Preview} | undefined;

  protected override willUpdate(): void {
    super.willUpdate();
    const {error} = this.writing.write ?? {};
    const to = error?.code === 'preview_stale' ? (error.details?.['preview'] as Preview | undefined) : undefined;
    if (to) this.#moved = {from: this.#preview.value, to};
  }

  /** The preview that holds: a fresh one that came with a refusal, or the one that was asked for. */
  get #fresh(): Preview | undefined {
    const asked = this.#preview.value;
    return this.#moved?.from === asked ? this.#moved?.to : asked;
  }

  /** Does what the preview shows. What is on its way already is not begun again. */
  confirm(): void {
    const {subscriptionId, kind} = this;
    const preview = this.#fresh;
    if (!preview) return;
    this.#before = this.#subscription;
    this.writing.begin(
      {
        kind: 'change_subscription',
        resourceId: subscriptionId,
        purpose: kind,
        send: (requests, key) => requests.changeSubscription(subscriptionId, {previewId: preview.id}, key),
      },
      {
        request: new BillingSubscriptionChangeRequestEvent(preview),
        toDone: ({answer}) =>
          new BillingSubscriptionChangedEvent(
            kind,
            (answer['subscription'] as Subscription | undefined) ?? this.#subscription,
          ),
      },
    );
  }

  protected override renderContent(): unknown {
    const {localize, kind} = this;
    const {name, at} = this.#facts;
    const head =
      kind === 'cancel'
        ? {
            title: at ? localize.term('cancelTitle', {name, date: at}) : localize.term('cancelPlain', {name}),
            text: localize.term('cancelText'),
          }
        : {title: localize.term('keepTitle', {name}), text: localize.term('keepText')};
    const {write} = this.writing;
    if (write?.phase === 'done') return this.renderFlow({title: head.title}, this.#renderDone());
    return this.renderFlow(head, this.#renderReview(write));
  }

  #renderReview(write: StandingWrite | undefined): unknown {
    const fresh = this.#fresh;
    // A write that stands from before has its own words; its preview need not be here any more.
    if (write && (fresh || write.phase !== 'refused')) return this.#renderPreview(fresh, write);
    return this.#preview.render({
      initial: () => this.renderWaiting(),
      pending: () => this.renderWaiting(),
      complete: (preview) => this.#renderPreview(preview, undefined),
      error: (error) => this.#renderFailed(isBillingError(error) ? error : new BillingError('internal')),
    });
  }

  #renderFailed(error: BillingError): TemplateResult {
    const {localize} = this;
    const isFinal = !error.retryable && error.code !== 'offline' && error.code !== 'timeout';
    return html`${renderRefusal(localize, error)}
      <div class="foot">
        ${
          isFinal
            ? nothing
            : renderWorkingButton({label: localize.term('tryAgain'), onClick: () => void this.#preview.run()})
        }
        ${this.#renderBack()}
      </div>`;
  }

  #renderPreview(preview: Preview | undefined, write: StandingWrite | undefined): TemplateResult {
    const progress = write ? this.renderProgress(write) : nothing;
    const isOpen = !write || write.phase === 'refused' || write.phase === 'working';
    return html`${preview ? this.#renderFacts(preview) : nothing}${progress}${isOpen ? this.#renderFoot(write) : nothing}`;
  }

  /** What happens, and when: dates and amounts are the preview's. */
  #renderFacts({dueNow, next}: Preview): TemplateResult {
    const {localize, kind} = this;
    const {at} = this.#facts;
    const money = next && localize.money(next.amount);
    const facts: [term: string, text: string | undefined][] =
      kind === 'cancel'
        ? [
            [localize.term('untilThen'), at && localize.term('everythingWorks')],
            [localize.term('money'), localize.term('nothingMore')],
            [localize.term('invoices'), localize.term('invoicesStay')],
          ]
        : [
            [localize.term('today'), dueNow?.amount ? localize.money(dueNow) : localize.term('costsNothing')],
            [
              localize.term('nextCharge'),
              money ? localize.term('amountOn', {amount: money, date: localize.date(next.at, 'long')}) : undefined,
            ],
          ];
    return html`<dl class="facts">
      ${facts.map(([term, text]) =>
        text
          ? html`<dt>${term}</dt>
              <dd>${text}</dd>`
          : nothing,
      )}
    </dl>`;
  }

  #renderFoot(write: StandingWrite | undefined): TemplateResult {
    const {localize, kind} = this;
    const {name} = this.#facts;
    const busy = write?.phase === 'working';
    const isCancel = kind === 'cancel';
    const act = isCancel
      ? localize.term(busy ? 'canceling' : 'cancelSubscription')
      : localize.term(busy ? 'keeping' : 'keepPlan', {name});
    const confirm = renderWorkingButton({
      label: act,
      variant: isCancel ? 'danger' : 'primary',
      busy,
      onClick: () => this.confirm(),
    });
    const leave = this.back
      ? renderWorkingButton({
          label: isCancel ? localize.term('keepPlan', {name}) : localize.term('notNow'),
          onClick: () => this.leave(),
        })
      : nothing;
    return html`${this.isHeldUp ? html`<p class="muted">${localize.term('heldUp')}</p>` : nothing}
      <div class="foot">${isCancel ? [leave, confirm] : [confirm, leave]}</div>`;
  }

  #renderDone(): TemplateResult {
    const {localize, kind} = this;
    const {name} = this.#facts;
    const isCancel = kind === 'cancel';
    return renderDone(
      this.doneText,
      localize.term(isCancel ? 'nothingMore' : 'asBefore'),
      html`<div class="foot">
        ${this.#renderBack()}
        ${
          isCancel && this.back && this.#subscription?.actions.undoCancel?.allowed
            ? renderWorkingButton({
                label: localize.term('undoKeep', {name}),
                onClick: () => {
                  this.writing.write?.drop();
                  this.go(`subscriptions/${this.subscriptionId}/keep`);
                },
              })
            : nothing
        }
      </div>`,
    );
  }

  #renderBack(): unknown {
    return this.back
      ? renderWorkingButton({label: this.localize.term('backToBilling'), onClick: () => this.leave()})
      : nothing;
  }
}
