import * as fc from 'fast-check';
import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import './modules.js';
import {watchPageErrors} from './page-errors.js';
import {settle} from './settle.js';
import {listSteps, type Model} from './steps.js';
import {count, type Tally} from './tally.js';
import {Walk} from './walk.js';

/** How the walks of one scenario are drawn. */
export interface WalkOptions {
  scenario: ScenarioName;
  seed: number;
  runs: number;
  /** How often changes come up, in comparison; a little where absent. */
  changes?: number;
  /** Both as a failure names them, to begin with the walk that failed. */
  path?: string;
  replayPath?: string;
}

/** How long a walk may be. */
const longest = 60;
/** For how long a walk that failed is made shorter, in milliseconds. */
const shortenFor = 12_000;

/**
 * Walks through the portal at random, as many times as it says, and looks after every step whether everything holds that
 * must hold. Rejects with the seed and the shortest walk that was found where it does not. Gives in how many walks each thing came up.
 */
export async function walk({scenario, seed, runs, changes = 1, path, replayPath}: WalkOptions): Promise<Tally> {
  const ignore = watchPageErrors();
  const tally: Tally = new Map();
  let failedAt = Infinity;
  try {
    const walks = fc.commands<Model, Walk, false>(listSteps(changes), {
      maxCommands: longest,
      size: 'max',
      ...(replayPath !== undefined && {replayPath}),
    });
    const property = fc.asyncProperty(walks, async (commands) => {
      // What is not looked at does not fail: the shortest one so far is told.
      if (performance.now() - failedAt > shortenFor) return;
      const real = new Walk(scenario);
      try {
        await real.open(0, 'host');
        await fc.asyncModelRun(() => ({model: {tabs: 1, away: new Set<number>()}, real}), commands);
        await settle(real);
      } catch (error) {
        failedAt = Math.min(failedAt, performance.now());
        throw new Error(`${(error as Error).message}\n\n${real.journal.join('\n')}`, {cause: error});
      } finally {
        real.end();
        for (const what of real.seen) count(tally, what);
        count(tally, 'steps', real.journal.length);
      }
    });
    const details = await fc.check(property, {seed, numRuns: runs, ...(path !== undefined && {path})});
    if (details.failed) throw toFailure(details);
  } finally {
    ignore();
  }
  return tally;
}

/** What of a failure is told. */
interface Failed {
  seed: number;
  numRuns: number;
  numShrinks: number;
  counterexamplePath: string | null;
  counterexample: readonly unknown[] | null;
  errorInstance: unknown;
}

/** The shortest walk that fails, what was done in it, why it fails, and what to give to {@link walk} to see it again. */
function toFailure({seed, numRuns, numShrinks, counterexamplePath, counterexample, errorInstance}: Failed): Error {
  // The steps themselves know which of them were made.
  const [, replayPath] = /replayPath="(.+?)"/.exec(String(counterexample?.[0])) ?? [];
  const again = JSON.stringify({seed, path: counterexamplePath, replayPath, runs: 1});
  const where = `walk ${numRuns}, made shorter ${numShrinks} times; again: ${again}`;
  return new Error(`${(errorInstance as Error).message}\n\n${where}`, {cause: errorInstance});
}
