import type {SubscriptionSummaryElement} from '../../../src/components/subscription-summary/subscription-summary.js';
import '../../../src/components/subscription-summary/subscription-summary.js';
import {ElementHarness, readText} from './element.js';

export class SubscriptionSummaryHarness extends ElementHarness<SubscriptionSummaryElement> {
  /** One text a subscription. */
  get plans(): string[] {
    return this.queryAll('.panel.plan:not([aria-hidden])').map((panel) => readText(panel));
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

  /** The sentence that the period line is to a screen reader. */
  get period(): string | null {
    return this.get('[role="img"]').ariaLabel;
  }
}
