/** Fields that know where their caret is. */
type Field = HTMLInputElement | HTMLTextAreaElement;

/** Knows where in an element the focus was when the element was taken out of the page, and puts it there again. */
export class KeptFocus {
  #focused: HTMLElement | undefined;
  readonly #listening = new AbortController();

  #isInside = false;

  constructor(private readonly element: HTMLElement) {
    this.#listen(element);
  }

  #listen(target: EventTarget): void {
    const {signal} = this.#listening;
    target.addEventListener('focusin', (event) => this.#take(event.composedPath()[0] as HTMLElement), {signal});
    target.addEventListener('focusout', (event) => this.#lose(event.composedPath()[0] as HTMLElement), {signal});
  }

  #take(focused: HTMLElement): void {
    this.#focused = focused;
    const {shadowRoot} = this.element;
    if (this.#isInside || !shadowRoot) return;
    // From field to field inside of a shadow root nothing is heard outside of it.
    this.#isInside = true;
    this.#listen(shadowRoot);
  }

  /**
   * What puts the focus and the selection back as they are now; call it when the element is in the page again. Does
   * nothing where the focus was not in the element, or has gone on to somewhere else: then it takes it away from there
   * only where it is told to, because a dialog that has just been opened has it.
   */
  take(): (anyway?: boolean) => void {
    const focused = this.#focused;
    if (!focused) return () => undefined;
    const selection = isField(focused) ? ([focused.selectionStart, focused.selectionEnd] as const) : undefined;
    return (anyway = false) => {
      const {activeElement, body} = document;
      if (activeElement && activeElement !== body && !anyway) return;
      focused.focus({preventScroll: true});
      if (selection && selection[0] !== null) (focused as Field).setSelectionRange(...selection);
    };
  }

  /** Listens no more. */
  stop(): void {
    this.#listening.abort();
    this.#focused = undefined;
  }

  /** An element that is taken out of the page may lose the focus first: only one that stays has been left. */
  #lose(left: HTMLElement): void {
    queueMicrotask(() => {
      const root = left.getRootNode() as Document | ShadowRoot;
      const isBack = left.isConnected && root.activeElement === left;
      if (this.#focused === left && this.element.isConnected && !isBack) this.#focused = undefined;
    });
  }
}

function isField(element: HTMLElement): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}
