import {html, nothing, type TemplateResult} from 'lit';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {NextPayment, Subscription} from '../../contract/subscription.js';
import type {MemberState} from '../../state/portal.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderLedger} from '../../ui/ledger.js';
import {renderBrand, toMethodText} from '../../ui/payment-method.js';
import {renderPeriodLine} from '../../ui/period-line.js';
import {BillingElement} from '../billing-element.js';
import {renderSubscriptionSkeleton} from './subscription-skeleton.js';
import {subscriptionSummaryStyles} from './subscription-summary.styles.js';
import {hasEnded, toPer, toPrice, toQuantityText, toStatus} from './subscription-view.js';

/**
 * @summary Shows what the customer is subscribed to, what it costs, and what is charged next, when and to which card.
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
 * @csspart next - The side with the next charge.
 * @csspart ledger - The lines of the next charge.
 * @csspart empty - Shown where there is no subscription.
 * @csspart failed - Shown where the plan could not be loaded.
 * @csspart button - A button.
 * @csspart notice - The notice of a session that is over, where the element stands alone.
 *
 * @tag subscription-summary
 */
export class SubscriptionSummaryElement extends BillingElement {
  static override styles = [tokens, base, subscriptionSummaryStyles];

  /** @internal */
  override get members() {
    return ['subscriptions', 'paymentMethods'] as const;
  }

  protected override renderContent(): unknown {
    const found = this.find('subscriptions');
    if (found.state === 'off') return nothing;
    const isSeveral = found.state === 'ready' && found.value.length > 1;
    return html`<section aria-labelledby="heading" aria-busy=${found.state === 'loading'}>
      <div class="head">
        <h2 id="heading" part="heading">${this.word(isSeveral ? 'subscriptions' : 'currentPlan')}</h2>
      </div>
      ${this.#renderState(found)}
    </section>`;
  }

  #renderState(found: MemberState<'subscriptions'>): unknown {
    switch (found.state) {
      case 'ready':
        return found.value.length === 0
          ? this.renderTrouble({kind: 'empty', title: 'noSubscription'})
          : found.value.map((subscription) => this.#renderSubscription(subscription, this.portal?.answer?.asOf ?? ''));
      case 'failed':
        return this.renderTrouble({...found, kind: 'failed', title: 'planFailed', again: () => void this.refresh()});
      default:
        return html`${this.renderLoadingText()}${renderSubscriptionSkeleton(this.localize)}`;
    }
  }

  #renderSubscription(subscription: Subscription, asOf: string): TemplateResult {
    const status = toStatus(this.localize, subscription, asOf);
    const {currentPeriod, nextPayment, name} = subscription;
    const isOver = hasEnded(subscription, asOf);
    return html`<div class="panel plan" part="panel">
      <div class="main">
        <div class="name">
          <h3><bdi>${name}</bdi></h3>
          <span class="status ${status.tone}">${status.text}</span>
        </div>
        ${isOver ? nothing : this.#renderPrice(subscription)}
        ${currentPeriod && !isOver ? renderPeriodLine(this.localize, currentPeriod, asOf) : nothing}
      </div>
      ${nextPayment && !isOver ? this.#renderNext(subscription, nextPayment) : nothing}
    </div>`;
  }

  #renderPrice(subscription: Subscription): TemplateResult {
    const {localize} = this;
    const {totals, interval, status, trialEndsAt, cancelsAt} = subscription;
    const price = toPrice(localize, totals);
    const period = toPer(localize, interval, totals);
    const toDate = (at: string) => ({date: localize.date(at, 'long')});
    const [shown, beside, note] =
      status === 'trialing' && trialEndsAt && !cancelsAt
        ? [
            localize.money({...totals.total, amount: 0}),
            localize.term('untilDate', toDate(trialEndsAt)),
            localize.term('thenPrice', {price, period}),
          ]
        : [
            price,
            period,
            cancelsAt ? localize.term('usableUntil', toDate(cancelsAt)) : toQuantityText(localize, subscription),
          ];
    return html`<p class="price" part="price"><b>${shown}</b> <span>${beside}</span></p>
      <p class="muted">${note}</p>`;
  }

  #renderNext(subscription: Subscription, next: NextPayment): TemplateResult {
    const {localize} = this;
    const amount = localize.money(next.amountDue);
    const shown = next.certainty === 'estimate' ? localize.term('aboutAmount', {amount}) : amount;
    return html`<div class="side" part="next">
      <p class="next">
        <span class="muted note"
          >${localize.term(subscription.status === 'trialing' ? 'firstCharge' : 'nextCharge')}</span
        >
        <b>${shown}</b> <span class="muted">${localize.term('onDate', {date: localize.date(next.at, 'long')})}</span>
      </p>
      ${renderLedger(localize, next.lines, next.totals)} ${this.#renderMethod(subscription)}
    </div>`;
  }

  #renderMethod({paymentMethodId}: Subscription): TemplateResult | typeof nothing {
    const found = this.find('paymentMethods');
    if (found.state === 'loading') return html`<div class="with"></div>`;
    const methods: readonly PaymentMethod[] = found.state === 'ready' ? found.value : [];
    const method = methods.find(({id, isDefault}) => (paymentMethodId ? id === paymentMethodId : isDefault));
    if (!method) return nothing;
    return html`<div class="with">
      ${renderBrand(method, () => this.requestUpdate())}<span>${toMethodText(this.localize, method)}</span>
    </div>`;
  }
}
