import type {FetchSession} from '../../src/client/session.js';
import type {PortalAnswer} from '../../src/contract/portal.js';
import {verbs} from '../../src/server/providers/sandbox/port.js';
import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {createEndpoint, type Endpoint} from '../support/endpoint.js';
import {clearPage, nextTask} from '../support/mount.js';
import {findFalseClaims, type Timeline} from './claims.js';
import {findConsoleErrors} from './page-errors.js';
import {PageTime} from './page-time.js';
import {Tab, type Intention, type SessionKind} from './tab.js';
import type {Sending, WireWatcher} from './tab-wire.js';
import {tallyPages} from './tally.js';
import {readTruth, type SubscriptionTruth, type Truth} from './truth.js';

/** What the host's server answers to a page that asks for a session. */
export type HostAnswer = 'grants' | 'refuses' | 'another';

/** How many tasks without any work make a page quiet. */
const quietTasks = 12;
/** How many tasks a page may be at work before it is said to go in circles. */
const patience = 20_000;

const otherCustomer = 'cus_millrace';

/** A real endpoint, the pages of one customer, and everything that is seen of them from outside. */
export class Walk implements Timeline {
  readonly endpoint: Endpoint;
  readonly time = new PageTime();
  readonly tabs: Tab[] = [];
  /** Invariants that do not hold. */
  readonly broken: string[] = [];
  /** What came up on the way, see `tally.ts`. */
  readonly seen = new Set<string>();
  /** What was done, in words. */
  readonly journal: string[] = [];
  host: HostAnswer = 'grants';
  now = 0;
  readonly #customers = new Map<string, string>();
  readonly #subjects = new Map<string, string>();
  readonly #states: {since: number; subscriptions: Truth['subscriptions']}[] = [];
  readonly #openAtFirst: ReadonlySet<string>;
  readonly #issuedAtFirst: ReadonlySet<string>;
  #granting = 0;
  #changes = -1;

  constructor(scenario: ScenarioName) {
    this.endpoint = createEndpoint({scenario, origins: [location.origin]});
    const {invoices} = this.truth;
    this.#openAtFirst = new Set([...invoices.keys()].filter((id) => invoices.get(id)?.status === 'open'));
    this.#issuedAtFirst = new Set(invoices.keys());
    this.time.install();
    this.#noteStates();
  }

  get truth(): Truth {
    return readTruth(this.endpoint.sandbox);
  }

  /** Ends it, whatever came of it. */
  end(): void {
    for (const tab of this.tabs) tab.close();
    this.time.restore();
    clearPage();
  }

  /** Opens a page, in place of the one of this number where there is one. */
  async open(index: number, kind: SessionKind): Promise<void> {
    this.tabs[index]?.close();
    const session = kind === 'host' ? {fetchSession: this.#fetchSession} : {sessionToken: await this.#mint()};
    this.tabs[index] = new Tab({
      name: `tab ${index + 1}`,
      ...{kind, session},
      endpoint: (request) => this.endpoint.billing.fetch(request),
      watch: (tab) => this.#watch(tab),
    });
    await this.rest();
  }

  /** Lets the pages work until nothing more comes of it without time going on, and looks at them all the while. */
  async rest(): Promise<void> {
    let turns = -1;
    let tasks = 0;
    for (let quiet = 0; quiet < quietTasks; quiet++) {
      await nextTask();
      this.#look();
      const seen = this.tabs.reduce((sum, {wire}) => sum + wire.turns, this.now);
      if (this.time.fire() || this.#granting > 0 || seen !== turns || this.tabs.some(({wire}) => wire.isBusy))
        quiet = -1;
      turns = seen;
      if (++tasks > patience) throw new Error('(d) the page never comes to rest');
    }
    this.#checkEffects();
    this.assertWhole();
  }

  /** Throws where an invariant does not hold. */
  assertWhole(): void {
    this.broken.push(...findConsoleErrors().map((text) => `(f) ${text}`));
    if (this.broken.length > 0) throw new Error([...new Set(this.broken.splice(0))].join('\n'));
  }

  /** Lets time pass at the endpoint and in the pages alike. */
  async pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0;) {
      const step = this.time.step(left);
      this.endpoint.clock.advance({milliseconds: step});
      left -= step;
      await this.rest();
    }
    await this.endpoint.billing.runDue();
    await this.rest();
  }

  /** The computer sleeps: time is another one all at once. */
  async sleep(milliseconds: number): Promise<void> {
    this.time.sleep(milliseconds);
    this.endpoint.clock.advance({milliseconds});
    await this.endpoint.billing.runDue();
    await this.rest();
  }

  /** Ends the sessions that a page has, at the endpoint. */
  async signOut(tab: Tab): Promise<void> {
    const {token} = tab.portal?.session ?? {};
    if (token) await this.endpoint.send('POST', '/v1/access/sign-out', {token});
  }

  /** Nothing goes wrong any more: neither on the way, nor at the provider, nor at the host. */
  heal(): void {
    const {sandbox} = this.endpoint;
    for (const verb of verbs) {
      sandbox.fail(verb, null);
      sandbox.loseAnswer(verb, 0);
    }
    sandbox.nextPayment('works', 0);
    this.host = 'grants';
    for (const tab of this.tabs) {
      tab.wire.heal();
      if (tab.isAway) tab.comeBack();
    }
  }

  wasSo(id: string, holds: (subscription: SubscriptionTruth) => boolean, since: number): boolean {
    return this.#states.some(({subscriptions}, index) => {
      if ((this.#states[index + 1]?.since ?? Infinity) <= since) return false;
      const named = subscriptions.get(id);
      return named ? holds(named) : [...subscriptions.values()].some(holds);
    });
  }

