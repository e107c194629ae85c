import {fixtureCleanup} from '@open-wc/testing';
import {render, type TemplateResult} from 'lit';
import type {Fetch} from '../../src/client/send.js';
import type {BillingElement} from '../../src/components/billing-element.js';
import type {Portal} from '../../src/state/portal.js';
import {createEndpoint, publicUrl, type Endpoint, type EndpointOptions} from './endpoint.js';

/** How long a condition may take to come true, in milliseconds; what takes longer is a failure. */
const patience = 8000;

/** Waits for a condition, looked at after every task; gives what it found. Names what was awaited where it never came. */
export async function until<T>(look: () => T, what = String(look)): Promise<NonNullable<Exclude<T, false>>> {
  const limit = performance.now() + patience;
  for (;;) {
    const found = look();
    if (found) return found as NonNullable<Exclude<T, false>>;
    if (performance.now() > limit) throw new Error(`waited in vain for ${what}`);
    await nextTask();
  }
}

/** Ends when everything that is under way in this turn, promises included, is done. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** Ends when nothing more comes of what is here: an answer that has been received has been read, and acted upon. */
export async function quiet(): Promise<void> {
  for (let tasks = 0; tasks < 30; tasks++) await nextTask();
}

/** One request on the wire. */
export interface Sent {
  request: Request;
  /** Method and path below the mount, with the query: `GET /v1/portal?include=invoices`. */
  line: string;
  token: string | null;
  /** What it was answered with; undefined until then. */
  status: number | undefined;
}

/** A request that waits until it is let through. */
export interface Held extends Sent {
  /** Lets it through to the endpoint, and waits until it is answered and the page has dealt with that. */
  release(): Promise<void>;
}

/** The way between page and endpoint: notes what is sent, holds it back, or is cut. */
export class Wire {
  readonly sent: Sent[] = [];
  isCut = false;
  private readonly holds: {matches: string; arrived: (held: Held) => void}[] = [];

  constructor(private readonly endpoint: Fetch) {}

  /** Give this to an element or a Portal. */
  readonly fetch: Fetch = async (request) => {
    request.signal.throwIfAborted();
    const line = `${request.method} ${request.url.replace(publicUrl, '')}`;
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? null;
    const sent: Sent = {request, line, token, status: undefined};
    this.sent.push(sent);
    if (this.isCut) throw new TypeError('Failed to fetch');
    const index = this.holds.findIndex(({matches}) => line.includes(matches));
    if (index >= 0) await this.park(sent, this.holds.splice(index, 1)[0]);
    const response = await this.endpoint(request);
    sent.status = response.status;
    return response;
  };

  get lines(): string[] {
    return this.sent.map(({line}) => line);
  }

  /** Holds the next request whose line holds these words; resolves when it has come. */
  hold(matches: string): Promise<Held> {
    return new Promise((arrived) => this.holds.push({matches, arrived}));
  }

  private park(sent: Sent, hold: {arrived: (held: Held) => void} | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const {signal} = sent.request;
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      hold?.arrived({
        ...sent,
        async release() {
          resolve();
          await until(() => sent.status, 'an answer');
          await nextTask();
        },
      });
    });
  }
}

/** An endpoint with its wire and a session: what a host page has. */
export interface Page extends Endpoint {
  wire: Wire;
  token: string;
  /** The properties that an element needs. */
  source: {endpoint: string; sessionToken: string; fetch: Fetch};
  /** Ends the session at the endpoint. */
  end(token?: string): Promise<void>;
}

export async function openPage(options: EndpointOptions = {}): Promise<Page> {
  const endpoint = createEndpoint(options);
  const wire = new Wire((request) => endpoint.billing.fetch(request));
  const token = await endpoint.mint();
  return {
    ...endpoint,
    wire,
    token,
    source: {endpoint: publicUrl, sessionToken: token, fetch: wire.fetch},
    end: async (ended = token) => void (await endpoint.send('POST', '/v1/access/sign-out', {token: ended})),
  };
}

let places: HTMLElement[] = [];

/** Renders into the page; taken away after the test. Rendering into the same place again updates it. */
export function place(template: TemplateResult, where = makePlace()): HTMLElement {
  render(template, where);
  return where;
}

function makePlace(): HTMLElement {
  const where = document.createElement('div');
  document.body.append(where);
  places.push(where);
  return where;
}

/** Puts an element with these properties into the page. */
export function mount<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Partial<HTMLElementTagNameMap[T]>,
): HTMLElementTagNameMap[T] {
  const element = Object.assign(document.createElement(tag), properties);
  makePlace().append(element);
  return element;
}

/** Call it after each test. */
export function clearPage(): void {
  for (const where of places) where.remove();
  places = [];
  document.documentElement.lang = 'en';
  document.documentElement.removeAttribute('dir');
  document.documentElement.removeAttribute('style');
  fixtureCleanup();
}

/** Notes the events of a name that reach the document, until the test is over. */
export function listen<T extends keyof GlobalEventHandlersEventMap>(
  target: EventTarget,
  name: T,
): GlobalEventHandlersEventMap[T][] {
  const heard: GlobalEventHandlersEventMap[T][] = [];
  target.addEventListener(name, (event) => void heard.push(event as GlobalEventHandlersEventMap[T]));
  return heard;
}

/** Waits until an element's Portal stands somewhere, and the element shows it. */
export async function untilStatus(element: BillingElement, status: Portal['status']): Promise<void> {
  await until(() => element.portal?.status === status, `the status ${status}`);
  await element.updateComplete;
}
