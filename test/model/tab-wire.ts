import type {Fetch} from '../../src/client/send.js';
import {publicUrl} from '../support/endpoint.js';

/**
 * What can go wrong with one request: it is `refused` before the endpoint, its answer is `garbled` or `lost` after the
 * endpoint did its work, it waits on the way there (`slow`), or its answer waits on the way back (`late`).
 */
export const mishaps = ['refused', 'garbled', 'lost', 'slow', 'late'] as const;
export type Mishap = (typeof mishaps)[number];

/** A request as the endpoint would see it. */
export interface Sending {
  request: Request;
  /** Method and path below the mount. */
  line: string;
  /** Of a write, or of its completion; else undefined. */
  kind: 'write' | 'completion' | undefined;
  key: string | null;
  token: string;
}

/** Who hears of what is sent and of what was answered, whether the answer gets back or not. */
export interface WireWatcher {
  sent(sending: Sending): void;
  answered(sending: Sending, answer: Record<string, unknown>): void;
}

const page502 = '<!doctype html><title>Bad gateway</title>';

/** The way from one page to the endpoint, with everything that a network does. */
export class TabWire {
  isCut = false;
  /** The page is gone: nothing is sent any more, and nothing is heard. */
  isDead = false;
  /** Counts whatever happens. */
  turns = 0;
  /** Writes and completions that the page waits for. */
  readonly underWay = new Set<Sending>();
  readonly #next: Record<'write' | 'read', Mishap[]> = {write: [], read: []};
  /** Requests that somebody is at work on; those that wait to be let through are not. */
  readonly #working = new Set<Sending>();
  #parked: (() => void)[] = [];

  constructor(
    private readonly endpoint: Fetch,
    private readonly watcher: WireWatcher,
  ) {}

  /** Give this to an element. */
  readonly fetch: Fetch = async (request) => {
    request.signal.throwIfAborted();
    if (this.isDead) return new Promise(() => undefined);
    const sending = toSending(request);
    this.turns++;
    this.watcher.sent(sending);
    if (sending.kind) this.underWay.add(sending);
    this.#working.add(sending);
    const carried = this.#carry(sending).finally(() => this.#working.delete(sending));
    try {
      return await untilAborted(carried, request.signal);
    } finally {
      this.turns++;
      this.underWay.delete(sending);
    }
  };

  get isBusy(): boolean {
    return this.#working.size > 0;
  }

  /** What happens to the next request of a sort. */
  prepare(sort: 'write' | 'read', mishap: Mishap): void {
    this.#next[sort].push(mishap);
  }

  /** Lets everything through that waits. */
  release(): void {
    for (const go of this.#parked.splice(0)) go();
  }

  /** Nothing more goes wrong. */
  heal(): void {
    this.isCut = false;
    this.#next.write = [];
    this.#next.read = [];
    this.release();
  }

  async #carry(sending: Sending): Promise<Response> {
    if (this.isCut) throw new TypeError('Failed to fetch');
    const mishap = this.#next[sending.kind ? 'write' : 'read'].shift();
    if (mishap === 'refused') return new Response(page502, {status: 502});
    if (mishap === 'slow') await this.#park(sending);
    // What has left the page arrives, also where the page no longer waits for it.
    const response = await this.endpoint(new Request(sending.request.clone(), {signal: new AbortController().signal}));
    this.watcher.answered(sending, (await response.clone().json()) as Record<string, unknown>);
    if (mishap === 'late') await this.#park(sending);
    if (mishap === 'garbled') return new Response(page502, {status: 504});
    if (mishap === 'lost' || this.isCut) throw new TypeError('Failed to fetch');
    return this.isDead ? new Promise(() => undefined) : response;
  }

  async #park(sending: Sending): Promise<void> {
    this.#working.delete(sending);
    await new Promise<void>((go) => this.#parked.push(go));
    this.#working.add(sending);
  }
}

function toSending(request: Request): Sending {
  const line = `${request.method} ${request.url.replace(publicUrl, '')}`;
  const key = request.headers.get('idempotency-key');
  const kind = key === null ? (line.endsWith('/complete') ? 'completion' : undefined) : 'write';
  const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
  return {request, line, kind, key, token};
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
    work.then(resolve, reject);
  });
}
