import {launch, type Browser, type CDPSession, type Page} from 'puppeteer-core';
import {findBrowser} from '../../scripts/find-browser.mjs';

/** Opens the browser that the other tests run in. */
export async function openBrowser(): Promise<Browser> {
  const {path, headless, args, env} = await findBrowser();
  return launch({executablePath: path, headless, args, env: {...process.env, ...env}});
}

/** One request as the network saw it, preflights included; times in seconds of one clock. */
export interface SeenRequest {
  url: string;
  type: string;
  start: number;
  end: number;
}

/** A page whose requests, complaints and layout shifts are noted from the first byte on. */
export interface WatchedPage {
  page: Page;
  requests: SeenRequest[];
  /** Console errors and exceptions. */
  errors: string[];
  /** Violations of its content security policy. */
  violations(): Promise<string[]>;
  /** The sum of its layout shifts since it was opened, or last forgotten. */
  layoutShift(): Promise<number>;
  forgetLayoutShift(): Promise<void>;
}

export async function openPage(browser: Browser, width = 1280, height = 1600): Promise<WatchedPage> {
  const page = await browser.newPage();
  await page.setViewport({width, height});
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  const requests = await watchRequests(await page.createCDPSession());
  // The compiler of the tests keeps the names of functions by a call that only exists on this side.
  await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
  await page.evaluateOnNewDocument(() => {
    const seen = {violations: [] as string[], shift: 0};
    Object.assign(globalThis, {seen});
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & {value: number}).value;
    }).observe({type: 'layout-shift', buffered: true});
  });
  const read = <T>(name: string): Promise<T> =>
    page.evaluate((key) => (globalThis as unknown as {seen: Record<string, unknown>}).seen[key], name) as Promise<T>;
  const forgetLayoutShift = (): Promise<void> =>
    page.evaluate(() => {
      (globalThis as unknown as {seen: {shift: number}}).seen.shift = 0;
    });
  return {
    page,
    requests,
    errors,
    violations: () => read('violations'),
    layoutShift: () => read('shift'),
    forgetLayoutShift,
  };
}

async function watchRequests(session: CDPSession): Promise<SeenRequest[]> {
  const requests = new Map<string, SeenRequest>();
  const seen: SeenRequest[] = [];
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({requestId, request, timestamp, type = 'Other'}) => {
    const entry = {url: request.url, type, start: timestamp, end: Infinity};
    requests.set(requestId, entry);
    seen.push(entry);
  });
  const finish = ({requestId, timestamp}: {requestId: string; timestamp: number}): void => {
    const entry = requests.get(requestId);
    if (entry) entry.end = timestamp;
  };
  session.on('Network.loadingFinished', finish);
  session.on('Network.loadingFailed', finish);
  return seen;
}

/** How many of the requests can only follow each other: the longest chain in which each begins when one has ended. */
export function measureChain(requests: readonly SeenRequest[]): SeenRequest[] {
  const chain: SeenRequest[] = [];
  for (const request of requests.toSorted((one, other) => one.end - other.end)) {
    const last = chain.at(-1);
    if (last === undefined || request.start >= last.end) chain.push(request);
  }
  return chain;
}

/** The visible text of an element and everything inside of it, through all shadow roots, white space folded. */
export function readText(page: Page, selector: string): Promise<string> {
  return page.evaluate((wanted) => {
    const collect = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element || node instanceof ShadowRoot)) return '';
      if (node instanceof Element && !node.checkVisibility({visibilityProperty: true})) return '';
      if (node instanceof HTMLStyleElement) return '';
      const inside = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      return [...inside.childNodes].map(collect).join(' ');
    };
    const element = document.querySelector(wanted);
    return element ? collect(element).replace(/\s+/g, ' ').trim() : '';
  }, selector);
}

/** Waits until an element's text holds something. */
export async function waitForText(page: Page, selector: string, text: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = await readText(page, selector);
    if (found.includes(text)) return;
    if (Date.now() > deadline) throw new Error(`"${text}" does not stand in ${selector}: ${found}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}
