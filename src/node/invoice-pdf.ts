import type {ChargeLine, Totals} from '../contract/charge.js';
import type {Address} from '../contract/customer.js';
import {formatDate, formatMoney, formatNumber, formatPercent} from '../contract/format.js';
import type {Invoice} from '../contract/invoice.js';
import type {Money, UnitPrice} from '../contract/money.js';
import type {PaymentMethod} from '../contract/payment-method.js';
import type {InvoicePdf} from '../server/ports/surroundings.js';
import type {PdfFont} from './pdf-fonts.js';
import {openSheet, type Column, type Sheet, type Tag} from './pdf-sheet.js';
import {fill, findPdfWords, type PdfWords} from './pdf-words.js';

/** How invoices are printed. */
export interface PdfInvoicesOptions {
  /** Who sends the invoice: a name, and lines such as address, tax id and register, as the law where you are wants them. */
  seller: {name: string; lines?: readonly string[]};
  /** `A4` where absent. */
  paper?: 'A4' | 'LETTER';
  /** Fonts for letters that the built-in one does not have, such as Japanese ones; asked in their order. */
  fonts?: readonly PdfFont[];
}

/**
 * Makes PDFs of invoices, for `createBilling({invoicePdf: pdfInvoices({seller: …})})`: tagged for screen readers, with the
 * fonts in it, and the same bytes for the same invoice. The built-in font has Latin, Cyrillic, Greek, Arabic and Hebrew
 * letters; words are in English, German, Arabic and Japanese. Needs the optional peers `pdfkit`, `dejavu-fonts-ttf` and
 * `bidi-js`: where one is missing, the first call rejects with the install command.
 */
export function pdfInvoices(options: PdfInvoicesOptions): InvoicePdf {
  return async ({invoice, customer, locale}) => {
    const words = findPdfWords(locale);
    const {seller, paper = 'A4', fonts = []} = options;
    const number = invoice.number ?? invoice.id;
    const title = `${words.invoice} ${number}`;
    const at = new Date(invoice.issuedAt);
    const sheet = await openSheet({title, author: seller.name, locale, at, paper, fonts});
    const billedTo = invoice.billedTo ?? {name: customer.name, address: customer.address, taxIds: customer.taxIds};
    const page = {sheet, words, locale};
    writeHead(page, invoice, seller);
    writeFacts(page, invoice, billedTo);
    writeLines(page, invoice.lines);
    writeSums(page, invoice);
    return sheet.finish((index, count) =>
      [
        seller.name,
        title,
        fill(words.page, {page: formatNumber(locale, index), pages: formatNumber(locale, count)}),
      ].join('   ·   '),
    );
  };
}

/** What every part of an invoice is printed with. */
interface Page {
  sheet: Sheet;
  words: PdfWords;
  locale: string;
}

const grey = '#5f6368';

function writeHead({sheet, words}: Page, invoice: Invoice, seller: PdfInvoicesOptions['seller']): void {
  const top = sheet.y;
  const left = {from: 0, width: sheet.width * 0.5};
  const right = {from: sheet.width * 0.55, width: sheet.width * 0.45};
  const title = invoice.status === 'void' ? `${words.invoice}, ${words.void}` : words.invoice;
  const height = sheet.write(title, right, {as: 'H1', size: 20, bold: true, atEnd: true});
  sheet.write(invoice.number ?? invoice.id, right, {y: top + height, color: grey, atEnd: true});
  sheet.y += sheet.write(seller.name, left, {size: 13, bold: true});
  for (const line of seller.lines ?? []) sheet.y += sheet.write(line, left, {color: grey, size: 8.5});
  sheet.y = Math.max(sheet.y, top + height + 14) + 28;
}

/** On the left whom it is for, on the right when and how it is paid. */
function writeFacts(page: Page, invoice: Invoice, billedTo: NonNullable<Invoice['billedTo']>): void {
  const {sheet, words, locale} = page;
  const {issuedAt, paidAt, dueAt, paidWith, number, id} = invoice;
  const top = sheet.y;
  const left = {from: 0, width: sheet.width * 0.48};
  let y = top + sheet.write(words.billedTo, left, {size: 8.5, color: grey});
  const {name, address, taxIds = []} = billedTo;
  const lines = [
    ...(address ? toAddressLines(address, locale) : []),
    ...taxIds.map(({value}) => `${words.taxId}: ${value}`),
  ];
  if (name) y += sheet.write(name, left, {y, bold: true});
  for (const line of lines) y += sheet.write(line, left, {y});
  const long = (at: string): string => formatDate(locale, at, 'long');
  const facts: [label: string, value: string | null][] = [
    [words.number, number ?? id],
    [words.date, long(issuedAt)],
    [words.due, !paidAt && dueAt ? long(dueAt) : null],
    [words.paid, paidAt && long(paidAt)],
    [words.paidWith, paidWith && toMethod(paidWith, locale)],
  ];
  let end = top;
  for (const [label, value] of facts) {
    if (!value) continue;
    sheet.write(label, {from: sheet.width * 0.55, width: sheet.width * 0.17}, {y: end, color: grey});
    end += sheet.write(value, {from: sheet.width * 0.73, width: sheet.width * 0.27}, {y: end, atEnd: true});
  }
  sheet.y = Math.max(y, end) + 28;
}

/** The columns of the lines, as shares of the width. */
function toColumns({sheet: {width}}: Page): [Column, Column, Column, Column] {
  const column = (from: number, share: number): Column => ({from: width * from, width: width * share});
  return [column(0, 0.48), column(0.5, 0.13), column(0.64, 0.17), column(0.82, 0.18)];
}

