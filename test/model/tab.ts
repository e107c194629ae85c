import type {BillingPortalElement} from '../../src/components/billing-portal/billing-portal.js';
import type {Fetch} from '../../src/client/send.js';
import type {SessionSource} from '../../src/client/session.js';
import type {Portal} from '../../src/state/portal.js';
import type {StandingWrite} from '../../src/state/standing-write.js';
import {publicUrl} from '../support/endpoint.js';
import {mount} from '../support/mount.js';
import {readScreen, type Screen} from './screen.js';
import {TabWire, type Sending, type WireWatcher} from './tab-wire.js';

/** What the customer wanted once, from the press to the outcome, and what is known of it from outside of the page. */
export interface Intention {
  readonly write: StandingWrite;
  /** Whose account was on the screen. */
  readonly owner: string | undefined;
  /** When it was begun, by {@link Timeline}. */
  readonly begun: number;
  key: string | undefined;
  operationId: string | undefined;
}

/** Where a tab has its session from: from the host whenever it asks, or one token and no more. */
export type SessionKind = 'host' | 'token';

/** How a tab is made. */
export interface TabOptions {
  name: string;
  kind: SessionKind;
  session: Pick<SessionSource, 'fetchSession' | 'sessionToken'>;
  endpoint: Fetch;
  watch(tab: Tab): WireWatcher;
}

const told = ['billing-invoice-paid', 'billing-subscription-changed', 'billing-payment-method-added'] as const;

/** One page of the host with a portal in it, until it is loaded anew. */
export class Tab {
  readonly name: string;
  readonly kind: SessionKind;
  readonly wire: TabWire;
  readonly element: BillingPortalElement;
  readonly intentions = new Map<StandingWrite, Intention>();
  /** How often the page told its host that something is done. */
  told = 0;
  /** True from a change until somebody has looked at the screen. */
  isDirty = true;
  readonly #place: HTMLElement;
  #portal: Portal | undefined;
  #standing: StandingWrite | undefined;
  /** What stood when the session ended: it goes on where the same customer comes back. */
  #aside: StandingWrite | undefined;

  constructor({name, kind, session, endpoint, watch}: TabOptions) {
    this.name = name;
    this.kind = kind;
    this.wire = new TabWire(endpoint, watch(this));
    this.element = mount('billing-portal', {...session, endpoint: publicUrl, fetch: this.wire.fetch});
    this.#place = this.element.parentElement as HTMLElement;
    for (const event of told) this.element.addEventListener(event, () => this.told++);
  }

  /** The Portal of the page, also while the customer is somewhere else in it. */
  get portal(): Portal | undefined {
    return this.element.portal ?? this.#portal;
  }

  get isAway(): boolean {
    return !this.element.isConnected;
  }

  get screen(): Screen {
    return readScreen(this.element);
  }

  /** What a write belongs to that is sent while the session is over. */
  findAside({key, line}: Sending): Intention | undefined {
    this.#followWrite();
    const intention = this.#aside && this.intentions.get(this.#aside);
    const {operationId} = intention ?? {};
    const isOwn = key === null ? operationId !== undefined && line.includes(operationId) : intention?.key === key;
    return isOwn ? intention : undefined;
  }

  #followWrite(): void {
    const {write, status} = this.portal ?? {};
    if (write) this.#aside = undefined;
    else if (status !== 'ready') this.#aside ??= this.#standing;
    this.#standing = write;
  }

  /** Hears of every change of the Portal from now on. */
  follow(changed: () => void): void {
    const {portal} = this;
    if (!portal || portal === this.#portal) return;
    this.#portal = portal;
    portal.subscribe(() => {
      this.isDirty = true;
      this.#followWrite();
      changed();
    });
    this.isDirty = true;
  }

  /** Goes to another view of the host's own page, where there is no portal. */
  leave(): void {
    this.element.remove();
  }

  /** Comes back to it. */
  comeBack(): void {
    this.#place.append(this.element);
    this.isDirty = true;
  }

  /** Closes the page: what it sent may still arrive, and nothing else comes of it. */
  close(): void {
    this.wire.isDead = true;
    this.wire.release();
    this.element.remove();
    this.portal?.close();
    this.#place.remove();
  }
}
