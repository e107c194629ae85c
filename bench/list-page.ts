import '../src/components/invoice-list/invoice-list.js';
import '../src/components/invoice-list/invoice-browser.js';
import type {InvoicePage} from '../src/contract/invoice.js';
import {createBilling} from '../src/server/handler.js';
import {sandbox} from '../src/server/providers/sandbox/index.js';
import {memoryStore} from '../src/server/stores/memory.js';

/** What one list took. */
export interface Measured {
  /** From the answer's arrival to the first row on the screen, in milliseconds. */
  firstRow: number;
  elements: number;
  /** The 95th percentile of what a frame took while the list was scrolled, in milliseconds. */
  frame: number;
}

const endpoint = 'https://billing.example.com/billing';
const frame = (): Promise<number> => new Promise(requestAnimationFrame);

/** Lists so many invoices at once; with all rows in the page where the list is to be naive. */
export async function measureList(count: number, isNaive: boolean): Promise<Measured> {
  const {answer, token} = await prepare(count);
  let answeredAt = 0;
  const fetch = async (request: Request): Promise<Response> => {
    if (!request.url.includes('/v1/portal?')) throw new TypeError('not asked for here');
    // Everything that is loaded is here by then: only what is done with the answer is measured.
    for (let frames = 0; frames < 10; frames++) await frame();
    // A print has all of the rows in the page.
    if (isNaive) dispatchEvent(new Event('beforeprint'));
    answeredAt = performance.now();
    return new Response(answer, {headers: {'Content-Type': 'application/json'}});
  };
  const element = Object.assign(document.createElement('invoice-list'), {endpoint, sessionToken: token, fetch});
  document.body.append(element);
  const root = element.shadowRoot as ShadowRoot;
  while (!root.querySelector('[part~="row"]')) await frame();
  await frame();
  const firstRow = performance.now() - answeredAt;
  const elements = root.querySelector('.panel')?.querySelectorAll('*').length ?? 0;
  return {firstRow, elements, frame: await scroll(root)};
}

/** The real endpoint's answer, with as many rows as are wanted in its first page. */
async function prepare(count: number): Promise<{answer: string; token: string}> {
  const provider = sandbox({scenario: 'many_invoices', startAt: '2026-11-20T10:42:00Z'});
  const {customerId} = provider;
  const billing = createBilling({
    provider,
    store: memoryStore(),
    apiKeys: [`bpk_test_${'bench000'.repeat(5)}`],
    origins: [location.origin],
    publicUrl: endpoint,
    mode: 'test',
  });
  const {sessionToken: token, portal} = await billing.createSession({customerId, include: 'invoices'});
  const page = await provider.listInvoices(customerId, {limit: count}, {signal: new AbortController().signal});
  const invoices: InvoicePage = {items: page.items.map(({customerId: _owner, ...row}) => row), nextCursor: null};
  return {answer: JSON.stringify({...portal, invoices}), token};
}

/** Goes through the list in 20 steps, a frame each. */
async function scroll(root: ShadowRoot): Promise<number> {
  const box = root.querySelector('.window');
  const scroller = box && box.scrollHeight > box.clientHeight + 1 ? box : (document.scrollingElement as Element);
  const times: number[] = [];
  let before = await frame();
  for (let step = 0; step < 20; step++) {
    scroller.scrollTop += 400;
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0;
}
