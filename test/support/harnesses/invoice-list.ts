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

  /** What a row says, cell by cell. */
  readRow(index: number): string[] {
    return [...(this.rows[index]?.querySelectorAll('td') ?? [])].map((cell) => readText(cell));
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
    await until(() => this.rows.length === count, `${count} rows`);
    return this;
  }

  private opener(row: HTMLElement): HTMLButtonElement {
    const opener = row.querySelector('button');
    if (opener) return opener;
    throw new Error('a row without a control');
  }
}
