// What a page loads when it is first needed: a test that waits for it does not wait for the network.
import '../../../src/localize/locales/en/usage.js';
import '../../../src/components/usage-meters/usage-detail.js';
import '../../../src/components/usage-meters/usage-meters.js';
import type {UsageMetersElement} from '../../../src/components/usage-meters/usage-meters.js';
import {until} from '../mount.js';
import {ElementHarness, readText} from './element.js';

/** A bar of the chart, as it stands on the screen, in pixels. */
export interface SeenBar {
  kind: string;
  left: number;
  width: number;
  height: number;
  /** What is said of it where the pointer is. */
  title: string;
}

export class UsageMetersHarness extends ElementHarness<UsageMetersElement> {
  /** Name, value and note of each meter. */
  get rows(): string[][] {
    return this.queryAll('[part~="row"]').map((row) =>
      ['.name', '.value', ':scope > .note'].map((selector) => readText(row.querySelector(selector) as Element)),
    );
  }

  get names(): string[] {
    return this.rows.map(([name]) => name ?? '');
  }

  /** What each bar is to a screen reader. */
  get bars(): {name: string; text: string; now: number}[] {
    return this.queryAll('[role="meter"]').map((bar) => ({
      name: readText(this.get(`#${bar.getAttribute('aria-labelledby')}`)),
      text: (bar.ariaValueText ?? '').replaceAll(/[\u2068\u2069]/g, ''),
      now: Number(bar.ariaValueNow),
    }));
  }

  bar(name: string): HTMLElement {
    const found = this.queryAll('[part~="row"]').find((row) => readText(row).startsWith(name));
    return found?.querySelector('.bar') as HTMLElement;
  }

  /** The tone of a bar: `danger`, `warning`, or nothing. */
  tone(name: string): string {
    return [...this.bar(name).classList].filter((one) => one === 'danger' || one === 'warning').join();
  }

  button(label: string): HTMLButtonElement {
    const found = this.queryAll('button').find((button) => readText(button) === label);
    if (found) return found as HTMLButtonElement;
    throw new Error(`no button "${label}" in ${this.text}`);
  }

  get hasSection(): boolean {
    return this.query('section') !== null;
  }

  get hasChart(): boolean {
    return this.query('.plot svg') !== null;
  }

  /** Waits until the bars are here. */
  async listed(): Promise<this> {
    await until(() => this.rows.length > 0 && !this.isBusy, 'rows');
    return this;
  }

  /** Waits until the details are here. */
  async detailed(): Promise<this> {
    await until(() => this.query('.figures') && this.query('.shown')?.ariaBusy === 'false', 'details');
    return this;
  }

  /** The figures above the chart: name, value and note. */
  get figures(): string[][] {
    return this.queryAll('.figures > div').map((figure) => [...figure.children].map((part) => readText(part)));
  }

  /** The picture in words. */
  get chartText(): string {
    return (this.get('.plot svg').ariaLabel ?? '').replaceAll(/[\u2068\u2069]/g, '');
  }

  get chartBars(): SeenBar[] {
    return [...this.get('.plot').querySelectorAll('rect')].map((rect) => {
      const {left, width, height} = rect.getBoundingClientRect();
      const title = readText(rect.querySelector('title') as Element);
      return {kind: rect.classList.value, left, width, height, title};
    });
  }

  /** How high the limit stands, in pixels above the ground; undefined for none. */
  get limitHeight(): number | undefined {
    const line = this.query('line.limit');
    return line ? this.get('.plot').getBoundingClientRect().bottom - line.getBoundingClientRect().top : undefined;
  }

  get plot(): DOMRect {
    return this.get('.plot').getBoundingClientRect();
  }

  get axis(): string[] {
    return this.queryAll('.axis span').map((label) => readText(label));
  }

  get days(): string[] {
    return this.queryAll('.days span').map((label) => readText(label));
  }

  get legend(): string[] {
    return this.queryAll('.legend span').map((entry) => readText(entry));
  }

  /** The table: its heads first, each row by its cells. */
  get table(): string[][] {
    return this.queryAll('table tr').map((row) => [...row.children].map((cell) => readText(cell)));
  }

  /** The meter that is looked at. */
  get chosen(): string {
    const pressed = this.query('.segments [aria-pressed="true"]');
    if (pressed) return readText(pressed);
    const select = this.selects.find(({ariaLabel}) => ariaLabel === 'Meter');
    return readText(select?.selectedOptions[0] as Element);
  }

  get selects(): HTMLSelectElement[] {
    return this.queryAll('.tools select') as HTMLSelectElement[];
  }

  /** The choice of period; undefined where there is none. */
  get periods(): HTMLSelectElement | undefined {
    return this.selects.find(({ariaLabel}) => ariaLabel === 'Period');
  }

  get offeredPeriods(): string[] {
    return [...(this.periods?.options ?? [])].map((option) => readText(option));
  }

  /** Chooses a period by its words, and waits for what it brings. */
  async choosePeriod(words: string): Promise<void> {
    const select = this.periods as HTMLSelectElement;
    const option = [...select.options].find((one) => readText(one) === words);
    if (!option) throw new Error(`no "${words}" in ${this.offeredPeriods.join()}`);
    select.value = option.value;
    select.dispatchEvent(new Event('change'));
    await this.element.updateComplete;
  }

  get style(): (selector: string) => CSSStyleDeclaration {
    return (selector) => getComputedStyle(this.get(selector));
  }
}
