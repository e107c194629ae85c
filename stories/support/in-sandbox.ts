import type {StoryContext, StoryObj} from '@storybook/web-components-vite';
import type {TemplateResult} from 'lit';
import type {Fetch} from '../../src/client/send.js';
import type {FetchSession} from '../../src/client/session.js';
import type {ConfigurationInput} from '../../src/contract/configuration.js';
import type {CreateSession} from '../../src/contract/session.js';
import {createBilling} from '../../src/server/handler.js';
import {sandbox, type Sandbox, type ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {memoryStore} from '../../src/server/stores/memory.js';

/** What a story hands to its element: the address, the session and the fetch of an endpoint in the page. */
export interface Place {
  endpoint: string;
  token: string;
  fetch: Fetch;
  /** A host that gives the story's token whenever it is asked. */
  fetchSession: FetchSession;
  sandbox: Sandbox;
  /** Sends a write of the customer's, before the story is shown. */
  write(method: string, path: string, body: unknown): Promise<unknown>;
}

export interface PlaceOptions {
  scenario?: ScenarioName;
  /** What the session is made with, besides its customer. */
  session?: Omit<CreateSession, 'customerId' | 'externalId'>;
  /** What the merchant allows, and how it looks. */
  configurations?: ConfigurationInput;
  /** Called once the session is there: makes the provider fail, or ends the session. */
  prepare?(place: Place): unknown;
  /** In place of the endpoint's own. */
  fetch?: Fetch;
  /** Requests whose address holds this are lost on the way. */
  cut?: string;
  /** Called once the story is shown. */
  play?(context: StoryContext): Promise<void>;
}

/** The day that all stories are told on. */
const startAt = '2026-11-20T10:42:00Z';
const endpoint = 'https://billing.example.com/billing';

/** A story on the real endpoint and the sandbox, both of its own, kept for as long as the page is open. */
export function inSandbox(options: PlaceOptions, template: (place: Place) => TemplateResult): StoryObj {
  let place: Promise<Place> | undefined;
  return {
    loaders: [async () => ({place: await (place ??= open(options))})],
    render: (_args, {loaded}) => template(loaded['place'] as Place),
    ...(options.play && {play: options.play}),
  };
}

async function open({scenario = 'active', session, configurations, prepare, fetch, cut}: PlaceOptions): Promise<Place> {
  const provider = sandbox({scenario, startAt, bankUrl: 'https://bank.example.com/confirm'});
  const billing = createBilling({
    provider,
    store: memoryStore(),
    apiKeys: [`bpk_test_${'stories0'.repeat(5)}`],
    // Where a bank would lead back to.
    origins: [location.origin],
    publicUrl: endpoint,
    mode: 'test',
    clock: {now: () => Date.parse(startAt)},
    // Nobody reads a mail in a story: its codes are worth nothing.
    onEmailConfirmation: () => undefined,
    ...(configurations && {configurations}),
    // What makes real ones needs Node.
    invoicePdf: ({invoice}) => Promise.resolve(new TextEncoder().encode(`%PDF ${invoice.number}`)),
  });
  const {sessionToken: token} = await billing.createSession({customerId: provider.customerId, ...session});
  const place: Place = {
    ...{endpoint, token, sandbox: provider},
    fetch: fetch ?? ((request) => (cut && request.url.includes(cut) ? lose() : billing.fetch(request))),
    fetchSession: () => Promise.resolve(token),
    write(method, path, body) {
      const key = {'Idempotency-Key': crypto.randomUUID()};
      const headers = {...key, 'Content-Type': 'application/json', Authorization: `Bearer ${token}`};
      const init: RequestInit = {method, headers, body: JSON.stringify(body)};
      return billing.fetch(new Request(endpoint + path, init));
    },
  };
  await prepare?.(place);
  return place;
}

function lose(): Promise<never> {
  return Promise.reject(new TypeError('Failed to fetch'));
}
