import {html, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {findText, isSettled, toLanguage} from '../../localize/languages.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderButton} from '../../ui/button.js';

/** Brings a form its words, in the language of the element that shows it. */
export class FormWords {
  /** The language in which they are on their way. */
  #awaited = '';
  #failed = false;
  #wereHere = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly find: () => LocalizeController | undefined,
  ) {}

  /**
   * Asks for the words where they are not here. False while those of another language are on their way: then what is on
   * the screen stays, and with it what was typed there.
   */
  prepare(): boolean {
    const localize = this.find();
    if (!localize) return true;
    const isHere = areHere(localize);
    this.#wereHere ||= isHere;
    if (!isHere) this.#load(localize);
    return isHere || !this.#wereHere;
  }

  /** A form in its language and the direction of that; what stands in for it until there are words for it. */
  render(form: (localize: LocalizeController) => unknown): TemplateResult {
    const localize = this.find();
    if (!localize || (!areHere(localize) && !this.#failed)) return html`<div class="root" aria-busy="true"></div>`;
    return html`<div class="root" lang=${localize.locale} dir=${localize.direction}>
      ${areHere(localize) ? form(localize) : this.#renderAgain(localize)}
    </div>`;
  }

  #load(localize: LocalizeController): void {
    const {locale} = localize;
    if (this.#failed || this.#awaited === locale) return;
    this.#awaited = locale;
    const settle = (failed: boolean): void => {
      if (this.#awaited !== locale) return;
      this.#awaited = '';
      this.#failed = failed;
      this.host.requestUpdate();
    };
    localize.load('payment').then(
      () => settle(false),
      () => settle(true),
    );
  }

  #renderAgain(localize: LocalizeController): TemplateResult {
    const again = (): void => {
      this.#failed = false;
      this.host.requestUpdate();
    };
    return renderButton({label: localize.term('tryAgain'), onClick: again});
  }
}

/** True where there are words: the language's own, or English ones where its own did not come. */
function areHere({locale}: LocalizeController): boolean {
  const language = toLanguage(locale);
  return isSettled(language, 'payment') && findText(language, 'cardNumber') !== '';
}
