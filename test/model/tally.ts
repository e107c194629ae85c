import type {Walk} from './walk.js';

/** How often each thing came of a walk: walks that get nowhere prove nothing. */
export type Tally = Map<string, number>;

/** Everything that has to come up in enough walks, each in the words of {@link count}. */
export const expected = [
  'pay_invoice: done',
  'pay_invoice: refused',
  'pay_invoice: step',
  'pay_invoice: checking',
  'pay_invoice: unsure',
  'change_subscription: done',
  'change_subscription: unsure',
  'set_up_payment_method: done',
  'session: ended',
  'two tabs',
  'sent again',
] as const;

/** Notes something once more. */
export function count(tally: Tally, what: string, times = 1): void {
  tally.set(what, (tally.get(what) ?? 0) + times);
}

/** Notes where the writes of the pages stand now, and whether a session has ended. Call it whenever something changed. */
export function tallyPages({tabs}: Walk, seen: Set<string>): void {
  for (const {portal} of tabs) {
    if (portal?.write) seen.add(`${portal.write.kind}: ${portal.write.phase}`);
    if (portal?.status === 'ended') seen.add('session: ended');
  }
  if (tabs.length > 1) seen.add('two tabs');
}

/** What of {@link expected} never came up. */
export function findMissing(tally: Tally): string[] {
  return expected.filter((what) => !tally.get(what));
}
