import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, relative} from 'node:path';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';
import {a11ySnapshotPlugin} from '@web/test-runner-commands/plugins';
import {findBrowser} from './scripts/find-browser.mjs';

const browser = await findBrowser();

/** One for each page, kept open: what a DevTools session emulates ends with it. */
const devtools = new WeakMap();

async function openDevtools(page) {
  if (!devtools.has(page)) devtools.set(page, await page.createCDPSession());
  return devtools.get(page);
}

/**
 * `executeServerCommand('emulate-features', {'forced-colors': 'active', 'prefers-color-scheme': 'dark', …})`.
 * The runner's own `emulateMedia` silently ignores forced colours in Chromium, so this one asks DevTools itself. Each
 * call replaces the one before; `{}` ends it.
 */
const emulateFeatures = {
  name: 'emulate-features',
  async executeCommand({command, payload, session}) {
    if (command !== 'emulate-features') return undefined;
    const page = session.browser.getPage(session.id);
    const features = Object.entries(payload).map(([name, value]) => ({name, value}));
    await (await openDevtools(page)).send('Emulation.setEmulatedMedia', {features});
    return {emulated: features.length};
  },
};

function* testsOf(suite, path = []) {
  if (!suite) return;
  for (const test of suite.tests) yield {...test, title: [...path, test.name].join(' › ')};
  for (const inner of suite.suites) yield* testsOf(inner, [...path, inner.name]);
}

/** The failed titles together at the end, and the counts as JSON in the file that `TEST_COUNTS` names. */
function countingReporter() {
  return {
    onTestRunFinished({sessions}) {
      const counts = {passed: 0, failed: 0, skipped: 0};
      const failures = [];
      for (const session of sessions) {
        const file = relative('.', session.testFile);
        const tests = [...testsOf(session.testResults)];
        // A file that does not load has no tests; it must not pass for that.
        const broken = session.errors.map(() => ({title: 'does not run'}));
        if (tests.length === 0 && broken.length === 0) broken.push({title: 'holds no tests'});
        const failed = [...broken, ...tests.filter((test) => !test.passed && !test.skipped)];
        counts.failed += failed.length;
        counts.skipped += tests.filter((test) => test.skipped).length;
        counts.passed += tests.filter((test) => test.passed && !test.skipped).length;
        failures.push(...failed.map((test) => `✗ ${file} › ${test.title}`));
      }
      const summary = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${browser.source}`;
      process.stdout.write(`\n${[...failures, summary].join('\n')}\n`);
      if (process.env.TEST_COUNTS) {
        mkdirSync(dirname(process.env.TEST_COUNTS), {recursive: true});
        writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
      }
      // The runner itself is content with a file without tests.
      if (counts.failed > 0) process.exitCode = 1;
    },
  };
}

export default {
  files: ['test/**/*.test.ts', '!test/{node,page}/**'],
  nodeResolve: true,
  concurrency: 4,
  // Tests want Lit's development build for its warnings; that it is one is no news.
  filterBrowserLogs: ({args}) => !args.some((text) => String(text).startsWith('Lit is in dev mode')),
  // Some files hold hundreds of portals.
  testsFinishTimeout: 300_000,
  // Only what hangs runs into this: how long a test takes on a busy machine says nothing about the code.
  testFramework: {config: {timeout: '20000'}},
  coverage: process.env.COVERAGE === '1',
  coverageConfig: {
    include: ['src/**/*.ts'],
    report: true,
    reportDir: 'coverage',
    reporters: ['text-summary', 'lcovonly'],
  },
  plugins: [
    esbuildPlugin({ts: true, target: 'es2022', tsconfig: 'tsconfig.json'}),
    a11ySnapshotPlugin(),
    emulateFeatures,
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: browser.path,
        headless: browser.headless,
        args: browser.args,
        env: browser.env,
      },
    }),
  ],
  reporters: [defaultReporter({reportTestProgress: false}), countingReporter()],
};
