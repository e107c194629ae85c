import type {BillingElement} from '../../../src/components/billing-element.js';
import {until} from '../mount.js';

/** What the customer sees of an element, and can do with it. The only place that knows its markup. */
export class ElementHarness<E extends BillingElement = BillingElement> {
  constructor(readonly element: E) {}

  /** Everything that is written in it, hidden parts left out, with single spaces. */
  get text(): string {
    return readText(this.root);
  }

  get isBusy(): boolean {
    return this.query('section')?.ariaBusy === 'true';
  }

  /** True where the skeleton stands. */
  get isSkeleton(): boolean {
    return this.query('.blank') !== null;
  }

  get heading(): string {
    return readText(this.get('[part~="heading"]'));
  }

  /** What stands where there is nothing to show: its title and sentence. */
  get empty(): string | undefined {
    return this.readPart('empty');
  }

  get failure(): string | undefined {
    return this.readPart('failed');
  }

  get notice(): string | undefined {
    return this.readPart('notice');
  }

  /** The one action that a failure or a notice offers. */
  get action(): HTMLElement {
    return this.get('[part~="failed"] button, [part~="notice"] button');
  }

  get hasAction(): boolean {
    return this.query('[part~="failed"] button, [part~="notice"] button') !== null;
  }

  /** `ltr` or `rtl`, as it is laid out. */
  get direction(): string {
    return getComputedStyle(this.get('.root')).direction;
  }

  /** The frames around what is shown, or around the skeleton. */
  get panels(): HTMLElement[] {
    return this.queryAll('.panel');
  }

  /** What has the focus inside of it, below any nested elements. */
  get focused(): Element | null {
    let focused = this.root.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused;
  }

  /** Waits until it shows an answer. */
  async shown(): Promise<this> {
    await until(() => this.element.portal?.status === 'ready' && !this.isBusy && !this.isSkeleton, 'content');
    await this.element.updateComplete;
    return this;
  }

  async failed(): Promise<this> {
    await until(() => this.failure, 'a failure');
    return this;
  }

  async ended(): Promise<this> {
    await until(() => this.notice, 'the notice of a session that is over');
    return this;
  }

  protected get root(): ShadowRoot {
    if (this.element.shadowRoot) return this.element.shadowRoot;
    throw new Error(`<${this.element.localName}> has not rendered`);
  }

  protected query(selector: string): HTMLElement | null {
    return this.element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  protected queryAll(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  protected get(selector: string): HTMLElement {
    const found = this.query(selector);
    if (found) return found;
    throw new Error(`<${this.element.localName}> has no ${selector}`);
  }

  private readPart(part: string): string | undefined {
    const found = this.query(`[part~="${part}"]`);
    return found ? readText(found) : undefined;
  }
}

/** Text without styles, line breaks and isolates; blocks of a skeleton are no text. */
export function readText(node: ParentNode): string {
  const copy = document.createElement('div');
  copy.append(...[...node.childNodes].map((child) => child.cloneNode(true)));
  for (const unseen of copy.querySelectorAll('style, .blank')) unseen.remove();
  return (copy.textContent ?? '')
    .replaceAll(/[\u2068\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
