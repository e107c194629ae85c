import type {Money} from './money.js';

/** Tables as RFC 4180 writes them, safe to open in a spreadsheet. */

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), also in full width. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** One text: quoted where it must be, and never a formula. */
export function toCell(text: string | null): string {
  const safe = text !== null && formula.test(text) ? `'${text}` : (text ?? '');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** An amount as a plain decimal number, `138.04`: made here, so that its minus is no formula. */
export function toDecimal({amount, exponent}: Money): string {
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return `${amount < 0 ? '-' : ''}${whole}${exponent > 0 ? `.${digits.slice(-exponent)}` : ''}`;
}

/** One line, with its end. */
export function toLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}
