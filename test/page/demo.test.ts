import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {openBrowser, openPage, readText, waitForText, type WatchedPage} from './browser.js';
import {createFolder, startCommand, type StartedCommand} from './running.js';

interface Axe {
  run(root: Document, options: object): Promise<{violations: {id: string; nodes: {target: string[][]}[]}[]}>;
}

/** The demo as `npm start` serves it: what its bar does, on both pages, under the policy that it stands under. */

let command: StartedCommand;
let browser: Browser;
let folder: Awaited<ReturnType<typeof createFolder>>;

before(async () => {
  folder = await createFolder();
  const begin = ['--scenario', 'active', '--at', '2026-11-20T10:42:00Z'];
  [command, browser] = await Promise.all([startCommand(folder.path, ...begin), openBrowser()]);
});

after(async () => {
  await browser.close();
  await command.stop();
  await folder.remove();
});

beforeEach(() => control('reset', 'active'));

const portal = 'billing-portal';

async function control(name: string, ...args: unknown[]): Promise<void> {
  const response = await fetch(`${command.origin}/sandbox/controls`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({control: name, args}),
  });
  assert.equal(response.status, 204);
}

async function open(path: string, width?: number): Promise<WatchedPage> {
  const watched = await openPage(browser, width);
  await watched.page.goto(command.origin + path);
  // The bar knows of the sandbox.
  await watched.page.waitForSelector('.bar time[datetime]');
  return watched;
}

async function closeClean({page, errors, violations}: WatchedPage): Promise<void> {
  assert.deepEqual(await violations(), []);
  assert.deepEqual(errors, []);
  await page.close();
}

/** Chooses in the bar what makes the page load anew. */
async function restart(page: Page, act: () => Promise<unknown>): Promise<void> {
  // A change of the address alone is no other document.
  await page.evaluate(() => document.documentElement.setAttribute('data-old', ''));
  await act();
  await page.waitForSelector('html:not([data-old]) .bar time[datetime]');
}

const readAddress = (page: Page): string => new URL(page.url()).search;

const readFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const {name, value} = document.activeElement as HTMLButtonElement;
    return `${name} ${value}`;
  });

/** A computed style of the page, or of something in the portal. */
const readStyle = (page: Page, selector: string, name: string): Promise<string> =>
  page.$eval(selector, (element, property) => getComputedStyle(element).getPropertyValue(property), name);

const readOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('the bar of the demo', {timeout: 120_000}, () => {
  it('begins a scenario, keeps it in the address, and keeps the focus', async () => {
    const demo = await open('/');
    await restart(demo.page, () => demo.page.select('select[name=scenario]', 'trialing'));
    await waitForText(demo.page, portal, 'Trial');
    assert.equal(readAddress(demo.page), '?scenario=trialing');
    await demo.page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'scenario');
    assert.match(await readText(demo.page, '.bar output'), /^A trial with five days left/);
    await closeClean(demo);
  });

  it('begins the scenario of the address, and does not begin it again when it is loaded anew', async () => {
    const demo = await open('/?scenario=cancels_soon');
    await waitForText(demo.page, portal, 'Cancels on 1 December');
    await control('advanceBy', {days: 1});
    await demo.page.reload();
    await waitForText(demo.page, '.bar time', '21 Nov 2026');
    await closeClean(demo);
  });

  it('says what becomes of payments, also after another scenario is chosen', async () => {
    const demo = await open('/');
    await demo.page.select('select[name=payment]', 'declined');
    await demo.page.waitForFunction(() => location.search === '?payment=declined');
    await restart(demo.page, () => demo.page.select('select[name=scenario]', 'past_due'));
    await (await demo.page.waitForSelector(`${portal} >>> billing-notices >>> .primary`))?.press('Enter');
    await waitForText(demo.page, portal, 'Your bank declined €138.04');
    assert.equal(await demo.page.$eval('select[name=payment]', ({value}) => value), 'declined');
    await demo.page.select('select[name=payment]', 'works');
    await demo.page.waitForFunction(() => !location.search.includes('payment'));
    await closeClean(demo);
  });

  it('moves the clock by a day and by a month, and the portal with it', async () => {
    const demo = await open('/');
    await waitForText(demo.page, portal, 'Today , 20 Nov');
    await demo.page.click('button[value=days]');
    await waitForText(demo.page, portal, 'Today , 21 Nov');
    await waitForText(demo.page, '.bar output', 'It is 21 Nov 2026 now.');
    await demo.page.click('button[value=months]');
    await waitForText(demo.page, portal, 'Today , 21 Dec');
    await restart(demo.page, () => demo.page.click('button[value=again]'));
    await waitForText(demo.page, portal, 'Today , 20 Nov');
    assert.equal(await readFocus(demo.page), 'clock again');
    await closeClean(demo);
  });

  it('dresses the portal in each brand, by custom properties alone', async () => {
    const demo = await open('/?scenario=past_due');
    const {page} = demo;
    const seen = new Set<string>();
    await page.waitForSelector(`${portal} >>> billing-notices >>> .primary`);
    const brands = await page.$$eval('select[name=brand] option', (all) => all.map(({value}) => value));
    for (const brand of brands) {
      await page.select('select[name=brand]', brand);
      seen.add(await readStyle(page, `${portal} >>> billing-notices >>> .primary`, 'background-color'));
    }
    assert.ok(brands.length >= 6 && seen.size === brands.length, [...seen].join());
    await page.select('select[name=brand]', 'kilnhouse');
    await page.reload();
    await waitForText(page, '.logo', 'Kilnhouse');
    assert.equal(await readStyle(page, ':root', '--billing-radius'), '14px');
    await closeClean(demo);
  });

  it('sets scheme, language and width, and keeps them', async () => {
    const demo = await open('/');
    const {page} = demo;
    await waitForText(page, portal, 'Current plan');
    const light = await readStyle(page, 'html', 'background-color');
    await page.select('select[name=scheme]', 'dark');
    assert.notEqual(await readStyle(page, 'html', 'background-color'), light);
    assert.equal(await readStyle(page, portal, 'color-scheme'), 'dark');
    await page.select('select[name=width]', '390');
    await page.select('select[name=language]', 'ar');
    const check = async (): Promise<void> => {
      await waitForText(page, portal, 'الخطة الحالية');
      assert.equal(await readText(page, 'h1'), 'الفوترة');
      assert.equal(await readStyle(page, portal, 'direction'), 'rtl');
      assert.equal(await readStyle(page, portal, 'width'), '390px');
      assert.equal(await readStyle(page, '.bar', 'direction'), 'ltr');
    };
    await check();
    assert.equal(readAddress(page), '?scheme=dark&width=390&language=ar');
    await page.reload();
    await check();
    for (const [language, word] of Object.entries({de: 'Abrechnung', ja: 'お支払い', en: 'Billing'})) {
      await page.select('select[name=language]', language);
      assert.equal(await readText(page, 'h1'), word);
    }
    await closeClean(demo);
  });

  it('leads to the other page with all that was chosen, by keyboard alone, also where it is folded', async () => {
    const demo = await open('/', 360);
    const {page} = demo;
    assert.equal(await readOverflow(page), 0);
    await page.keyboard.press('Tab');
    assert.match(await readFocus(page), /^scenario/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.$eval('.toggle', (toggle) => toggle.getAttribute('aria-expanded')), 'true');
    while (!(await readFocus(page)).startsWith('brand')) await page.keyboard.press('Tab');
    await page.keyboard.type('I');
    await page.waitForFunction(() => location.search === '?brand=inkwell');
    while (!(await page.evaluate(() => document.activeElement?.textContent === 'Elements alone'))) {
      await page.keyboard.press('Tab');
    }
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.equal(new URL(page.url()).pathname + readAddress(page), '/elements?brand=inkwell');
    await closeClean(demo);
  });

  it('reads the mails that nobody sent', async () => {
    const {page} = await open('/');
    await page.click('button[name=mail]');
    await waitForText(page, '.bar output', 'No mail was sent.');
    await page.close();
  });

  it('says so where the sandbox does not answer', async () => {
    const {page, violations} = await open('/');
    await page.setOfflineMode(true);
    await page.click('button[value=days]');
    await waitForText(page, '.bar output', 'That did not work');
    assert.deepEqual(await violations(), []);
    await page.close();
  });
});

