import {existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** Remembers when an output was last finished; outside of the output, so that it is never packed. */
function stampOf(output) {
  return join('node_modules', '.cache', 'billing-elements', `${output.replaceAll(/[/\\]/g, '-')}.stamp`);
}

/** The newest change at or below a path; a folder's own time tells of files that were removed. */
function newestChange(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/**
 * True where `output` is missing, was left unfinished, or is older than one of its sources.
 * @param {string} output
 * @param {string[]} sources files and folders
 */
export function isStale(output, sources) {
  const stamp = stampOf(output);
  if (!existsSync(output) || !existsSync(stamp)) return true;
  const finished = statSync(stamp).mtimeMs;
  return sources.some((source) => newestChange(source) > finished);
}

/** To be called before an output is written: until `markFresh` it counts as unfinished. */
export function markUnfinished(output) {
  rmSync(stampOf(output), {force: true});
}

/**
 * To be called when an output is complete.
 * @param {string} output
 * @param {number} started when its sources were read, in milliseconds; what changed since then is not in it
 */
export function markFresh(output, started) {
  const stamp = stampOf(output);
  mkdirSync(dirname(stamp), {recursive: true});
  writeFileSync(stamp, '');
  utimesSync(stamp, started / 1000, started / 1000);
}
