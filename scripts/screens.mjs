import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {launch} from 'puppeteer-core';
import {findBrowser} from './find-browser.mjs';
import {run} from './run.mjs';

/**
 * Takes pictures of the running demo into `screens/`, beside an `index.html` that shows them: each view in each look at each
 * width. `npm run screens -- invoice` takes only the views whose name holds the word. Fails where a page complains, is
 * wider than its window, or says `undefined`. `npm run screens -- --readme` takes the one picture of the README instead.
 */

/** The day that all pictures are taken on; the clock stands still. */
const startAt = '2026-11-20T10:42:00Z';
const widths = [390, 768, 1180];
const looks = {
  light: {scheme: 'light'},
  dark: {scheme: 'dark'},
  arabic: {scheme: 'light', language: 'ar'},
  'white-label': {scheme: 'light', brand: 'kilnhouse'},
};

/** Presses the one button that goes on. */
const primary = ['.button.primary'];
/** Company with a promotion code: a control is pressed, and written into where there is a text. */
const chosen = [['.card:nth-child(3) [role=radio]'], ['#code', 'FIELD10\n']];

/** What is shown: in which scenario, where in the portal, or on which page. In the order in which they are shown. */
const chosenViews = {
  overview: {},
  'overview-demo': {frame: 'demo'},
  'past-due': {scenario: 'past_due'},
  several: {scenario: 'several'},
  kuwait: {scenario: 'kuwait'},
  'long-names': {scenario: 'long_names'},
  'payment-methods': {view: 'payment-methods'},
  'payment-methods-add': {view: 'payment-methods/add'},
  'billing-details': {view: 'billing-details'},
  'billing-details-edit': {view: 'billing-details/edit'},
  invoices: {view: 'invoices'},
  'invoices-open': {scenario: 'open_invoice', view: 'invoices'},
  'invoices-one': {view: 'invoices/in_lf1846'},
  'invoices-pay': {scenario: 'past_due', view: 'invoices/in_lf2038/pay'},
  'change-plan': {view: 'subscriptions/sub_crew/plan', steps: chosen},
  'change-plan-many': {scenario: 'many_plans', view: 'subscriptions/sub_crew/plan'},
  'change-plan-review': {view: 'subscriptions/sub_crew/plan', steps: [...chosen, primary]},
  'change-plan-done': {view: 'subscriptions/sub_crew/plan', steps: [...chosen, primary, primary]},
  'change-plan-declined': {
    view: 'subscriptions/sub_crew/plan',
    payment: 'declined',
    steps: [...chosen, primary, primary],
  },
  'change-plan-challenge': {
    view: 'subscriptions/sub_crew/plan',
    payment: 'challenge',
    steps: [...chosen, primary, primary],
  },
  'start-plan': {scenario: 'no_subscription', view: 'subscriptions/new'},
  pause: {view: 'subscriptions/sub_crew/pause'},
  'pause-review': {view: 'subscriptions/sub_crew/pause', steps: [primary]},
  resume: {scenario: 'paused', view: 'subscriptions/sub_crew/resume'},
  restart: {scenario: 'ended', view: 'subscriptions/sub_crew/restart'},
  withdraw: {scenario: 'change_pending', view: 'subscriptions/sub_crew/withdraw'},
  usage: {view: 'usage'},
  cancel: {view: 'subscriptions/sub_crew/cancel'},
  keep: {scenario: 'cancels_soon', view: 'subscriptions/sub_crew/keep'},
  elements: {path: 'elements'},
};

const root = join(import.meta.dirname, '..');
const output = join(root, 'screens');
const picture = join(root, 'docs', 'overview.webp');
const [word = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const faults = [];

const built = await run('node', [join(root, 'scripts', 'build.mjs'), '--if-stale']);
if (built.code !== 0) {
  console.error(built.output);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'billing-elements-screens-'));
const {startSandbox} = await import('../dist/node/index.js');
const {scenarioNames} = await import('../dist/server/providers/sandbox/index.js');
const views = {...chosenViews, ...toOverviews(scenarioNames)};
const site = await startSandbox({port: 0, host: 'localhost', folder, scenario: 'active', startAt, reset: true, log});
const {path, headless, args, env} = await findBrowser();
const browser = await launch({executablePath: path, headless, args, env});
try {
  if (process.argv.includes('--readme')) await takeReadmePicture();
  else await takeAll();
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, {recursive: true, force: true});
}
for (const fault of faults) console.error(`✗ ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

function log({level, ...entry}) {
  if (level === 'error') faults.push(`the endpoint: ${JSON.stringify(entry)}`);
}

async function takeAll() {
  const names = Object.keys(views).filter((name) => name.includes(word));
  rmSync(output, {recursive: true, force: true});
  mkdirSync(output);
  for (const name of names) {
    for (const look of findLooks(name)) await take(name, look);
    console.log(name);
  }
  if (names.length === 0) faults.push(`no view's name holds "${word}": there are ${Object.keys(views).join(', ')}`);
  writeFileSync(join(output, 'index.html'), toIndex(names));
  const count = names.flatMap(findLooks).length * widths.length;
  console.log(`${count} pictures: ${join(output, 'index.html')}`);
}

