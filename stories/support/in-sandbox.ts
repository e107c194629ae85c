import type {StoryContext, StoryObj} from '@storybook/web-components-vite';
import type {TemplateResult} from 'lit';
import type {Fetch} from '../../src/client/send.js';
import type {FetchSession} from '../../src/client/session.js';
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
}

export interface PlaceOptions {
  scenario?: ScenarioName;
  /** What the session is made with, besides its customer. */
  session?: Omit<CreateSession, 'customerId' | 'externalId'>;
  /** Called once the session is there: makes the provider fail, or ends the session. */
  prepare?(place: Place): unknown;
  /** In place of the endpoint's own. */
  fetch?: Fetch;
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

async function open({scenario = 'active', session, prepare, fetch}: PlaceOptions): Promise<Place> {
  const provider = sandbox({scenario, startAt});
  const billing = createBilling({
    provider,
    store: memoryStore(),
    apiKeys: [`bpk_test_${'stories0'.repeat(5)}`],
    origins: [],
    publicUrl: endpoint,
    mode: 'test',
    clock: {now: () => Date.parse(startAt)},
  });
  const {sessionToken: token} = await billing.createSession({customerId: provider.customerId, ...session});
  const place: Place = {
    ...{endpoint, token, sandbox: provider},
    fetch: fetch ?? ((request) => billing.fetch(request)),
    fetchSession: () => Promise.resolve(token),
  };
  await prepare?.(place);
  return place;
}
