import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {FormDialog, type DialogWords} from './form-dialog.js';
import {KeptFocus} from './kept-focus.js';

/** One node of a chain, and the host that it is a child of. */
interface Link {
  readonly node: HTMLElement;
  readonly host: HTMLElement;
}

/** How often within a second a chain is mended before it is given up. */
const patience = 10;

/**
 * Shows an element in a shadow root while it stands in the document itself, because a provider's fields refuse to work
 * anywhere else ("Elements cannot be mounted in a ShadowRoot", Stripe.js): it becomes a child of the outermost host, and
 * every host in between gets a slot that hands it on to the next, down to `<slot name=${chain.name}>` in the shadow root
 * of the element that shows it. Works through closed shadow roots too.
 *
 * What a page takes out while it renders again is put back, the focus with it. Where that does not last, or where a
 * shadow root assigns its slots by hand, the element is shown in a dialog instead. When the host leaves the page the
 * chain is taken up, and laid again where the host comes back, always with the same element: what was typed stays.
 */
export class SlotChain implements ReactiveController {
  /** The name of the slot that the host renders. No other chain in the page has it. */
  readonly name = `billing-form-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  #element: HTMLElement | undefined;
  #focus: KeptFocus | undefined;
  #dialog: FormDialog | undefined;
  /** From the host that shows it to the outermost one, whose child is the element. */
  #links: readonly Link[] = [];
  /** When the chain was mended, within the last second. */
  #mended: number[] = [];
  readonly #observer = new MutationObserver(() => this.#mend());

  /** @param words What the dialog says, where it comes to one; asked when it is shown. */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly words: () => DialogWords,
  ) {
    host.addController(this);
  }

  /** True where the element is shown in a dialog over the page. */
  get isInDialog(): boolean {
    return this.#dialog !== undefined;
  }

  /** Shows an element; another one that was shown is let go first. */
  attach(element: HTMLElement): void {
    if (element === this.#element) return;
    this.detach();
    element.slot = this.name;
    this.#element = element;
    this.#focus = new KeptFocus(element);
    this.#lay();
  }

  /** Lets the element go, and leaves nothing behind. */
  detach(): void {
    this.#takeUp();
    this.#focus?.stop();
    this.#element?.removeAttribute('slot');
    this.#element = undefined;
    this.#mended = [];
  }

  /**
   * Says in the dialog what cannot be read behind it: why a form could not be submitted, say. Empty takes it back.
   * Without a dialog nothing is said.
   */
  say(message: string): void {
    this.#dialog?.say(message);
  }

  /** @internal */
  hostConnected(): void {
    this.#lay();
  }

  /** @internal */
  hostDisconnected(): void {
    // A host that was moved is in the page already, and connected next.
    if (!this.host.isConnected) this.#takeUp();
  }

  #lay(): void {
    const element = this.#element;
    if (!element || !this.host.isConnected) return;
    const resume = this.#focus?.take();
    const hosts = findHosts(this.host);
    if (!hosts.every(canSlot) || this.#isTired) this.#showDialog(element);
    else if (!this.#isLaidThrough(hosts)) {
      // The element itself stays where it is, if it can: a frame in it would be loaded anew.
      this.#takeUp(element);
      const outermost = hosts.length - 1;
      this.#links = hosts.map((host, at) => ({host, node: at === outermost ? element : createSlot(this.name)}));
      for (const host of hosts) this.#observer.observe(host, {childList: true});
    }
    this.#mend();
    resume?.();
  }

  /**
   * Joins what is not joined. A page that takes out what it does not know is met with patience, but not for ever: two
   * that put right what the other has done would never end.
   */
  #mend(): void {
    const element = this.#element;
    if (!element || this.#links.every(isJoined)) return;
    this.#mended.push(performance.now());
    if (this.#isTired) return this.#showDialog(element);
    const resume = this.#focus?.take();
    // The element comes last, into a chain that is whole.
    for (const link of this.#links) if (!isJoined(link)) link.host.append(link.node);
    resume?.();
  }

  get #isTired(): boolean {
    const now = performance.now();
    this.#mended = this.#mended.filter((at) => now - at < 1000);
    return this.#mended.length > patience;
  }

  #isLaidThrough(hosts: HTMLElement[]): boolean {
    return hosts.length === this.#links.length && hosts.every((host, at) => host === this.#links[at]?.host);
  }

  #showDialog(element: HTMLElement): void {
    if (this.#dialog) return;
    const resume = this.#focus?.take();
    this.#takeUp();
    this.#dialog = new FormDialog(element, this.words);
    this.#dialog.open(this.host);
    resume?.(true);
    this.host.requestUpdate();
  }

  #takeUp(kept?: HTMLElement): void {
    this.#observer.disconnect();
    for (const {node} of this.#links) if (node !== kept) node.remove();
    this.#links = [];
    this.#dialog?.remove();
    this.#dialog = undefined;
  }
}

/** A host and the hosts around it; the last one stands in the document. */
function findHosts(host: HTMLElement): HTMLElement[] {
  const root = host.getRootNode();
  // A closed shadow root is found from inside as well as an open one.
  return root instanceof ShadowRoot ? [host, ...findHosts(root.host as HTMLElement)] : [host];
}

/** False for an element in a shadow root, or with one, that gives nothing to a slot by its name. */
function canSlot(host: HTMLElement): boolean {
  const root = host.getRootNode();
  const roots = root instanceof ShadowRoot ? [root, host.shadowRoot] : [host.shadowRoot];
  return roots.every((one) => one?.slotAssignment !== 'manual');
}

function createSlot(name: string): HTMLSlotElement {
  const slot = document.createElement('slot');
  slot.name = name;
  slot.slot = name;
  return slot;
}

function isJoined({node, host}: Link): boolean {
  return node.parentNode === host;
}