function writeLines(page: Page, lines: readonly ChargeLine[]): void {
  const {sheet} = page;
  const table = sheet.tag('Table');
  writeTableHead(page, table);
  for (const line of lines) {
    const cells = toCells(page, line);
    const [first] = toColumns(page);
    const height = sheet.measure(cells[0], first) + (cells[1] ? sheet.measure(cells[1], first, {size: 8}) : 0) + 12;
    if (!sheet.fits(height)) {
      sheet.turn();
      writeTableHead(page, table);
    }
    writeRow(page, table, cells);
    sheet.y += height - 6;
    sheet.rule();
    sheet.y += 6;
  }
  table.end();
}

function writeTableHead(page: Page, table: Tag): void {
  const {sheet, words} = page;
  const row = sheet.tag('TR', table);
  const heads = [words.forWhat, words.quantity, words.each, words.amount];
  const columns = toColumns(page);
  const heights = columns.map((column, index) => {
    const style = {as: 'TH', inside: row, size: 8.5, color: grey, atEnd: index > 0};
    return sheet.write(heads[index] ?? '', column, style);
  });
  row.end();
  sheet.y += Math.max(...heights) + 4;
  sheet.rule();
  sheet.y += 6;
}

type Cells = [name: string, under: string, quantity: string, each: string, amount: string];

function toCells({words, locale}: Page, {description, note, period, quantity, unitPrice, amount}: ChargeLine): Cells {
  const money = (given: Money | UnitPrice): string => formatMoney(locale, given);
  const span = period && {
    start: formatDate(locale, period.start, 'medium'),
    end: formatDate(locale, period.end, 'medium'),
  };
  return [
    description,
    note ?? (span ? fill(words.period, span) : ''),
    quantity === null ? '' : formatNumber(locale, quantity),
    unitPrice ? money(unitPrice) : '',
    money(amount),
  ];
}

function writeRow(page: Page, table: Tag, [name, under, quantity, each, amount]: Cells): void {
  const {sheet} = page;
  const row = sheet.tag('TR', table);
  const [first, ...others] = toColumns(page);
  const cell = sheet.tag('TD', row);
  const height = sheet.write(name, first, {as: 'P', inside: cell});
  if (under) sheet.write(under, first, {as: 'P', inside: cell, y: sheet.y + height, size: 8, color: grey});
  cell.end();
  [quantity, each, amount].forEach((text, index) => {
    sheet.write(text, others[index] as Column, {as: 'TD', inside: row, atEnd: true});
  });
  row.end();
}

/** The sums, which stay together on one page: they are the provider's, none is added up here. */
function writeSums(page: Page, invoice: Invoice): void {
  const {sheet} = page;
  const sums = toSums(page, invoice);
  sheet.y += 10;
  if (!sheet.fits(sums.length * 17)) sheet.turn();
  const label = {from: sheet.width * 0.5, width: sheet.width * 0.31};
  const value = {from: sheet.width * 0.7, width: sheet.width * 0.3};
  const list = sheet.tag('Table');
  for (const [name, amount, isTotal = false] of sums) {
    if (isTotal) {
      sheet.rule({from: label.from, width: sheet.width - label.from});
      sheet.y += 7;
    }
    const style = isTotal ? {bold: true, size: 12} : {};
    const row = sheet.tag('TR', list);
    const height = sheet.write(name, label, {...style, as: 'TD', inside: row, ...(isTotal ? {} : {color: grey})});
    sheet.write(amount, value, {...style, as: 'TD', inside: row, atEnd: true});
    row.end();
    sheet.y += height + 4;
  }
  list.end();
}

function toSums({words, locale}: Page, invoice: Invoice): [name: string, amount: string, isTotal?: boolean][] {
  const {totals, credits, total, amountDue} = invoice;
  const money = (given: Money): string => formatMoney(locale, given);
  const minus = (given: Money): string => money({...given, amount: -given.amount});
  const day = (at: string): {date: string} => ({date: formatDate(locale, at, 'medium')});
  return [
    [words.subtotal, money(totals.subtotal)],
    ...(totals.discount ? [[words.discount, money(totals.discount)] as [string, string]] : []),
    ...totals.taxes.map((tax): [string, string] => [toTaxName(words, tax, locale), money(tax.amount)]),
    [words.total, money(total), true],
    ...credits.map(({kind, at, amount}): [string, string] => [
      fill(kind === 'refund' ? words.refunded : words.credited, day(at)),
      minus(amount),
    ]),
    ...(amountDue.amount > 0 ? [[words.stillDue, money(amountDue)] as [string, string]] : []),
  ];
}

function toTaxName(words: PdfWords, {name, percent, inclusive}: Totals['taxes'][number], locale: string): string {
  const isRate = percent !== null && Number.isFinite(Number(percent));
  const tax = isRate ? fill(words.taxRate, {name, percent: formatPercent(locale, percent)}) : name;
  return inclusive ? fill(words.included, {tax}) : tax;
}

function toMethod({brand, label, last4, kind}: PaymentMethod, locale: string): string {
  const name = brand?.replace(kind === 'bank_debit' ? /./g : /^./, (letter) => letter.toUpperCase()) || label || '';
  const digits = last4?.replace(/\d/g, (digit) => formatNumber(locale, Number(digit)));
  return digits ? `${name} •••• ${digits}` : name;
}

function toAddressLines({line1, line2, city, region, postalCode, country}: Address, locale: string): string[] {
  const place = [postalCode, city].filter(Boolean).join(' ');
  const land = new Intl.DisplayNames(locale, {type: 'region', fallback: 'code'}).of(country);
  return [line1, line2, place, region, land].filter((line): line is string => !!line);
}
