import {html, type TemplateResult} from 'lit';
import type {Portal} from '../../state/portal.js';

/** The element that a payment method is added in. */
interface AddingHost {
  readonly portal: Portal | undefined;
  readonly locale: string | undefined;
  requestUpdate(): void;
}

/** The form for another payment method, in place of the review: that stays as it is below, and goes on with the new one. */
export class MethodAdding {
  #isOpen = false;

  constructor(private readonly host: AddingHost) {}

  /** True where this session may add one. */
  get isPossible(): boolean {
    const {session, configuration} = this.host.portal?.answer ?? {};
    return (
      !!session?.scopes.includes('payment_methods:write') && !!configuration?.features.paymentMethods.accepted.length
    );
  }

  /** Shows the form; it is loaded with the first. Where it cannot be, everything is as before. */
  open(): void {
    import('../payment-method-setup/payment-method-setup.js').then(
      () => {
        this.#isOpen = true;
        this.host.requestUpdate();
      },
      () => undefined,
    );
  }

  /** The form, or what is given. */
  render(review: TemplateResult, opener: HTMLElement | undefined): TemplateResult {
    const {portal = null, locale} = this.host;
    const form = html`<payment-method-setup
      .portal=${portal}
      .locale=${locale}
      .back=${'overview'}
      .opener=${opener}
      @billing-navigate=${this.#close}
    ></payment-method-setup>`;
    return html`${this.#isOpen ? form : ''}
      <div ?hidden=${this.#isOpen}>${review}</div>`;
  }

  /** Its way back leads to the review, wherever that stands. */
  readonly #close = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
    this.#isOpen = false;
    this.host.requestUpdate();
  };
}
