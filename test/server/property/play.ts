import * as fc from 'fast-check';
import {drawBeginning, drawFirst, drawSteps, type Beginning, type currencies} from './arbitraries.js';
import {History, type Tally} from './history.js';

/** How histories are drawn. */
export interface PlayOptions {
  currency: (typeof currencies)[number];
  seed: number;
  runs: number;
  /** As a failure names it, to see that history again. */
  path?: string;
}

/** How long a history is at most, in steps. */
const longest = 16;
/** For how long a history that failed is made shorter, in milliseconds. */
const shortenFor = 8000;

/** Plays histories, and counts what came up. Rejects with the seed, the shortest that fails, and why it does. */
export async function play({currency, seed, runs, path}: PlayOptions): Promise<Tally> {
  const tally: Tally = new Map();
  let failedAt = Infinity;
  const drawn = [drawBeginning(currency), drawFirst, drawSteps(longest)] as const;
  const property = fc.asyncProperty(...drawn, async (beginning, first, steps) => {
    // What is not looked at does not fail: the shortest one so far is told.
    if (performance.now() - failedAt > shortenFor) return;
    const history = await History.open(beginning, first);
    try {
      for (const step of steps) await history.run(step);
      await history.end();
    } catch (error) {
      failedAt = Math.min(failedAt, performance.now());
      throw new Error([(error as Error).message, describe(beginning), ...history.lines].join('\n'), {cause: error});
    }
    for (const [what, times] of history.tally) tally.set(what, (tally.get(what) ?? 0) + times);
  });
  const {failed, errorInstance, counterexamplePath} = await fc.check(property, {
    seed,
    numRuns: runs,
    ...(path !== undefined && {path}),
  });
  if (!failed) return tally;
  const again = JSON.stringify({currency: currency.currency, seed, path: counterexamplePath, runs: 1});
  throw new Error(`${(errorInstance as Error).message}\nagain: ${again}`, {cause: errorInstance});
}

/** Where a history begins, in a line. */
function describe({terms: {currency, tax, offers}, at, balance, trialDays, proration}: Beginning): string {
  const prices = offers.flatMap((offer) => offer.prices.map(({id, unitPrice}) => `${id} ${unitPrice}`)).join(', ');
  return `${at}, ${currency.currency}, ${JSON.stringify(tax)}, a balance of ${balance}, ${trialDays} days of trial, ${proration}; ${prices}`;
}
