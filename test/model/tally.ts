import type {StandingWrite} from '../../src/state/standing-write.js';
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
  'set_up_payment_method: done',
  'session: ended',
  'two tabs',
  'sent again',
] as const;

/** The same for walks on which subscriptions are changed. */
export const expectedOfChanges = [
  'change_subscription: done',
  'change_subscription: refused',
  'change_subscription: step',
  'change_subscription: checking',
  'change_subscription: unsure',
  'start_subscription: done',
  'plan: done',
  'pause: done',
  'unpause: done',
  'withdraw_pending: done',
  'cancel: done',
  'undo_cancel: done',
  'preview_stale',
  'changed elsewhere',
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
    if (portal?.write) tallyWrite(portal.write, seen);
    if (portal?.status === 'ended') seen.add('session: ended');
  }
  if (tabs.length > 1) seen.add('two tabs');
}

function tallyWrite({kind, phase, purpose, error}: StandingWrite, seen: Set<string>): void {
  seen.add(`${kind}: ${phase}`);
  // What a change is stands in its purpose, by its name or in full.
  if (kind === 'change_subscription') seen.add(`${/"kind":"(\w+)"/.exec(purpose ?? '')?.[1] ?? purpose}: ${phase}`);
  if (phase === 'refused' && error?.code === 'preview_stale') seen.add('preview_stale');
}

/** What of a list never came up. */
export function findMissing(tally: Tally, list: readonly string[] = expected): string[] {
  return list.filter((what) => !tally.get(what));
}
