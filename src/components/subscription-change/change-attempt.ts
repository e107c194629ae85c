import type {InvoiceSummary} from '../../contract/invoice.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Preview} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {Portal} from '../../state/portal.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {findMethod, forgetMethod} from '../flow/method-choice.js';
import {findChanged, findNewInvoice, noteKnown, type KnownBefore} from './change-truth.js';
import {mayCost} from './reviewed-change.js';

/** Refusals after which another method is worth trying; any other has nothing to do with the card. */
const declines: ReadonlySet<string> = new Set(['payment_declined', 'challenge_failed']);

/** The element whose change it is. */
interface AttemptHost {
  readonly portal: Portal | undefined;
  readonly subscriptionId: string;
  readonly shownWrite: StandingWrite | undefined;
}

/** What was begun, with what, and what there was before: so that what came of it can be told from what was there. */
export class ChangeAttempt {
  /** What was confirmed; undefined where nothing was, here. */
  preview: Preview | undefined;
  /** With what it was paid. */
  method: PaymentMethod | undefined;
  #before: KnownBefore | undefined;
  /** The refusal that was drawn conclusions from. */
  #seen: StandingWrite | undefined;

  constructor(private readonly host: AttemptHost) {}

  /** What there was before, of this customer and this subscription alone. */
  get #known(): KnownBefore | undefined {
    const {portal, subscriptionId} = this.host;
    const before = this.#before;
    const subject = portal?.answer?.session.subject ?? before?.subject;
    return before?.subject === subject && before?.subscriptionId === subscriptionId ? before : undefined;
  }

  /** The subscription as it is, or as it was before where it is no more. */
  get subscription(): Subscription | undefined {
    const {portal, subscriptionId} = this.host;
    return portal?.answer?.subscriptions?.find(({id}) => id === subscriptionId) ?? this.#known?.subscription;
  }

  /** What it was called before. */
  get nameBefore(): string | undefined {
    return this.#known?.subscription?.name;
  }

  /** The subscription as the endpoint tells it once the change is done. */
  get changed(): Subscription | undefined {
    const {portal, shownWrite, subscriptionId} = this.host;
    return portal && shownWrite && findChanged(portal, shownWrite, subscriptionId, this.#known);
  }

  /** The invoice that came of it. */
  get invoice(): InvoiceSummary | undefined {
    const {portal} = this.host;
    return portal && findNewInvoice(portal, this.#known, this.changed);
  }

  /** The methods that can be chosen. */
  get methods(): readonly PaymentMethod[] {
    const {paymentMethods = []} = this.host.portal?.answer ?? {};
    return paymentMethods.filter(({status}) => status !== 'pending');
  }

  /** True where nothing is charged to a method: an invoice is sent, and paid by its terms. */
  get isManual(): boolean {
    return this.subscription?.collection === 'manual';
  }

  /** With what a preview is paid; undefined where nothing is, or where there is nothing to pay with. */
  findMethod(preview: Preview): PaymentMethod | undefined {
    const {portal, shownWrite} = this.host;
    if (!portal || this.isManual || !mayCost(preview)) return undefined;
    const isDeclined = shownWrite?.phase === 'refused' && declines.has(shownWrite.error?.code ?? '');
    return findMethod(portal, this.methods, preview.paymentMethodId, isDeclined ? this.method?.id : undefined);
  }

  /** Notes what there is, before something is begun; {@link begun} takes it. */
  prepare(preview: Preview): {begun(): void} {
    const {portal, subscriptionId} = this.host;
    const before = portal && noteKnown(portal, subscriptionId);
    const method = this.findMethod(preview);
    return {
      begun: () => {
        this.#before = before;
        this.preview = preview;
        this.method = method;
      },
    };
  }

  /** Draws conclusions from a refusal, once: what was declined is not chosen any more, until it is chosen again. */
  conclude(): StandingWrite | undefined {
    const {portal, shownWrite} = this.host;
    if (!portal || shownWrite?.phase !== 'refused' || shownWrite === this.#seen) return undefined;
    this.#seen = shownWrite;
    if (declines.has(shownWrite.error?.code ?? '')) forgetMethod(portal);
    return shownWrite;
  }
}
