// What a page loads when it is first needed: a test that waits for it does not wait for the network.
import '../../../src/client/requests.js';
import '../../../src/components/invoice-list/invoice-browser.js';
import '../../../src/localize/locales/en/invoice-tools.js';
import '../../../src/localize/locales/en/invoices.js';
import '../../../src/localize/locales/en/language.js';
import '../../../src/localize/locales/en/trouble.js';
import '../../../src/ui/trouble.js';
import type {InvoiceListElement} from '../../../src/components/invoice-list/invoice-list.js';
import '../../../src/components/invoice-list/invoice-list.js';
import {until} from '../mount.js';
import {ElementHarness, readText} from './element.js';

export class InvoiceListHarness extends ElementHarness<InvoiceListElement> {
  get rows(): HTMLElement[] {
    return this.queryAll('[part~="row"]');
  }

  /** The invoices' numbers, as they are listed. */
  get numbers(): string[] {
    return this.rows.map((row) => readText(this.opener(row)));
  }

  /** How many are listed, in sight or not. */
  get count(): number {
    const foot = this.query('.foot [role="status"]');
    const [told] = /\d[\d,]*/.exec(foot ? readText(foot) : '') ?? [];
    return told === undefined ? this.rows.length : Number(told.replace(',', ''));
  }

  /** What a row says, cell by cell. */
  readRow(index: number): string[] {
    return [...(this.rows[index]?.querySelectorAll('td:not(.pick, .act)') ?? [])].map((cell) => readText(cell));
  }

  /** Where a row stands. */
  rowBox(index: number): DOMRect {
    return this.rowControl(index).closest('tr')?.getBoundingClientRect() ?? new DOMRect();
  }

  /** The control that opens the invoice of a row. */
  rowControl(index: number): HTMLButtonElement {
    const row = this.rows[index];
    if (!row) throw new Error(`there is no row ${index}`);
    return this.opener(row);
  }

  /** The control that pays the invoice of a number; undefined where it is not offered. */
  findPay(number: string): HTMLButtonElement | undefined {
    const row = this.rows.find((candidate) => readText(this.opener(candidate)) === number);
    return row?.querySelector<HTMLButtonElement>('.act .button') ?? undefined;
  }

  /** The state of the invoice of a number. */
  findState(number: string): string | undefined {
    const row = this.rows.find((candidate) => readText(this.opener(candidate)) === number);
    const state = row?.querySelector<HTMLElement>('.status');
    return state ? readText(state) : undefined;
  }

  get search(): HTMLInputElement {
    return this.get('.tools .field') as HTMLInputElement;
  }

  /** What a filter offers; undefined where there is none of that name. */
  choices(name: string): string[] | undefined {
    const select = this.query(`select[aria-label="${name}"]`) as HTMLSelectElement | null;
    return select ? [...select.options].map((option) => readText(option)) : undefined;
  }

  choose(name: string, choice: string): void {
    const select = this.get(`select[aria-label="${name}"]`) as HTMLSelectElement;
    select.selectedIndex = this.choices(name)?.indexOf(choice) ?? -1;
    select.dispatchEvent(new Event('change', {bubbles: true}));
  }

  /** The box that chooses an invoice. */
  pick(number: string): HTMLInputElement {
    return this.get(`input[aria-label="Select ${number}"]`) as HTMLInputElement;
  }

  get pickAll(): HTMLInputElement {
    return this.get('thead input') as HTMLInputElement;
  }

  /** The button that downloads an invoice. */
  download(number: string): HTMLElement {
    return this.get(`button[aria-label="Download ${number}"]`);
  }

  findButton(label: string): HTMLElement | undefined {
    return this.queryAll('button.button').find((button) => readText(button) === label);
  }

  /** What went wrong with files. */
  get alerts(): string[] {
    return this.queryAll('[role="alert"]').map((alert) => readText(alert));
  }

  /** A link to a file of the provider's. */
  get link(): HTMLAnchorElement {
    return this.get('.file a') as HTMLAnchorElement;
  }

  get table(): HTMLElement {
    return this.get('.list');
  }

  /** How many elements the list consists of. */
  get panelElements(): number {
    return this.get('.panel').querySelectorAll('*').length;
  }

  /** Scrolls a long list to a share of its height. */
  async scrollTo(share: number): Promise<void> {
    const box = this.get('.window');
    box.scrollTop = (box.scrollHeight - box.clientHeight) * share;
    await this.settled();
  }

  /** Waits until what follows from a scroll or a focus is laid out. */
  async settled(): Promise<void> {
    // A page that is not in front has no frames, and so hears of no scrolling by itself.
    this.query('.window')?.dispatchEvent(new Event('scroll'));
    await this.element.updateComplete;
  }

  /** What its buttons outside of a table say. */
  get buttons(): string[] {
    return this.queryAll('button.button').map((button) => readText(button));
  }

  press(label: string): void {
    this.queryAll('button.button')
      .find((button) => readText(button) === label)
      ?.click();
  }

  get viewAll(): HTMLElement {
    return this.get('#all');
  }

  get hasViewAll(): boolean {
    return this.query('#all') !== null;
  }

  get showMore(): HTMLElement {
    return this.get('.foot button');
  }

  get hasShowMore(): boolean {
    return this.query('.foot button') !== null;
  }

  /** What is said below the list. */
  get foot(): string {
    return readText(this.get('.foot'));
  }

  /** What a screen reader is told when more has come. */
  get announced(): string {
    return readText(this.get('.foot [role="status"]'));
  }

  get title(): HTMLElement {
    return this.get('.title h2');
  }

  get hasTitle(): boolean {
    return this.query('.title h2') !== null;
  }

  get back(): HTMLElement {
    return this.get('.back');
  }

  /** An open invoice as it is printed; undefined while it is not here. */
  get invoice(): string | undefined {
    const article = this.query('article');
    return article ? readText(article) : undefined;
  }

  /** The sums of an open invoice, `label amount`. */
  get sums(): string[] {
    const labels = this.queryAll('.totals dt').map((label) => readText(label));
    return this.queryAll('.totals dd').map((amount, index) => `${labels[index]} ${readText(amount)}`);
  }

  get isWaitingForInvoice(): boolean {
    return this.query('.waiting') !== null;
  }

  /** What the section is called by a screen reader. */
  get sectionName(): string | undefined {
    const named = this.query('section')?.getAttribute('aria-labelledby') ?? '';
    const heading = this.query(`#${named}`);
    return heading ? readText(heading) : undefined;
  }

  async opened(): Promise<this> {
    await until(() => this.invoice, 'an open invoice');
    return this;
  }

  async listed(count: number): Promise<this> {
    await until(() => this.count === count, `${count} rows`);
    return this;
  }

  private opener(row: HTMLElement): HTMLButtonElement {
    const opener = row.querySelector('button');
    if (opener) return opener;
    throw new Error('a row without a control');
  }
}
