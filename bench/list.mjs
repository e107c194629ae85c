import {createServer} from 'vite';
import {launch} from 'puppeteer-core';
import {findBrowser} from '../scripts/find-browser.mjs';

/**
 * `npm run bench:list`: a list of 10,000 invoices as it is, against the same list with all of its rows in the page, as a
 * print has them. Both run in one browser, one after the other, so that only their ratio is told; the first run warms up.
 */

const count = 10_000;
const runs = 3;
const budgets = {firstRow: 0.2, elements: 400, frame: 1};

// Nothing is loaded anew in the middle: no packages that are bundled once they are found, no files that are watched.
const server = await createServer({
  ...{configFile: false, root: process.cwd(), logLevel: 'error', optimizeDeps: {noDiscovery: true}},
  server: {port: 0, hmr: false, watch: null},
});
await server.listen();
const [{port}] = [server.httpServer.address()];
const {path: executablePath, headless, args, env} = await findBrowser();
const browser = await launch({executablePath, headless, args, env});
const results = {windowed: [], naive: []};
try {
  for (let run = 0; run <= runs; run++) {
    for (const kind of Object.keys(results)) {
      const result = await measure(kind === 'naive');
      if (run > 0) results[kind].push(result);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = report() ? 0 : 1;

/** Mounts one list in a fresh page. */
async function measure(isNaive) {
  const page = await browser.newPage();
  try {
    await page.setViewport({width: 1180, height: 900});
    await page.goto(`http://localhost:${port}/bench/list.html`);
    return await page.evaluate(
      async (...given) => {
        const {measureList} = await import('/bench/list-page.ts');
        return measureList(...given);
      },
      count,
      isNaive,
    );
  } finally {
    await page.close();
  }
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

function report() {
  const read = (kind, name) => median(results[kind].map((result) => result[name]));
  const row = (title, name, digits, limit) => {
    const [windowed, naive] = [read('windowed', name), read('naive', name)];
    const ratio = windowed / naive;
    const isWithin = name === 'elements' ? windowed <= limit : ratio <= limit;
    const cells = [
      windowed.toFixed(digits),
      naive.toFixed(digits),
      ratio.toFixed(3),
      `≤ ${limit}`,
      isWithin ? '' : '✗',
    ];
    console.log(title.padEnd(32) + cells.map((cell) => cell.padStart(11)).join(''));
    return isWithin;
  };
  console.log(
    `${count} invoices, median of ${runs}`.padEnd(32) +
      ['windowed', 'all rows', 'ratio', 'budget'].map((head) => head.padStart(11)).join(''),
  );
  return [
    row('first row, ms', 'firstRow', 0, budgets.firstRow),
    row('elements in the list', 'elements', 0, budgets.elements),
    row('frame while scrolling, p95 ms', 'frame', 1, budgets.frame),
  ].every(Boolean);
}
