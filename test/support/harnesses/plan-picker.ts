import '../../../src/client/requests.js';
import '../../../src/components/flows.js';
import '../../../src/components/plan-picker/plan-picker.js';
import '../../../src/localize/locales/en/language.js';
import '../../../src/localize/locales/en/picker.js';
import '../../../src/localize/locales/en/refusals.js';
import '../../../src/localize/locales/en/review.js';
import '../../../src/localize/locales/en/trouble.js';
import '../../../src/localize/locales/en/writes.js';
import '../../../src/ui/trouble.js';
import type {PlanPickerElement} from '../../../src/components/plan-picker/plan-picker.js';
import {until} from '../mount.js';
import {ElementHarness, readText} from './element.js';
import {SubscriptionChangeHarness} from './flow.js';

/** A plan as it is shown. */
export interface ShownCard {
  text: string;
  price: string;
  features: string[];
  isChosen: boolean;
  isOff: boolean;
  isYours: boolean;
  /** Why it cannot be chosen, as it is said with its control. */
  why: string;
}

export class PlanPickerHarness extends ElementHarness<PlanPickerElement> {
  get title(): string {
    return readText(this.get('#heading'));
  }

  get titleElement(): HTMLElement {
    return this.get('#heading');
  }

  get back(): HTMLElement {
    return this.get('.back');
  }

  get names(): string[] {
    return this.queryAll('.card h3 bdi').map((name) => readText(name));
  }

  card(name: string): ShownCard {
    const card = this.cardElement(name);
    const radio = this.radio(name);
    const described = (radio.getAttribute('aria-describedby') ?? '').split(' ');
    const why = described.filter((id) => id.endsWith('-why')).map((id) => readText(this.get(`#${id}`)));
    return {
      text: readText(card),
      price: readText(card.querySelector('.price') as HTMLElement),
      features: [...card.querySelectorAll<HTMLElement>('.features li')].map((feature) => readText(feature)),
      isChosen: radio.ariaChecked === 'true',
      isOff: radio.ariaDisabled === 'true',
      isYours: card.querySelector('.badge') !== null,
      why: why.join(' '),
    };
  }

  radio(name: string): HTMLButtonElement {
    return this.cardElement(name).querySelector('[role="radio"]') as HTMLButtonElement;
  }

  /** The names of the plans that are chosen: one, or none. */
  get chosen(): string[] {
    return this.names.filter((name) => this.card(name).isChosen);
  }

  choose(name: string): void {
    this.radio(name).click();
  }

  /** What stands above the cards because it is true of all of them. */
  get common(): string | undefined {
    const common = this.query('.common');
    return common ? readText(common) : undefined;
  }

  get intervals(): string[] {
    return this.queryAll('.segments button').map((segment) => readText(segment));
  }

  /** What is said beside the intervals. */
  get saving(): string {
    return readText(this.get('.intervals'));
  }

  chooseInterval(name: string): void {
    this.queryAll('.segments button')
      .find((segment) => readText(segment) === name)
      ?.click();
  }

  /** The field of a number, by its label. */
  count(label: string): HTMLInputElement {
    return this.field(label).querySelector('input') as HTMLInputElement;
  }

  /** What stands beside a number: within what it can be chosen, and what is wrong. */
  hint(label: string): string {
    return readText(this.field(label).querySelector('.note') as HTMLElement);
  }

  less(label: string): HTMLButtonElement {
    return this.field(label).querySelector('button:first-of-type') as HTMLButtonElement;
  }

  more(label: string): HTMLButtonElement {
    return this.field(label).querySelector('button:last-of-type') as HTMLButtonElement;
  }

  write(input: HTMLInputElement, text: string): void {
    input.value = text;
    input.dispatchEvent(new InputEvent('input', {bubbles: true}));
  }

  leave(input: HTMLInputElement): void {
    input.dispatchEvent(new Event('change', {bubbles: true}));
  }

  get switches(): HTMLButtonElement[] {
    return this.queryAll('[role="switch"]') as HTMLButtonElement[];
  }

  get hasCode(): boolean {
    return this.query('#code') !== null;
  }

  get code(): HTMLInputElement {
    return this.get('#code') as HTMLInputElement;
  }

  get codeButton(): HTMLButtonElement {
    return this.get('.beside button') as HTMLButtonElement;
  }

  /** What the code does, or why it was not taken. */
  get codeNote(): string {
    return readText(this.get('#code-note'));
  }

  get addOns(): string {
    return readText(this.get('.add-ons'));
  }

  /** What the foot says it will be. */
  get will(): string {
    return readText(this.get('.will'));
  }

  /** True while the amounts are those of the choice before. */
  get isOld(): boolean {
    return this.query('.will .old') !== null;
  }

  get isFetching(): boolean {
    return this.get('.will').ariaBusy === 'true';
  }

  get review(): HTMLButtonElement {
    return this.get('#review') as HTMLButtonElement;
  }

  get canReview(): boolean {
    return this.review.ariaDisabled !== 'true';
  }

  get again(): HTMLButtonElement {
    return this.get('.will .button') as HTMLButtonElement;
  }

  /** True where the review has taken the place of the choice. */
  get isReviewing(): boolean {
    return this.query('subscription-change') !== null;
  }

  get nothing(): string {
    return readText(this.get('[part~="empty"]'));
  }

  /** Waits until the plans are here. */
  async choosing(): Promise<this> {
    await until(() => this.query('.card .radio') ?? this.query('[part~="empty"]'), 'plans');
    return this;
  }

  /** Waits until the foot says the amounts of what is chosen. */
  async settled(): Promise<this> {
    await this.element.updateComplete;
    await until(() => !this.isFetching, 'the amounts');
    return this;
  }

  /** Waits for the review, with its amounts. */
  async reviewing(): Promise<SubscriptionChangeHarness> {
    const element = await until(() => this.query('subscription-change'), 'a review');
    const review = new SubscriptionChangeHarness(element as HTMLElementTagNameMap['subscription-change']);
    await until(() => review.isReady && review.facts.length > 0, 'amounts of the review');
    return review;
  }

  private cardElement(name: string): HTMLElement {
    const found = this.queryAll('.card').find((card) => readText(card.querySelector('bdi') ?? card) === name);
    if (found) return found;
    throw new Error(`no plan "${name}" among "${this.names.join('", "')}"`);
  }

  private field(label: string): HTMLElement {
    const found = this.queryAll('.count').find((field) => readText(field.querySelector('label') ?? field) === label);
    if (found) return found;
    throw new Error(`no number "${label}"`);
  }
}