  /** Changes the number of seats from another device of the customer's, as far as that is allowed just now. */
  async changeElsewhere(quantity: number): Promise<void> {
    const token = await this.#mint();
    const subscription = [...this.truth.subscriptions].find(([, {customerId}]) => customerId === this.customerId)?.[0];
    if (subscription === undefined) return;
    const ids = {subscriptionId: subscription};
    const plan = this.truth.subscriptions.get(subscription)?.name.toLowerCase() ?? '';
    const body = {kind: 'plan', priceId: `${plan}_monthly`, quantity};
    const preview = await this.endpoint.call('previewChange', {ids, body, token});
    if (preview.status !== 200) return;
    await this.endpoint.call('changeSubscription', {ids, body: {previewId: preview.answer.id}, token});
    this.seen.add('changed elsewhere');
  }

  private get customerId(): string {
    return this.endpoint.sandbox.customerId;
  }

  readonly #fetchSession: FetchSession = async () => {
    this.#granting++;
    try {
      if (this.host === 'refuses') throw new Error('nobody is signed in');
      return await this.#mint(this.host === 'another' ? otherCustomer : undefined);
    } finally {
      this.#granting--;
      this.now++;
    }
  };

  async #mint(customerId = this.endpoint.sandbox.customerId): Promise<string> {
    const token = await this.endpoint.mint({customerId});
    this.#customers.set(token, customerId);
    return token;
  }

  #look(): void {
    this.#noteStates();
    for (const tab of this.tabs) {
      tab.follow(() => this.#noteIntention(tab));
      if (!tab.isDirty) continue;
      tallyPages(this, this.seen);
      tab.isDirty = false;
      this.#say(
        tab,
        findFalseClaims(tab, () => this.truth, this),
      );
    }
  }

  #say({name}: Tab, claims: Iterable<string>): void {
    for (const claim of claims) this.broken.push(`${claim} [${name}]`);
  }

  #noteStates(): void {
    const changes = countEffects(this.endpoint.sandbox.effects);
    if (this.#changes === changes) return;
    this.#changes = changes;
    this.#states.push({since: ++this.now, subscriptions: this.truth.subscriptions});
  }

  #noteIntention(tab: Tab): Intention | undefined {
    this.#noteStates();
    const {write, answer} = tab.portal ?? {};
    if (!write) return undefined;
    const known = tab.intentions.get(write);
    const owner = this.#subjects.get(answer?.session.subject ?? '');
    const intention = known ?? {write, owner, begun: this.now, key: undefined, operationId: undefined};
    tab.intentions.set(write, intention);
    return intention;
  }

  #watch(tab: Tab): WireWatcher {
    return {
      sent: (sending) => this.#say(tab, this.#checkSending(tab, sending)),
      answered: (sending, answer) => {
        this.#noteStates();
        const customer = this.#customers.get(sending.token);
        const {sessionToken, session, operation} = answer as Partial<PortalAnswer> & {
          sessionToken?: string;
          operation?: {id: string};
        };
        if (customer && sessionToken) this.#customers.set(sessionToken, customer);
        if (customer && session) this.#subjects.set(session.subject, customer);
        for (const intention of tab.intentions.values()) {
          if (sending.key !== null && intention.key === sending.key && operation) intention.operationId = operation.id;
        }
      },
    };
  }

  /** What is wrong with a write at the moment in which it leaves the page. */
  *#checkSending(tab: Tab, sending: Sending): Generator<string> {
    const {kind, key, line, token} = sending;
    if (!kind) return;
    const [other] = tab.wire.underWay;
    if (other) yield `(c) ${line} was sent while ${other.line} was under way`;
    const intention = this.#noteIntention(tab) ?? tab.findAside(sending);
    if (!intention) return yield `(c) ${line} was sent, and no write stands`;
    const customer = this.#customers.get(token);
    if (customer !== intention.owner) yield `(c) what ${intention.owner} wanted was sent for ${customer}: ${line}`;
    if (kind === 'completion') {
      const id = intention.operationId ?? '?';
      if (!line.includes(id)) yield `(c) ${line} was sent while the write that stands is ${id}`;
      return;
    }
    for (const one of tab.intentions.values()) {
      if (one !== intention && one.key === key) yield `(c) two intentions share a key: ${line}`;
    }
    if (intention.key !== undefined) this.seen.add('sent again');
    if (intention.key !== undefined && intention.key !== key) yield `(c) sent again with another key: ${line}`;
    intention.key ??= key ?? undefined;
  }

  #checkEffects(): void {
    const {effects, invoices, changesDone} = this.truth;
    const paid = [...this.#openAtFirst].filter((id) => invoices.get(id)?.status === 'paid').length;
    if (effects.payments !== paid) this.broken.push(`(b) ${effects.payments} payments for ${paid} invoices`);
    const changed = countEffects(effects);
    if (changed > changesDone) this.broken.push(`(b) ${changed} effects of ${changesDone} changes`);
    const charged = [...invoices.values()].filter(
      ({id, totals, applied = 0, paidWith}) =>
        !this.#issuedAtFirst.has(id) && paidWith !== null && totals.total.amount > applied,
    );
    if (effects.charges !== charged.length)
      this.broken.push(`(b) ${effects.charges} charges for ${charged.length} invoices of changes`);
    for (const tab of this.tabs) {
      const done = [...tab.intentions.keys()].filter(({phase}) => phase === 'done').length;
      if (tab.told > done) this.broken.push(`(a) ${tab.told} were told of as done, ${done} are`);
    }
  }
}

/** How many changes of subscriptions there were, of whatever kind. */
function countEffects(effects: Truth['effects']): number {
  const {cancellations, undos, changes, withdrawals, pauses, unpauses, restarts, starts} = effects;
  return cancellations + undos + changes + withdrawals + pauses + unpauses + restarts + starts;
}
