import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {openBrowser, openPage, readText, waitForText, type WatchedPage} from './browser.js';
import {createFolder, startCommand, type StartedCommand} from './running.js';

/** The demo as a newcomer has it: the built script, the endpoint over a file, and the strict policy of the page. */

let command: StartedCommand;
let browser: Browser;
let folder: Awaited<ReturnType<typeof createFolder>>;

before(async () => {
  folder = await createFolder();
  [command, browser] = await Promise.all([startCommand(folder.path, '--scenario', 'past_due'), openBrowser()]);
});

after(async () => {
  await browser.close();
  await command.stop();
  await folder.remove();
});

beforeEach(() => control('reset', 'past_due'));

const portal = 'billing-portal';
const payment = `${portal} >>> invoice-payment`;
const setup = `${portal} >>> payment-method-setup`;

async function control(name: string, ...args: unknown[]): Promise<void> {
  const response = await fetch(`${command.origin}/sandbox/controls`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({control: name, args}),
  });
  assert.equal(response.status, 204);
}

async function readEffects(): Promise<Record<string, number>> {
  const response = await fetch(`${command.origin}/sandbox/controls`);
  return ((await response.json()) as {effects: Record<string, number>}).effects;
}

async function press(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector);
  await element?.press('Enter');
}

async function openDemo(): Promise<WatchedPage> {
  const watched = await openPage(browser);
  await watched.page.goto(command.origin);
  await waitForText(watched.page, portal, 'Payment of €138.04 failed');
  return watched;
}

async function closeClean({page, errors, violations}: WatchedPage): Promise<void> {
  assert.deepEqual(await violations(), []);
  assert.deepEqual(errors, []);
  await page.close();
}

describe('the way of the money, on the demo page', {timeout: 180_000}, () => {
  it('pays what failed in one activation', async () => {
    const demo = await openDemo();
    await press(demo.page, `${portal} >>> billing-notices >>> .primary`);
    await waitForText(demo.page, portal, '€138.04 paid');
    assert.match(await readText(demo.page, portal), /Crew Active/);
    assert.equal((await readEffects())['payments'], 1);
    await closeClean(demo);
  });

  it('says what the bank said, and pays with another card', async () => {
    const demo = await openDemo();
    await control('nextPayment', 'declined');
    await press(demo.page, `${portal} >>> invoice-list >>> .act button`);
    await press(demo.page, `${payment} >>> .primary`);
    await waitForText(demo.page, portal, 'Your bank declined €138.04');
    assert.equal((await readEffects())['payments'], 0);
    await press(demo.page, `${payment} >>> .primary`);
    await waitForText(demo.page, portal, 'Paid with Mastercard •••• 8210.');
    assert.equal((await readEffects())['payments'], 1);
    await closeClean(demo);
  });

  it('asks for the bank in place', async () => {
    const demo = await openDemo();
    await control('nextPayment', 'challenge');
    await press(demo.page, `${portal} >>> billing-notices >>> .primary`);
    await press(demo.page, 'sandbox-challenge >>> .primary');
    await waitForText(demo.page, portal, '€138.04 paid');
    assert.equal((await readEffects())['payments'], 1);
    await closeClean(demo);
  });

  it('goes to the bank and comes back, under another session', async () => {
    const demo = await openDemo();
    const {page} = demo;
    await control('nextPayment', 'challenge');
    await control('challengeBy', 'redirect');
    await press(page, `${portal} >>> billing-notices >>> .primary`);
    await page.waitForFunction(() => location.pathname === '/sandbox-bank');
    assert.deepEqual(await demo.violations(), []);
    await press(page, 'button');
    await page.waitForFunction(() => location.search.includes('billing_operation='));
    await waitForText(page, portal, '€138.04 paid');
    assert.equal((await readEffects())['payments'], 1);
    await closeClean(demo);
  });

  it('puts a test card in the place of the old one', async () => {
    const demo = await openDemo();
    await press(demo.page, `${portal} >>> billing-notices >>> .notice.warning button`);
    await waitForText(demo.page, 'sandbox-card-form', 'Test card form');
    await press(demo.page, 'sandbox-card-form >>> [data-number], sandbox-card-form >>> .cards button');
    await press(demo.page, `${setup} >>> .primary`);
    await waitForText(demo.page, portal, 'Visa •••• 4242 saved');
    assert.equal((await readEffects())['methods'], 1);
    await closeClean(demo);
  });

  it('cancels, and takes it back', async () => {
    const demo = await openDemo();
    await press(demo.page, `${portal} >>> subscription-summary >>> .actions button:nth-of-type(2)`);
    await press(demo.page, `${portal} >>> subscription-change >>> .danger`);
    await waitForText(demo.page, portal, 'Crew ends on 1 December');
    await press(demo.page, `${portal} >>> subscription-change >>> .done .button:nth-of-type(2)`);
    await waitForText(demo.page, portal, 'Keep Crew');
    await press(demo.page, `${portal} >>> subscription-change >>> .primary`);
    await waitForText(demo.page, portal, 'Crew goes on');
    const {cancellations, undos} = await readEffects();
    assert.deepEqual([cancellations, undos], [1, 1]);
    await closeClean(demo);
  });
});