/** The overview of every scenario that has no view above, in both schemes. */
function toOverviews(scenarios) {
  const shown = Object.values(chosenViews).map(({scenario = 'active', view}) => (view === undefined ? scenario : ''));
  const others = scenarios.filter((scenario) => !shown.includes(scenario));
  return Object.fromEntries(
    others.map((scenario) => [`in-${scenario.replaceAll('_', '-')}`, {scenario, only: ['light', 'dark']}]),
  );
}

function findLooks(name) {
  return views[name].only ?? Object.keys(looks);
}

/** One view in one look, at every width. */
async function take(name, look) {
  const {scenario = 'active', frame = 'none', view, path: page = '', payment, steps = []} = views[name];
  await site.sandbox.reset(scenario);
  if (payment) site.sandbox.nextPayment(payment);
  const shown = await open(`${page}?${new URLSearchParams({...looks[look], frame})}`, `${name}, ${look}`, widths[0]);
  if (view !== undefined) {
    const isShown = await shown.evaluate((to) => document.querySelector('billing-portal').open(to), view);
    if (!isShown) faults.push(`${name}, ${look}: the view ${view} was not shown`);
    await settle(shown);
  }
  for (const step of steps) await act(shown, step, `${name}, ${look}`);
  const strays = (await readText(shown)).match(/\b(undefined|null|NaN|true|false)\b|\[object /g) ?? [];
  if (strays.length > 0) faults.push(`${name}, ${look}: it says ${[...new Set(strays)].join(' and ')}`);
  for (const width of widths) {
    await shown.setViewport({width, height: 900});
    await settle(shown);
    const [needs, has] = await shown.evaluate(() => {
      const {scrollWidth, clientWidth} = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    if (needs > has) faults.push(`${name}, ${look}: ${needs} px wide in a window of ${has} px`);
    // Beyond its viewport, Chromium moves a page from right to left aside.
    const how = {fullPage: true, captureBeyondViewport: false};
    await shown.screenshot({path: join(output, toFile(name, look, width)), ...how});
  }
  await shown.close();
}

/** One step of a customer, in whatever shadow root: the last control that fits, as flows lead into flows. */
async function act(page, [selector, text], place) {
  const controls = await page.$$(`billing-portal >>> ${selector}`);
  const visible = [];
  for (const control of controls) if (await control.isVisible()) visible.push(control);
  const control = visible.at(-1);
  if (!control) return faults.push(`${place}: there is no ${selector}`);
  await control.evaluate((element) => element.scrollIntoView({block: 'center'}));
  await control.click();
  if (text) await control.type(text);
  await settle(page);
  // What is typed or chosen is asked about once it rests.
  await new Promise((resolve) => setTimeout(resolve, 700));
  await settle(page);
}

/** What stands on the page, in every shadow root. */
function readText(page) {
  return page.evaluate(() => {
    const read = (node) => {
      if (node instanceof Text) return node.data;
      if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
      return [...(node.shadowRoot ?? node).childNodes].map(read).join(' ');
    };
    return read(document.body);
  });
}

async function takeReadmePicture() {
  const page = await open('?frame=app&scheme=light', 'the picture', 1360, 2);
  await page.screenshot({path: picture, type: 'webp', quality: 82});
  await page.close();
  console.log(picture);
}

/** A page of the demo, once it has its data; its complaints are faults. */
async function open(address, place, width, deviceScaleFactor = 1) {
  const page = await browser.newPage();
  page.on('pageerror', (error) => faults.push(`${place}: ${String(error)}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`${place}: ${message.text()}`));
  await page.setViewport({width, height: 900, deviceScaleFactor});
  await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
  await page.evaluateOnNewDocument(() => {
    addEventListener('billing-ready', () => document.documentElement.setAttribute('data-ready', ''), true);
  });
  await page.goto(`${site.url}${address}`);
  await page.waitForSelector('html[data-ready]', {timeout: 10_000}).catch(() => faults.push(`${place}: never ready`));
  await settle(page);
  return page;
}

/** Until nothing more is on its way, and what came is laid out. */
async function settle(page) {
  await page.waitForNetworkIdle({idleTime: 100});
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });
}

function toFile(name, look, width) {
  return `${name}.${look}.${width}.png`;
}

/** All pictures of a view beside each other, in the proportions of their widths. */
function toIndex(names) {
  const figures = (name) =>
    findLooks(name).flatMap((look) =>
      widths.map((width) => {
        const file = toFile(name, look, width);
        return `<figure><figcaption>${look}, ${width}</figcaption><a href="${file}"><img loading="lazy" src="${file}" width="${width / 2}" alt="${name}, ${look}, ${width} px"></a></figure>`;
      }),
    );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Screens</title>
<style>
body { font: 0.875rem/1.25rem system-ui; margin: 2rem; background: #ececea; color: #1b1d22 }
section { display: flex; gap: 1rem; overflow-x: auto; padding-block: 0.5rem 2rem; align-items: start }
figure { margin: 0 }
img { display: block; margin-block-start: 0.25rem; background: #fff }
</style>
<h1>Screens</h1>
${names.map((name) => `<h2 id="${name}">${name}</h2>\n<section tabindex="0">${figures(name).join('\n')}</section>`).join('\n')}
</html>
`;
}
