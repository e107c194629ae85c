import type {SubscriptionSummaryElement} from '../../../src/components/subscription-summary/subscription-summary.js';
import '../../../src/components/subscription-summary/subscription-summary.js';
import {ElementHarness, readText} from './element.js';

export class SubscriptionSummaryHarness extends ElementHarness<SubscriptionSummaryElement> {
  /** One text a subscription. */
  get plans(): string[] {
    return this.queryAll('.plan:not([aria-hidden])').map((panel) => readText(panel));
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
    const refused = this.query('[aria-disabled="true"]');
    const reason = refused?.getAttribute('aria-describedby');
    return reason ? readText(this.get(`#${reason}`)) : undefined;
  }

  button(label: string): HTMLButtonElement {
    const found = this.queryAll('button').find((button) => readText(button) === label || button.ariaLabel === label);
    if (found) return found as HTMLButtonElement;
    throw new Error(`no button "${label}" in ${this.text}`);
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

  /** The control that leads to a change; undefined where none is offered. */
  get change(): HTMLButtonElement | undefined {
    return (this.query('.actions button') as HTMLButtonElement | null) ?? undefined;
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
}
