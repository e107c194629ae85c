import {BillingError} from '../../../contract/errors.js';
import type {Page} from '../../../contract/schema.js';

/**
 * Pages by position, not by offset: a row that is added while somebody turns pages neither repeats nor hides another.
 */

/** Where a row stands: its instant, and what breaks the tie between rows of the same one. */
export interface Position {
  issuedAt: string;
  sequence: number;
}

/** Sorts newest first; rows of the same instant by their order of issue, the last one first. */
export function compareNewestFirst(one: Position, other: Position): number {
  if (one.issuedAt !== other.issuedAt) return one.issuedAt < other.issuedAt ? 1 : -1;
  return other.sequence - one.sequence;
}

/** A position as an opaque text that is safe in a URL. */
export function toCursor({issuedAt, sequence}: Position): string {
  return btoa(`${issuedAt} ${sequence}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The position that a cursor stands for. Throws `invalid_request` for a text that is no cursor. */
export function fromCursor(cursor: string): Position {
  const match = /^(\S+) (\d{1,15})$/.exec(decode(cursor));
  if (match === null || Number.isNaN(Date.parse(match[1] ?? ''))) throw notACursor();
  return {issuedAt: match[1] ?? '', sequence: Number(match[2])};
}

function decode(cursor: string): string {
  try {
    return atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    throw notACursor();
  }
}

function notACursor(): BillingError {
  return new BillingError('invalid_request', {field: 'cursor', message: 'this is no cursor of this list'});
}

/** The page that follows `cursor`, of rows that are sorted newest first; the first page where it is absent. */
export function toPage<T extends Position>(rows: readonly T[], limit: number, cursor: string | undefined): Page<T> {
  const after = cursor === undefined ? null : fromCursor(cursor);
  const rest = after === null ? rows : rows.filter((row) => compareNewestFirst(row, after) > 0);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {items, nextCursor: last !== undefined && rest.length > items.length ? toCursor(last) : null};
}
