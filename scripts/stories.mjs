import {existsSync, readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';
import {launch} from 'puppeteer-core';
import {findBrowser} from './find-browser.mjs';
import {isStale, markFresh, markUnfinished} from './freshness.mjs';
import {run} from './run.mjs';
import {Stage} from './story-stage.mjs';

/**
 * Shows every story of the built Storybook once and looks at it in both schemes and both directions, and at widths from
 * the smallest phone to a desktop. `node scripts/stories.mjs portal` takes only the stories whose id holds the word,
 * `--all` also looks at each scheme in each direction.
 */

const output = 'storybook-static';
const sources = [
  'stories',
  '.storybook',
  'examples/demo',
  'src',
  'custom-elements.json',
  'vite.config.ts',
  'package.json',
];
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
/** No rule of axe's depends on both: contrast is a matter of the scheme, everything else one of language and structure. */
const surroundings = [
  {scheme: 'light', language: 'en'},
  {scheme: 'dark', language: 'ar'},
  ...(process.argv.includes('--all')
    ? [
        {scheme: 'light', language: 'ar'},
        {scheme: 'dark', language: 'en'},
      ]
    : []),
];
const widths = [280, 320, 390, 600, 768, 1024, 1180, 1600];
const pages = 2;
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

process.chdir(join(import.meta.dirname, '..'));
await buildIfStale();
const results = await testAll(words[0] ?? '');
const failed = results.filter(({faults}) => faults.length > 0);
for (const {id, faults} of failed) console.log(`✗ ${id}\n${faults.map((fault) => `    ${fault}`).join('\n')}`);
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || results.length === 0 ? 1 : 0;

async function buildIfStale() {
  if (!isStale(output, sources)) return;
  const started = Date.now();
  markUnfinished(output);
  const built = await run('storybook', ['build', '--quiet', '-o', output], {STORYBOOK_DISABLE_TELEMETRY: '1'});
  if (built.code !== 0) {
    console.error(built.output);
    process.exit(1);
  }
  markFresh(output, started);
}

async function testAll(word) {
  const {entries} = JSON.parse(readFileSync(join(output, 'index.json'), 'utf8'));
  const stories = Object.values(entries).filter(({type, id}) => type === 'story' && id.includes(word));
  if (stories.length === 0) console.error(word ? `No story's id holds "${word}".` : 'There are no stories.');
  const {server, origin} = await serve();
  const {path, headless, args, env} = await findBrowser();
  const browser = await launch({executablePath: path, headless, args, env});
  try {
    const queue = [...stories];
    const done = new Map();
    const work = async () => {
      const stage = new Stage(browser, origin, surroundings[0]);
      for (let story = queue.shift(); story; story = queue.shift())
        done.set(story.id, await testStory(stage, story.id));
    };
    await Promise.all(Array.from({length: pages}, work));
    return stories.map(({id}) => ({id, faults: done.get(id)}));
  } finally {
    await browser.close();
    server.close();
  }
}

/** The built files on a free port of this machine only. */
async function serve() {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    const file = join(output, path);
    // A browser asks for this one on its own.
    if (path === '/favicon.ico') return response.writeHead(204).end();
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    return response
      .writeHead(200, {'content-type': types[extname(file)] ?? 'application/octet-stream'})
      .end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {server, origin: `http://127.0.0.1:${server.address().port}`};
}

/** What is wrong with one story, as a list of lines. */
async function testStory(stage, id) {
  try {
    const error = await stage.show(id);
    if (error) stage.faults.add(error);
    else for (const globals of surroundings) await inspect(stage.page, globals, stage.faults);
  } catch (error) {
    stage.faults.add(error.message);
  }
  // What went wrong must not go on below the next story.
  if (stage.faults.size > 0) await stage.close();
  return [...stage.faults];
}

/** Looks at the story in one scheme and direction, without loading it again. */
async function inspect(page, globals, faults) {
  await page.setViewport({width: 1180, height: 900});
  await setGlobals(page, globals);
  const place = `${globals.scheme}, ${globals.language}`;
  for (const violation of await findViolations(page)) faults.add(`${place}: ${violation}`);
  // The scheme does not change the layout, the direction does.
  if (surroundings.indexOf(globals) < 2)
    for (const overflow of await findOverflow(page)) faults.add(`${place}: ${overflow}`);
}

async function setGlobals(page, globals) {
  await page.evaluate(async (wanted) => {
    const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
    const rendered = new Promise((resolve) => channel.once('storyRendered', resolve));
    channel.emit('updateGlobals', {globals: wanted});
    await rendered;
  }, globals);
  // A new language may have to be loaded first.
  await page.waitForNetworkIdle({idleTime: 50});
  await settle(page);
}

/** Two frames: one in which everything updates, one in which it is laid out. */
function settle(page) {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

function findViolations(page) {
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const {violations} = await window.axe.run('#storybook-root', {
      runOnly: tags,
      resultTypes: ['violations'],
      // Stories show parts of a page, without its landmarks.
      rules: {region: {enabled: false}},
    });
    return violations.flatMap(({id, help, nodes}) =>
      nodes.slice(0, 3).map(({target, failureSummary}) => {
        const summary = failureSummary.split('\n').slice(1, 2).join('').trim();
        return `axe ${id}: ${help} at ${target.flat().join(' ')} (${summary})`;
      }),
    );
  });
}

/** Widths at which the document is wider than the window. */
async function findOverflow(page) {
  const found = [];
  for (const width of widths) {
    await page.setViewport({width, height: 900});
    await settle(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`${wide} px wider than a window of ${width} px`);
  }
  return found;
}
