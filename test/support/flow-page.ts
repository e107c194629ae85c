import {findErrorCode} from '../../src/contract/error-codes.js';
import type {Fetch} from '../../src/client/send.js';
import type {Outcome} from '../../src/server/ports/provider.js';
import {publicUrl, type EndpointOptions} from './endpoint.js';
import {nextTask, openPage, type Page} from './mount.js';

/** An answer that the endpoint gave, and that has not arrived yet. */
export interface HeldAnswer {
  status: number;
  /** Lets it arrive. */
  arrive(): Promise<void>;
}

interface Fault {
  matches: string;
  left: number;
  /** What becomes of a request, or of its answer. */
  serve(request: Request, next: Fetch): Promise<Response>;
}

/** What may happen to an answer on its way back to the page, or in place of one. */
export class Answers {
  /** What was sent besides reads, whether or not it reached the endpoint. */
  readonly sent: {line: string; body: unknown; key: string | null}[] = [];
  /** How many requests are on their way. */
  asking = 0;
  private readonly faults: Fault[] = [];

  constructor(private readonly next: Fetch) {}

  /** Give this to an element or a Portal. */
  readonly fetch: Fetch = async (request) => {
    this.asking++;
    try {
      return await this.serve(request);
    } finally {
      this.asking--;
    }
  };

  /** The keys that writes to a path were sent with, those too that did not reach the endpoint. */
  keys(path: string): (string | null)[] {
    return this.sent.filter(({line}) => isTo(line, path)).map(({key}) => key);
  }

  /** Holds the next answer to a request whose line holds these words: what it asked for has been done by then. */
  hold(matches: string): Promise<HeldAnswer> {
    return new Promise((held) => {
      this.add(matches, 1, async (request, next) => {
        const response = await next(request);
        await new Promise<void>((resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
          held({
            status: response.status,
            async arrive() {
              resolve();
              await nextTask();
            },
          });
        });
        return response;
      });
    });
  }

  /** Loses answers: what was asked for is done, and nobody hears of it. */
  lose(matches: string, times = 1): void {
    this.add(matches, times, async (request, next) => {
      await next(request);
      throw new TypeError('Failed to fetch');
    });
  }

  /** Answers in the endpoint's place, which is not reached. */
  replace(matches: string, answer: () => Response, times = 1): void {
    this.add(matches, times, async () => answer());
  }

  /** Changes what the endpoint answers, from now on. */
  alter(matches: string, change: (answer: Record<string, unknown>) => unknown): void {
    this.add(matches, Infinity, async (request, next) => {
      const response = await next(request);
      const {status, headers} = response;
      const changed = change((await response.json()) as Record<string, unknown>);
      return new Response(JSON.stringify(changed), {status, headers});
    });
  }

  /** From now on everything gets through. */
  heal(): void {
    this.faults.length = 0;
  }

  private async serve(request: Request): Promise<Response> {
    const line = `${request.method} ${request.url.replace(publicUrl, '')}`;
    if (request.method !== 'GET') {
      const key = request.headers.get('idempotency-key');
      this.sent.push({line, body: await request.clone().json(), key});
    }
    const fault = this.faults.find(({matches, left}) => left > 0 && isTo(line, matches));
    if (!fault) return this.next(request);
    fault.left--;
    return fault.serve(request, this.next);
  }

  private add(matches: string, left: number, serve: Fault['serve']): void {
    this.faults.push({matches, left, serve});
  }
}

/** True for a line to a path, and not to one that merely begins alike. */
function isTo(line: string, path: string): boolean {
  return new RegExp(`${path}(?![\\w-])`).test(line);
}

/** A page whose answers may get lost on their way. */
export interface FlowPage extends Page {
  answers: Answers;
  /** The ids of the operations that reached the provider, in their order. */
  operations(): string[];
  /** What was sent to a path, in its order. */
  bodies(path: string): unknown[];
  /** The keys that writes to a path were sent with, in their order. */
  keys(path: string): (string | null)[];
}

/** A page whose bank asks on a site of its own, `https://bank.example.com`; every payment is asked for. */
export async function openRedirectingPage(options: EndpointOptions = {}): Promise<FlowPage> {
  const toRedirect = <T>(outcome: Outcome<T>): Outcome<T> => {
    if (outcome.state !== 'requires_payment') return outcome;
    const {reference} = outcome;
    return {...outcome, step: {kind: 'redirect', url: `https://bank.example.com/?reference=${reference}`}};
  };
  const page = await openFlowPage({
    ...options,
    verbs: (sandbox) => ({
      payInvoice: async (...given) => toRedirect(await sandbox.payInvoice(...given)),
      applyChange: async (...given) => toRedirect(await sandbox.applyChange(...given)),
      complete: async (...given) => toRedirect(await sandbox.complete(...given)),
    }),
  });
  page.sandbox.nextPayment('challenge', Infinity);
  return page;
}

/** A page that may be come back to from a bank, over an endpoint whose answers may get lost. */
export async function openFlowPage(options: EndpointOptions = {}): Promise<FlowPage> {
  const page = await openPage({origins: ['http://localhost:*'], ...options});
  const answers = new Answers(page.wire.fetch);
  return {
    ...page,
    answers,
    source: {...page.source, fetch: answers.fetch},
    operations: () =>
      page.entries.flatMap(({event, ...entry}) => (event === 'operation.sent' ? [String(entry['operation'])] : [])),
    bodies: (path) => answers.sent.filter(({line}) => isTo(line, path)).map(({body}) => body),
    keys: (path) =>
      page.wire.sent
        .filter(({line}) => line.startsWith('POST') && isTo(line, path))
        .map(({request}) => request.headers.get('idempotency-key')),
  };
}

/** A refusal as the endpoint spells it, for {@link Answers.replace}. */
export function toRefusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  const retryable = findErrorCode(code)?.retryable ?? false;
  const problem = {type: 'about:blank', title: code, status, code, retryable, correlationId: 'ABCD1234'};
  return new Response(JSON.stringify(problem), {
    status,
    headers: {'Content-Type': 'application/problem+json', ...headers},
  });
}
