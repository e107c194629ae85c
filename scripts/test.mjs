import {createHash} from 'node:crypto';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {listFiles} from './modules.mjs';
import {run} from './run.mjs';

/**
 * @typedef {{passed: number, failed: number, skipped?: number}} Counts
 * @typedef {{code: number, output: string, counts?: Counts}} Outcome
 * @typedef {object} Suite
 * @property {string} name
 * @property {() => Promise<Outcome>} run a suite without counts is one test
 * @property {string[]} [needs] suites without which this one makes no sense
 * @property {string[]} [after] suites that must not run at the same time, and come first
 * @property {boolean} [alone] it keeps the whole machine busy
 * @property {boolean} [talks] its output is of interest when it passes, too
 */

process.chdir(join(import.meta.dirname, '..'));

/** @type {Suite[]} */
const suites = [
  {name: 'generated', run: checkGenerated},
  {name: 'types', after: ['generated'], run: checkTypes},
  {name: 'node', after: ['generated'], run: () => runNodeTests('test/node')},
  {name: 'lint', after: ['generated'], run: () => run('oxlint', ['--type-aware', '--deny-warnings'])},
  {name: 'format', after: ['generated'], run: () => run('prettier', ['--check', '.'])},
  {name: 'build', after: ['generated'], run: () => run('node', ['scripts/build.mjs'])},
  {name: 'sizes', needs: ['build'], talks: true, run: () => run('node', ['scripts/size.mjs'])},
  {name: 'package', needs: ['build'], run: () => runOnNode(['--test', 'scripts/package.test.mjs'])},
  {name: 'page', needs: ['build'], alone: true, run: () => runNodeTests('test/page')},
  {name: 'browser', after: ['generated'], alone: true, talks: true, run: runBrowserTests},
  {name: 'stories', after: ['generated'], alone: true, run: runStories},
];

/** A test that failed may leave something running, which its process waits for: in milliseconds, far more than all take. */
const patience = 360_000;

const chosen = chooseSuites();
const scratch = mkdtempSync(join(tmpdir(), 'billing-elements-test-'));
const results = await runAll(chosen);
rmSync(scratch, {recursive: true, force: true});
process.exitCode = printReport(chosen, results);

/** All suites, or those that `--only a,b` names. */
function chooseSuites() {
  const index = process.argv.findIndex((argument) => argument.startsWith('--only'));
  if (index < 0) return suites;
  const [, value = process.argv[index + 1] ?? ''] = process.argv[index].split('=');
  const names = value.split(',').filter(Boolean);
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (names.length > 0 && unknown.length === 0) return suites.filter(({name}) => names.includes(name));
  console.error(`--only takes names of suites: ${suites.map(({name}) => name).join(', ')}`);
  process.exit(1);
}

/** Runs two suites at a time in the order of the list, and one alone that asks for it. */
async function runAll(waiting) {
  const done = new Map();
  const running = new Map();
  const queue = [...waiting];
  while (queue.length > 0 || running.size > 0) {
    startNext(queue, running, done);
    const {suite, result} = await Promise.race(running.values());
    running.delete(suite.name);
    done.set(suite.name, result);
    printResult(suite, result);
  }
  return done;
}

function startNext(queue, running, done) {
  for (let suite = findNext(queue, running); suite; suite = findNext(queue, running)) {
    queue.splice(queue.indexOf(suite), 1);
    running.set(suite.name, runSuite(suite, done));
  }
}

/** The next suite that may start now. */
function findNext(queue, running) {
  const isOpen = (name) => running.has(name) || queue.some((suite) => suite.name === name);
  const isReady = ({after = [], needs = []}) => ![...after, ...needs].some(isOpen);
  const isAlone = suites.some(({name, alone}) => alone && running.has(name));
  if (running.size >= 2 || isAlone) return undefined;
  const next = queue.find(isReady);
  // A suite that needs the machine keeps its place in the order: nothing passes it.
  return next?.alone && running.size > 0 ? undefined : next;
}

async function runSuite(suite, done) {
  const missing = (suite.needs ?? []).filter((name) => done.has(name) && done.get(name).failed > 0);
  if (missing.length > 0) {
    return {
      suite,
      result: {passed: 0, failed: 1, skipped: 0, seconds: 0, output: `not run: ${missing.join(', ')} failed\n`},
    };
  }
  const started = performance.now();
  const {code, output, counts} = await suite.run().catch((error) => ({code: 1, output: `${error.stack}\n`}));
  return {suite, result: {...count(code, counts), seconds: (performance.now() - started) / 1000, output}};
}

