import {spawn} from 'node:child_process';
import {join} from 'node:path';

/** Builds what is stale, then runs `billing-elements start` with the arguments that were given. */

const root = join(import.meta.dirname, '..');
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** @type {import('node:child_process').ChildProcess | undefined} */
let child;

// Whoever stops this process expects the child to end with it. Ctrl+C in a terminal reaches the child by itself.
for (const signal of signals) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child?.kill(signal);
  });
}

const built = await runNode([join(root, 'scripts', 'build.mjs'), '--if-stale'], root);
process.exitCode =
  built || (await runNode([join(root, 'dist', 'node', 'command.js'), 'start', ...process.argv.slice(2)]));

/** The exit code of a Node process that shares this one's input and output. */
function runNode(args, cwd = process.cwd()) {
  child = spawn(process.execPath, args, {cwd, stdio: 'inherit'});
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signals.includes(signal) ? 0 : 1)));
  });
}
