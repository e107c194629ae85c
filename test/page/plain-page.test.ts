import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, HTTPRequest, Page} from 'puppeteer-core';
import {measureChain, openBrowser, openPage, readText, waitForText, type SeenRequest} from './browser.js';
import {
  createFolder,
  readPlainPage,
  readReadmeCurl,
  runJson,
  servePage,
  startCommand,
  type StartedCommand,
} from './running.js';

let command: StartedCommand;
let browser: Browser;

let folder: Awaited<ReturnType<typeof createFolder>>;

before(async () => {
  folder = await createFolder();
  [command, browser] = await Promise.all([startCommand(folder.path), openBrowser()]);
});

after(async () => {
  await browser.close();
  await command.stop();
  await folder.remove();
});

/** As strict as the README says a page may be. */
function toPolicy({origin, endpoint}: StartedCommand): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    "style-src 'self'",
    `connect-src ${endpoint}/`,
    "img-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html billing-elements 'allow-duplicates'",
  ];
  return {'Content-Security-Policy': policy.join('; ')};
}

async function mint(customerId = 'cus_brightwater'): Promise<string> {
  const line = (await readReadmeCurl(command.origin)).replace('cus_brightwater', customerId);
  const {sessionToken} = (await runJson(line, {BILLING_KEY: command.apiKey})) as {sessionToken: string};
  return sessionToken;
}

async function serveWithToken(change = (html: string): string => html, customerId?: string) {
  return servePage(change(await readPlainPage(command.origin, await mint(customerId))), toPolicy(command));
}

/** How much the page shifts when the data of a customer arrives, after the skeleton was on the screen. */
async function measureShift(customerId: string, shown: string, width: number): Promise<number> {
  const below = (html: string): string => html.replace('</billing-portal>', '</billing-portal><p>Below</p>');
  const served = await serveWithToken(below, customerId);
  const {page, layoutShift, forgetLayoutShift} = await openPage(browser, width, 2000);
  const release = await hold(page, '/v1/portal');
  await page.goto(served.url);
  await page.waitForSelector(`${portal} >>> subscription-summary >>> .blank`);
  // Past the moment from which the skeleton is visible.
  await page.waitForFunction(() => performance.now() > 600);
  await forgetLayoutShift();
  await release();
  await waitForText(page, portal, shown);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const shift = await layoutShift();
  await page.close();
  await served.stop();
  return shift;
}

const portal = 'billing-portal';
const list = `${portal} >>> invoice-list`;

/** What was asked for until the plan was on the screen. */
function until(requests: readonly SeenRequest[], read: string): SeenRequest[] {
  const data = requests.find(({url, type}) => url.includes(read) && type !== 'Preflight');
  assert.ok(data, `${read} was not asked for`);
  return requests.filter(({end}) => end <= data.end);
}

