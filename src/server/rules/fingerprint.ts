import {encodeBase64Url, toBytes} from './encoding.js';

/** SHA-256 of a value as JSON whose members are in alphabetical order: reordered members are the same request. */
export async function toFingerprint(value: unknown): Promise<string> {
  const text = JSON.stringify(value, (_, member: unknown) => (isRecord(member) ? toSorted(member) : member));
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', toBytes(text))));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toSorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}
