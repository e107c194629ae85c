import type {Context} from './context.js';

/** How long a session is kept after its end, in milliseconds: a late token is told that it is over, not that it is none. */
const keptAfterEnd = 24 * 60 * 60_000;
/** How often sessions that ended are looked for while others are created, in milliseconds. */
const sweepEvery = 60 * 60_000;

const lastSweeps = new WeakMap<Context, number>();

/** Removes what ended a day ago. */
export async function sweepEnded(context: Context): Promise<void> {
  const now = context.clock.now();
  lastSweeps.set(context, now);
  await context.store.tokens.sweep(now - keptAfterEnd);
}

/** The same, at most once an hour, for hosts that never call `runDue`. A sweep that fails is tried again in an hour. */
export async function sweepNowAndThen(context: Context): Promise<void> {
  const last = lastSweeps.get(context);
  if (last !== undefined && context.clock.now() - last < sweepEvery) return;
  await sweepEnded(context).catch(() => {
    context.log({level: 'warn', event: 'store.not_swept'});
  });
}
