import type {Money, UnitPrice} from './money.js';

/** `long` 1 December 2026, `medium` 1 Dec 2026, `short` 1 Dec, `month` 12/2026. */
export type DateStyle = 'long' | 'medium' | 'short' | 'month';

/**
 * A day in the customer's language. In UTC, as invoices print it: a period that begins at midnight UTC begins on the
 * same day everywhere.
 */
export function formatDate(locale: string, at: string, style: DateStyle): string {
  return new Intl.DateTimeFormat(locale, {
    day: style === 'month' ? undefined : 'numeric',
    month: style === 'long' ? style : style === 'month' ? '2-digit' : 'short',
    year: style === 'short' ? undefined : 'numeric',
    timeZone: 'UTC',
  }).format(new Date(at));
}

/**
 * An amount exactly as the provider counts it: digits come from its exponent and never from `Intl`, which knows other
 * ones for HUF and IDR, and the number is handed over as text (`11600E-2`), so that no binary fraction is ever between.
 * What is no number is shown as it came.
 */
export function formatMoney(locale: string, {amount, currency, exponent}: Money | UnitPrice): string {
  const maximumFractionDigits = (String(amount).split('.')[1] ?? '').length + exponent;
  const number = `${amount}E-${exponent}` as unknown as number;
  // Intl writes no more than a hundred decimals.
  if (!isFinite(number) || maximumFractionDigits > 100) return `${currency} ${amount}`;
  const format = (options: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(locale, {minimumFractionDigits: exponent, maximumFractionDigits, ...options}).format(number);
  try {
    return format({style: 'currency', currency});
  } catch {
    // A currency that is none, from a provider that is new: its code and the number are still true.
    return `${currency} ${format({})}`;
  }
}

/** A rate such as `"19"` as the language writes 19 %. */
export function formatPercent(locale: string, percent: string): string {
  return new Intl.NumberFormat(locale, {style: 'percent', maximumFractionDigits: 3}).format(Number(percent) / 100);
}

/** A count or a quantity. */
export function formatNumber(locale: string, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}
