import {html, nothing} from 'lit';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Subscription} from '../../contract/subscription.js';
import {
  BillingPaymentMethodDefaultChangedEvent,
  BillingPaymentMethodDefaultChangeRequestEvent,
  BillingPaymentMethodRemovedEvent,
  BillingPaymentMethodRemoveRequestEvent,
} from '../../events/write-events.js';
import type {StandingWrite} from '../../state/standing-write.js';
import type {WriteOrder} from '../../state/write.js';
import {toMethodText} from '../../ui/payment-method.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import type {BillingElement} from '../billing-element.js';
import {renderOutcome} from '../flow/outcome.js';
import {WriteController, type WriteEvents} from '../flow/write-controller.js';

/** What is done with the methods that are there, and what is said of it. */
export class MethodWrites {
  /** The method that the last one was chosen at. */
  methodId = '';
  #begun: StandingWrite | undefined;
  readonly #writing: WriteController;

  constructor(private readonly host: BillingElement) {
    this.#writing = new WriteController(host, (write) => write === this.#begun);
  }

  /** The one that was begun here, for as long as it stands. */
  get write(): StandingWrite | undefined {
    return this.#writing.write;
  }

  /** What is so once it is done, in a sentence. */
  said = '';

  /** Makes it the default, or the one that pays for a subscription. */
  use(method: PaymentMethod, subscription?: Subscription): void {
    const {localize} = this.host;
    const {id} = method;
    const text = toMethodText(localize, method);
    const body = subscription ? {subscriptionId: subscription.id} : {};
    this.#choose(
      method,
      subscription
        ? localize.term('paysNow', {method: text, name: subscription.name})
        : localize.term('isDefaultNow', {method: text}),
      {
        kind: 'set_default_payment_method',
        resourceId: id,
        purpose: subscription?.id ?? '',
        send: (requests, key) => requests.setDefaultPaymentMethod(id, body, key),
      },
      {paymentMethodId: id, subscriptionId: subscription?.id},
    );
  }

  /** Lets a subscription be paid by the default again, and not by the method that it has of its own. */
  useDefault(method: PaymentMethod, {id, name}: Subscription): void {
    this.#choose(
      method,
      this.host.localize.term('defaultPays', {name}),
      {
        kind: 'clear_subscription_payment_method',
        resourceId: id,
        send: (requests, key) => requests.clearSubscriptionPaymentMethod(id, key),
      },
      {paymentMethodId: undefined, subscriptionId: id},
    );
  }

  remove(method: PaymentMethod): void {
    const {localize} = this.host;
    const {id} = method;
    this.#begin(
      method,
      localize.term('wasRemoved', {method: toMethodText(localize, method)}),
      {
        kind: 'remove_payment_method',
        resourceId: id,
        send: (requests, key) => requests.removePaymentMethod(id, key),
      },
      {
        request: new BillingPaymentMethodRemoveRequestEvent(id),
        toDone: () => new BillingPaymentMethodRemovedEvent(id),
      },
    );
  }

  #choose(
    method: PaymentMethod,
    done: string,
    order: WriteOrder,
    choice: BillingPaymentMethodDefaultChangedEvent['choice'],
  ): void {
    this.#begin(method, done, order, {
      request: new BillingPaymentMethodDefaultChangeRequestEvent(choice),
      toDone: () => new BillingPaymentMethodDefaultChangedEvent(choice),
    });
  }

  #begin({id}: PaymentMethod, done: string, order: WriteOrder, events: WriteEvents): void {
    const {host} = this;
    // What may have to be said of it.
    void host.localize.load('writes').catch(() => undefined);
    const write = this.#writing.begin(order, events);
    if (write) {
      this.#begun = write;
      this.methodId = id;
      this.said = done;
    }
    host.requestUpdate();
  }

  /** What is not certain, or was refused, and what can be done about it. */
  renderProgress(): unknown {
    const {write} = this;
    const {localize} = this.host;
    if (!write || write.phase === 'working' || write.phase === 'done') return nothing;
    const again = write.phase === 'checking' ? 'checkAgain' : write.phase === 'unsure' ? 'sendAgain' : undefined;
    return html`${renderOutcome(localize, write)}
    ${
      again
        ? html`<div class="foot">
            ${renderWorkingButton({label: localize.term(again), onClick: () => void write.again()})}
          </div>`
        : nothing
    }`;
  }
}
