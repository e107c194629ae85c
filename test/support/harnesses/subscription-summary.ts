import type {SubscriptionSummaryElement} from '../../../src/components/subscription-summary/subscription-summary.js';
import '../../../src/components/subscription-summary/subscription-summary.js';
import {until} from '../mount.js';
import {ElementHarness, readText} from './element.js';

/** One item of a menu, and why it cannot be chosen. */
interface SeenItem {
  label: string;
  refusal: string | undefined;
}

/** What is on the screen: what stands in a menu is not, until it is opened. */
function readShown(node: HTMLElement): string {
  const copy = node.cloneNode(true) as HTMLElement;
  for (const menu of copy.querySelectorAll('[popover]')) menu.remove();
  return readText(copy);
}

export class SubscriptionSummaryHarness extends ElementHarness<SubscriptionSummaryElement> {
  /** One text a subscription. */
  get plans(): string[] {
    return this.queryAll('.plan:not([aria-hidden])').map((panel) => readShown(panel));
  }

  /** One text a line, where there are several. */
  get rows(): string[] {
    return this.queryAll('[part~="row"]').map((row) => readText(row));
  }

  /** Each thing that is subscribed to, with the sums below. */
  get items(): string | undefined {
    const items = this.query('[part~="items"]');
    return items ? readText(items) : undefined;
  }

  /** The labels of what may be done, and of what may not. */
  get actions(): string[] {
    return this.queryAll('.actions button').map((button) => readText(button));
  }

  /** Why an action is refused, as it is said with its control. */
  get refusal(): string | undefined {
    const refused = this.query('.button[aria-disabled="true"]');
    const reason = refused?.getAttribute('aria-describedby');
    return reason ? readText(this.get(`#${reason}`)) : undefined;
  }

  button(label: string): HTMLButtonElement {
    const found = this.queryAll('button').find((button) => readText(button) === label || button.ariaLabel === label);
    if (found) return found as HTMLButtonElement;
    throw new Error(`no button "${label}" in ${this.text}`);
  }

  hasButton(label: string): boolean {
    return this.queryAll('button').some((button) => readText(button) === label);
  }

  get prices(): string[] {
    return this.queryAll('[part~="price"]').map((price) => readText(price));
  }

  get states(): string[] {
    return this.queryAll('.status').map((state) => readText(state));
  }

  get status(): HTMLElement {
    return this.get('.status');
  }

  get price(): HTMLElement {
    return this.get('[part~="price"]');
  }

  /** The control that begins with these words, of those that are seen at once. */
  findControl(label: string): HTMLButtonElement | undefined {
    const buttons = this.queryAll('.actions button') as HTMLButtonElement[];
    return buttons.find((button) => readText(button).startsWith(label));
  }

  get panel(): HTMLElement {
    return this.get('.panel');
  }

  /** The dot before the words of its state. */
  get dot(): CSSStyleDeclaration {
    return getComputedStyle(this.status, '::before');
  }

  /** The part of the period line that has passed. */
  get passed(): CSSStyleDeclaration {
    return getComputedStyle(this.get('.track'), '::before');
  }

  /** What moves in it. */
  get animations(): Animation[] {
    return this.root.getAnimations();
  }

  /** The next charge with its lines and its card; undefined where nothing is charged. */
  get next(): string | undefined {
    const next = this.query('[part~="next"]');
    return next ? readText(next) : undefined;
  }

  get hasPeriod(): boolean {
    return this.query('[role="img"]') !== null;
  }

  /** The sentence that the period line is to a screen reader. */
  get period(): string | null {
    return this.get('[role="img"]').ariaLabel;
  }

  /** The button that opens the menu of a subscription; undefined until that is loaded. */
  get menuButton(): HTMLButtonElement | undefined {
    return (this.query('.name .icon') as HTMLButtonElement | null) ?? undefined;
  }

  /** The menu that is open. */
  get menu(): HTMLElement | null {
    return this.query(':popover-open');
  }

  /** Opens the menu of the first subscription that has one. */
  async openMenu(): Promise<HTMLElement> {
    const button = await until(() => this.menuButton, 'the menu’s button');
    button.click();
    const menu = await until(() => this.menu, 'a menu');
    await until(() => menu.contains(this.focused), 'the focus in the menu');
    return menu;
  }

  /** Everything that can be pressed, and what it is called; menus are read whether or not they are open. */
  get everyAction(): string[] {
    return this.queryAll('button').map(
      (button) => button.ariaLabel ?? readText(button.querySelector('span') ?? button),
    );
  }

  /** What can be chosen in the open menu, and what cannot. */
  get menuItems(): SeenItem[] {
    return [...(this.menu?.querySelectorAll('[role="menuitem"]') ?? [])].map((item) => {
      const [label, refusal] = [...item.querySelectorAll('span')].map((part) => readText(part));
      return {label: label ?? '', refusal};
    });
  }

  item(label: string): HTMLElement {
    const items = [...(this.menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const found = items.find((item) => readText(item).startsWith(label));
    if (found) return found;
    throw new Error(`no "${label}" in ${JSON.stringify(this.menuItems)}`);
  }
}
