import {html, nothing, render} from 'lit';
import {BillingFormCloseEvent, BillingFormSubmitEvent} from './form-events.js';
import {formDialogStyles} from './form-dialog.styles.js';

/** What a dialog around a form says, in the language that it is shown in. */
export interface DialogWords {
  /** BCP 47. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** What the form is for. */
  title: string;
  /** The button that submits the form; absent where the form has a button of its own. */
  submit?: string;
  /** The button that leaves the form. */
  close: string;
}

/** Tokens that a host may have set on the way to an element; outside of it they have to be brought along. */
const carried = ['color-accent', 'color-surface', 'color-text', 'radius', 'font-size', 'density'].flatMap((name) => [
  `--billing-${name}`,
  `--_brand-${name}`,
]);

/**
 * A native dialog in the body of the page with an element in it, for where no slot can show it. The element stands in
 * the document itself here too, and not in the shadow root that holds the dialog.
 */
export class FormDialog {
  readonly #place = document.createElement('div');
  readonly #root: ShadowRoot;
  #message = '';
  #isLeft = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly words: () => DialogWords,
  ) {
    this.#root = this.#place.attachShadow({mode: 'open'});
    this.#root.adoptedStyleSheets = formDialogStyles.flatMap(({styleSheet}) => styleSheet ?? []);
  }

  /** Opens it over the whole page, looking as `host` does. */
  open(host: HTMLElement): void {
    this.#dress(host);
    this.#render();
    this.#place.append(this.element);
    document.body.append(this.#place);
    this.#dialog?.showModal();
  }

  /** Says something in it, because what is said elsewhere in the page cannot be reached. Empty takes it back. */
  say(message: string): void {
    this.#message = message;
    this.#render();
  }

  /** Takes it away; the focus goes back to where it was before. */
  remove(): void {
    this.#dialog?.close();
    this.element.remove();
    this.#place.remove();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector('dialog');
  }

  #dress(host: HTMLElement): void {
    const {style} = this.#place;
    const seen = getComputedStyle(host);
    style.colorScheme = seen.colorScheme;
    style.fontFamily = seen.fontFamily;
    for (const token of carried) {
      const value = seen.getPropertyValue(token);
      if (value) style.setProperty(token, value);
    }
  }

  #render(): void {
    const {locale, direction, title, submit, close} = this.words();
    const template = html`<dialog
      lang=${locale}
      dir=${direction}
      aria-labelledby="title"
      @cancel=${this.#leave}
      @close=${this.#leave}
    >
      <h2 id="title">${title}</h2>
      <slot name=${this.element.slot || nothing}></slot>
      <p class="message" role="alert">${this.#message}</p>
      <div class="foot">
        <button type="button" class="button" @click=${this.#leave}>${close}</button>
        ${
          submit === undefined
            ? nothing
            : html`<button
                type="button"
                class="button primary"
                @click=${() => this.element.dispatchEvent(new BillingFormSubmitEvent())}
              >
                ${submit}
              </button>`
        }
      </div>
    </dialog>`;
    render(template, this.#root);
  }

  /** Closed by the customer, in whatever way: where it was removed, it has left the page by now. */
  readonly #leave = (): void => {
    if (this.#isLeft || !this.#place.isConnected) return;
    this.#isLeft = true;
    this.#dialog?.close();
    this.element.dispatchEvent(new BillingFormCloseEvent());
  };
}
