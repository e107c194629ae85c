import {html, nothing, type TemplateResult} from 'lit';
import type {Subscription} from '../../contract/subscription.js';
import type {MemberState} from '../../state/portal.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {BillingElement} from '../billing-element.js';
import {LazyView} from '../lazy-view.js';
import {isPlain, renderPlain, type SummaryHost} from './subscription-panel.js';
import {renderSubscriptionSkeleton} from './subscription-skeleton.js';
import {subscriptionSummaryStyles} from './subscription-summary.styles.js';

/**
 * @summary Shows what the customer is subscribed to, what it costs, and what is charged next, when and to which card.
 *
 * @slot mark - Beside the heading.
 *
 * @fires {BillingReadyEvent} billing-ready - The first answer is here and is shown.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read failed; told once for each that did.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The section's heading.
 * @csspart panel - The frame around a subscription.
 * @csspart price - What a period costs.
 * @csspart period - The line from the start of the period to its end.
 * @csspart next - The side with the next charge, or with what is owed.
 * @csspart ledger - The lines of the next charge.
 * @csspart items - Each thing that is subscribed to, where it is shown.
 * @csspart empty - Shown where there is no subscription.
 * @csspart failed - Shown where the plan could not be loaded.
 * @csspart button - A button.
 * @csspart notice - The notice of a session that is over, where the element stands alone.
 *
 * @tag subscription-summary
 */
export class SubscriptionSummaryElement extends BillingElement implements SummaryHost {
  static override styles = [tokens, base, subscriptionSummaryStyles];

  readonly #states = new LazyView(this, this.localize, 'plans', () => import('./subscription-states.js'));

  /** @internal What was opened by hand. */
  readonly opened = new Set<string>();

  /** @internal */
  override get members() {
    return ['subscriptions', 'paymentMethods', 'invoices'] as const;
  }

  /** @internal */
  get asOf(): string {
    return this.portal?.answer?.asOf ?? '';
  }

  /** @internal */
  toggle(what: string): void {
    if (!this.opened.delete(what)) this.opened.add(what);
    void this.#states.load();
    this.requestUpdate();
  }

  protected override loadFlows() {
    return import('../flows.js');
  }

  protected override renderContent(): unknown {
    const found = this.find('subscriptions');
    if (found.state === 'off') return nothing;
    const isSeveral = found.state === 'ready' && found.value.length > 1;
    return html`<section aria-labelledby="heading" aria-busy=${found.state === 'loading'}>
      <div class="head">
        <h2 id="heading" part="heading">${this.localize.word(isSeveral ? 'subscriptions' : 'currentPlan')}</h2>
        <slot name="mark"></slot>
      </div>
      ${this.#renderState(found)}
    </section>`;
  }

  #renderState(found: MemberState<'subscriptions'>): unknown {
    switch (found.state) {
      case 'ready':
        return found.value.length === 0
          ? this.renderTrouble({kind: 'empty', title: 'noSubscription', action: this.#states.view?.renderStart(this)})
          : this.#renderSubscriptions(found.value);
      case 'failed':
        return this.renderTrouble({...found, kind: 'failed', title: 'planFailed', again: () => void this.refresh()});
      default:
        return this.#renderLoading();
    }
  }

  #renderLoading(): TemplateResult {
    return html`${this.renderLoadingText()}${renderSubscriptionSkeleton(this.localize)}`;
  }

  #renderSubscriptions(subscriptions: readonly Subscription[]): unknown {
    const [only] = subscriptions;
    const single = only && subscriptions.length === 1 ? only : undefined;
    // What else can be done comes behind what is simply active.
    const states = this.#states.view;
    const panel =
      single && (states ? states.renderState(this, single) : isPlain(this, single) && renderPlain(this, single));
    if (panel) return html`<div class="panel plan" part="panel">${panel}</div>`;
    if (states) return html`<div class="panel" part="panel">${states.renderRows(this, subscriptions)}</div>`;
    const again = (): void => void this.#states.load();
    return this.#states.failed
      ? this.renderTrouble({kind: 'failed', title: 'planFailed', again})
      : this.#renderLoading();
  }
}