describe('the plain page of the README, on another origin', {timeout: 180_000}, () => {
  it('mints a session with the printed curl line, which is that of the README', async () => {
    const readme = (await readReadmeCurl(command.origin)).replace('$BILLING_KEY', command.apiKey);
    assert.equal(command.curl, readme);
    const {sessionToken} = (await runJson(command.curl)) as {sessionToken: string};
    assert.match(sessionToken, /^bps_[\w-]{43}$/);
  });

  it('shows plan, price, next charge and invoices', async () => {
    const served = await serveWithToken();
    const {page, errors} = await openPage(browser);
    await page.goto(served.url);
    await waitForText(page, portal, 'Crew');
    const text = await readText(page, portal);
    for (const part of ['Active', '€116.00 per month, plus VAT', '4 seats at €29.00', '€138.04', 'Visa •••• 4242']) {
      assert.ok(text.includes(part), `${part} is missing in: ${text}`);
    }
    assert.equal((await page.$$(`${list} >>> tbody tr`)).length, 5);
    assert.deepEqual(errors, []);
    await page.close();
    await served.stop();
  });

  it('violates nothing of a strict policy with Trusted Types, on any screen', async () => {
    const served = await serveWithToken();
    const {page, errors, violations} = await openPage(browser);
    await page.goto(served.url);
    await waitForText(page, portal, 'Crew');
    await press(page, `${list} >>> #all`);
    await waitForText(page, portal, 'LF-1352');
    await press(page, `${list} >>> tbody .open`);
    await waitForText(page, portal, 'Subtotal');
    await signOut(page);
    await waitForText(page, portal, 'You are signed out');
    assert.deepEqual(await violations(), []);
    assert.deepEqual(errors, []);
    await page.close();
    await served.stop();
  });

  it('asks for nothing that cannot overlap beyond page, script, preflight and data, and no third party', async () => {
    const served = await serveWithToken();
    const {page, requests} = await openPage(browser);
    await page.goto(served.url);
    await waitForText(page, portal, 'Crew');
    const chain = measureChain(until(requests, '/v1/portal'));
    assert.ok(chain.length <= 4, `chain: ${chain.map(({type, url}) => `${type} ${url}`).join(' → ')}`);
    const origins = new Set(requests.map(({url}) => new URL(url).origin));
    assert.deepEqual(origins, new Set([new URL(served.url).origin, command.origin]));
    await page.close();
    await served.stop();
  });

  it('lets a preflight be kept for 7,200 seconds', async () => {
    const answer = await fetch(`${command.endpoint}/v1/portal`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'http://localhost:1',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    assert.equal(answer.headers.get('Access-Control-Max-Age'), '7200');
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), 'http://localhost:1');
  });

  it('loads the words of another language while the data is on its way', async () => {
    const served = await serveWithToken((html) => html.replace('<html lang="en">', '<html lang="ar" dir="rtl">'));
    const {page, requests} = await openPage(browser);
    await page.goto(served.url);
    await waitForText(page, portal, 'الخطة الحالية');
    const words = requests.find(({url}) => url.includes('/chunks/ar-'));
    const data = requests.find(({url, type}) => url.includes('/v1/portal') && type !== 'Preflight');
    assert.ok(words && data && words.start < data.end, 'the words waited for the data');
    assert.ok(measureChain(until(requests, '/v1/portal')).length <= 4);
    await page.close();
    await served.stop();
  });

  for (const width of [360, 768, 1280]) {
    it(`shifts nothing when the data arrives, at ${width} px`, async () => {
      assert.equal(await measureShift('cus_millrace', 'Starter', width), 0);
    });

    // What waits for the customer stands above the rest, and nobody knows of it before: it comes with the data, at once.
    it(`shifts once, and little, where something waits for the customer, at ${width} px`, async () => {
      const shift = await measureShift('cus_brightwater', 'expires on', width);
      // On a phone the notice has four lines and a button, and pushes down all that is on the screen; how much depends on
      // how wide the letters of the machine's font are.
      assert.ok(shift > 0 && shift < (width < 640 ? 0.14 : 0.1), `it shifts by ${shift}`);
    });
  }
});

describe('the demo page, on the same origin', {timeout: 180_000}, () => {
  it('needs no token, and a chain of page, script and data', async () => {
    const {page, requests, errors, violations} = await openPage(browser);
    await page.goto(command.origin);
    await waitForText(page, portal, 'Crew');
    // Beside the data, which waits for none of them: on one machine they may be there before it begins.
    const waited = until(requests, '/v1/access/session').filter(
      ({url, type}) => type !== 'Stylesheet' && !/\/chunks\/|\/demo\/|\/sandbox\//.test(url),
    );
    const chain = measureChain(waited);
    assert.ok(chain.length <= 3, `chain: ${chain.map(({type, url}) => `${type} ${url}`).join(' → ')}`);
    assert.deepEqual(await violations(), []);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('serves the script to every page, and its chunks for good', async () => {
    const script = await fetch(`${command.origin}/billing-elements.js`);
    assert.equal(script.headers.get('Access-Control-Allow-Origin'), '*');
    assert.equal(script.headers.get('X-Content-Type-Options'), 'nosniff');
    const chunk = /"\.\/(chunks\/[\w.-]+\.js)"/.exec(await script.text())?.[1];
    assert.ok(chunk);
    const answer = await fetch(`${command.origin}/${chunk}`);
    assert.match(answer.headers.get('Cache-Control') ?? '', /immutable/);
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), '*');
  });
});

async function press(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector);
  await element?.press('Enter');
}

async function signOut(page: Page): Promise<void> {
  await page.$eval('billing-portal', async (element) => {
    const requests = await element.portal?.requests();
    await requests?.signOut();
  });
}

/** Holds the answer to a request back until the function that this gives is called. */
async function hold(page: Page, path: string): Promise<() => Promise<void>> {
  const held: HTTPRequest[] = [];
  let isOpen = false;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (!isOpen && request.url().includes(path) && request.method() === 'GET') held.push(request);
    else void request.continue();
  });
  return async () => {
    isOpen = true;
    await Promise.all(held.splice(0).map((request) => request.continue()));
  };
}