/** A suite that ends with an error has at least one failure, whatever it counted. */
function count(code, {passed, failed, skipped = 0} = {passed: code === 0 ? 1 : 0, failed: 0}) {
  return {passed, failed: code === 0 ? failed : Math.max(failed, 1), skipped};
}

function describeCounts({passed, failed, skipped}) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function printResult({name, talks}, result) {
  const mark = result.failed > 0 ? '✗' : '✓';
  console.log(`\n━━ ${mark} ${name}: ${describeCounts(result)} (${result.seconds.toFixed(1)} s)`);
  if (talks || result.failed > 0) console.log(result.output.trim().replaceAll(/^(?=.)/gm, '   '));
}

/** Prints the table and the last line; returns the exit code. */
function printReport(order, done) {
  console.log(
    `\n${'suite'.padEnd(12)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'seconds'.padStart(9)}`,
  );
  const total = {passed: 0, failed: 0};
  for (const {name} of order) {
    const {passed, failed, skipped, seconds} = done.get(name);
    total.passed += passed;
    total.failed += failed;
    const cells = [String(passed).padStart(8), String(failed).padStart(8), String(skipped).padStart(9)];
    console.log(`${name.padEnd(12)}${cells.join('')}${seconds.toFixed(1).padStart(9)}`);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

/** Everything; then what runs in a page once more, without the types that only Node has. */
async function checkTypes() {
  const all = await run('tsc', []);
  return all.code === 0 ? run('tsc', ['-p', 'tsconfig.page.json']) : all;
}

/** The content and time of every file that is neither built nor installed. */
function readProject() {
  const ignored = new Set(['node_modules', 'dist', 'coverage', 'storybook-static', '.git', '.billing', '.cache']);
  const roots = readdirSync('.', {withFileTypes: true}).filter(({name}) => !ignored.has(name));
  const files = roots.flatMap((entry) =>
    entry.isDirectory() ? listFiles(entry.name).map((file) => join(entry.name, file)) : [entry.name],
  );
  return new Map(files.map((file) => [file, {content: hash(file), time: statSync(file).mtime}]));
}

function hash(file) {
  return createHash('sha256').update(readFileSync(file)).digest('base64');
}

/** Generates anew and compares; the new files stay, so that they only have to be committed. */
async function checkGenerated() {
  const before = readProject();
  const {code, output} = await run('npm', ['run', '--silent', 'generate']);
  if (code !== 0) return {code, output};
  const after = readProject();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file)?.content !== after.get(file)?.content,
  );
  // What was written anew with the same content is not newer: nothing needs to be built again for it.
  for (const [file, {time}] of before) if (after.has(file) && !changed.includes(file)) utimesSync(file, time, time);
  if (changed.length === 0) return {code: 0, output};
  return {
    code: 1,
    output: `${output}npm run generate changed files; they are to be committed:\n${changed.join('\n')}\n`,
  };
}

function runNodeTests(folder) {
  const files = listFiles(folder).filter((file) => file.endsWith('.test.ts'));
  if (files.length === 0) return Promise.resolve({code: 1, output: `There are no tests in ${folder}.\n`});
  return runOnNode(['--import', 'tsx', '--test', ...files.map((file) => `${folder}/${file}`)]);
}

async function runOnNode(args) {
  const counts = join(scratch, `${args.at(-1).replaceAll('/', '-')}.tap`);
  const reporters = ['spec=stdout', `tap=${counts}`].flatMap((reporter) => {
    const [name, destination] = reporter.split('=');
    return [`--test-reporter=${name}`, `--test-reporter-destination=${destination}`];
  });
  const {code, output} = await run('node', [...reporters, ...args], {}, patience);
  return {
    code,
    output: withoutPassed(output),
    counts: existsSync(counts) ? parseTap(readFileSync(counts, 'utf8')) : undefined,
  };
}

/** The spec report says each failure twice and names everything that passed. */
function withoutPassed(output) {
  const [report] = output.split('\n✖ failing tests:');
  return report.replaceAll(/^ *✔.*\n/gm, '');
}

/** The summary at the end of a TAP report: lines such as `# pass 12`. */
function parseTap(report) {
  const read = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  return {passed: read('pass'), failed: read('fail') + read('cancelled'), skipped: read('skipped') + read('todo')};
}

async function runBrowserTests() {
  const counts = join(scratch, 'browser.json');
  const {code, output} = await run('web-test-runner', [], {TEST_COUNTS: counts});
  return {code, output, counts: existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : undefined};
}

async function runStories() {
  const {code, output} = await run('node', ['scripts/stories.mjs']);
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  return {code, output, counts: passed && {passed: Number(passed), failed: Number(failed)}};
}