describe('the pages of the demo', {timeout: 120_000}, () => {
  it('let no text become markup and no script run that is not a file of theirs', async () => {
    const {page, violations} = await open('/');
    const refused = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<b>text</b>';
        return 'nothing';
      } catch (error) {
        return (error as Error).name;
      }
    });
    assert.equal(refused, 'TypeError');
    assert.match((await violations()).join('\n'), /require-trusted-types-for/);
    const policy = (await fetch(`${command.origin}/elements`)).headers.get('Content-Security-Policy') ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/);
    for (const path of ['/', '/elements']) {
      const text = await (await fetch(command.origin + path)).text();
      assert.doesNotMatch(text, /<style|\sstyle=|\son\w+=|<script>/);
    }
    await page.close();
  });

  it('show each element alone, with its markup, and only those that have something to do', async () => {
    const demo = await open('/elements', 360);
    const {page} = demo;
    await waitForText(page, 'subscription-change', 'Cancel Crew on 1 December 2026');
    await waitForText(page, 'main', 'Nothing is to be paid here.');
    assert.equal(await readOverflow(page), 0);
    const markup = await page.$$eval('pre', (all) => all.map(({textContent}) => textContent));
    assert.deepEqual(markup, [
      '<billing-notices endpoint="/billing"></billing-notices>',
      '<subscription-summary endpoint="/billing"></subscription-summary>',
      '<usage-meters endpoint="/billing"></usage-meters>',
      '<plan-picker endpoint="/billing" subscription-id="…"></plan-picker>',
      '<payment-methods endpoint="/billing"></payment-methods>',
      '<billing-details endpoint="/billing"></billing-details>',
      '<invoice-list endpoint="/billing"></invoice-list>',
      '<invoice-payment endpoint="/billing" invoice-id="…"></invoice-payment>',
      '<subscription-change endpoint="/billing" subscription-id="…" kind="cancel"></subscription-change>',
      '<payment-method-setup endpoint="/billing"></payment-method-setup>',
    ]);
    assert.equal(demo.requests.filter(({url}) => url.endsWith('/v1/access/session')).length, 1);
    await (await page.waitForSelector('#add'))?.press('Enter');
    await waitForText(page, 'sandbox-card-form', 'Test card form');
    await closeClean(demo);
  });

  it('pass axe, in both schemes', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    for (const path of ['/?scheme=light', '/elements?scheme=dark']) {
      const {page} = await open(path, 1280);
      await waitForText(page, 'main', 'Current plan');
      // What is on its way has no words yet.
      await page.waitForNetworkIdle();
      await page.evaluate(axe);
      const faults = await page.evaluate(async () => {
        const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
        // Notices stand above the sections, with headings of the third rank.
        const rules = {'heading-order': {enabled: false}};
        const {violations} = await (globalThis as unknown as {axe: Axe}).axe.run(document, {runOnly, rules});
        return violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target.flat().join(' ')}`));
      });
      assert.deepEqual(faults, [], path);
      await page.close();
    }
  });

  it('pay what is owed where the host named it', async () => {
    const demo = await open('/elements?scenario=past_due');
    await (await demo.page.waitForSelector('invoice-payment >>> .primary'))?.press('Enter');
    await waitForText(demo.page, 'invoice-payment', '€138.04 paid');
    await closeClean(demo);
  });
});
