import {sendKeys} from '@web/test-runner-commands';
import {html, LitElement, type TemplateResult} from 'lit';
import {LocalizeController} from '../../../src/localize/localize-controller.js';
import type {PaymentForm} from '../../../src/payment/payment-form.js';
import {SlotChain} from '../../../src/payment/slot-chain.js';
import {place} from '../mount.js';

/** An element that shows a form, as a part of a portal does. */
export class TestFormHost extends LitElement {
  readonly localize = new LocalizeController(this, () => [this.locale]);
  readonly chain = new SlotChain(this, () => ({
    locale: this.localize.locale,
    direction: this.localize.direction,
    title: 'Add payment method',
    submit: 'Save card',
    close: 'Back',
  }));
  form: PaymentForm | undefined;
  locale: string | undefined;

  show(form: PaymentForm): void {
    this.form = form;
    this.chain.attach(form.element);
  }

  setLocale(locale: string): void {
    this.locale = locale;
    this.requestUpdate();
  }

  protected override updated(): void {
    this.form?.update?.();
  }

  protected override render(): TemplateResult {
    return html`<div lang=${this.localize.locale} dir=${this.localize.direction}>
      <p>Form:</p>
      <slot name=${this.chain.name}></slot>
    </div>`;
  }
}
customElements.define('test-form-host', TestFormHost);

/** A page that stands behind another one hears of no focus until it is typed into. Call it before the tests of a file. */
export async function focusPage(): Promise<void> {
  await sendKeys({press: 'Shift'});
}

/** What is inside of the hosts of an app, also where their roots are closed. */
const insides = new WeakMap<HTMLElement, ShadowRoot>();

/** A host within these shadow roots, the outermost first. */
export interface Nest {
  host: TestFormHost;
  /** From the outermost one; the host itself is the last one. */
  hosts: HTMLElement[];
}

/** Puts a host into the page, behind shadow roots of these kinds. */
export async function nest(...roots: ShadowRootInit[]): Promise<Nest> {
  const host = new TestFormHost();
  const hosts: HTMLElement[] = [host];
  for (const root of roots.reverse()) hosts.unshift(wrap(root, hosts[0] as HTMLElement));
  place(html`${hosts[0]}`);
  await host.updateComplete;
  return {host, hosts};
}

/** An element of a host app, with somebody in its shadow root. */
export function wrap(root: ShadowRootInit, content: HTMLElement): HTMLElement {
  const app = document.createElement('div');
  const inside = app.attachShadow(root);
  // A slot of the app's own must not catch what is not for it.
  inside.append(content, document.createElement('slot'));
  insides.set(app, inside);
  return app;
}

/** The root of an app's host, also a closed one. */
export function insideOf(app: HTMLElement): ShadowRoot {
  return insides.get(app) as ShadowRoot;
}

/** Everything that a page can see of a host's own children: a chain that was taken up leaves none. */
export function childrenOf({hosts}: Nest): string[] {
  return hosts.flatMap((host) => Array.from(host.childNodes, (node) => node.nodeName));
}

/** What is hit in the middle of an element, below all open shadow roots. */
export function hit(element: Element): Element | null {
  const {left, top, width, height} = element.getBoundingClientRect();
  let found = document.elementFromPoint(left + width / 2, top + height / 2);
  for (;;) {
    const deeper = found?.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
    if (!deeper || deeper === found) return found;
    found = deeper;
  }
}

/** The fallback dialog that is open, with what stands in it. */
export class FormDialogHarness {
  constructor(readonly element: HTMLElement) {}

  get dialog(): HTMLDialogElement {
    const found = this.element.parentElement?.shadowRoot?.querySelector('dialog');
    if (found) return found;
    throw new Error('there is no dialog around the form');
  }

  get isModal(): boolean {
    return this.dialog.matches(':modal');
  }

  get title(): string | undefined {
    return this.dialog.querySelector('h2')?.textContent.trim();
  }

  get message(): string | undefined {
    return this.dialog.querySelector('[role="alert"]')?.textContent.trim();
  }

  button(label: string): HTMLButtonElement {
    const found = [...this.dialog.querySelectorAll('button')].find((button) => button.textContent.trim() === label);
    if (found) return found;
    throw new Error(`there is no button "${label}"`);
  }
}
