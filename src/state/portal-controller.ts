import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {PortalMember} from '../contract/portal.js';
import type {SessionSource} from '../client/session.js';
import type {Portal} from './portal.js';
import {acquirePortal, isSamePurpose, releasePortal} from './portal-registry.js';

/** An element that stands on a Portal. */
export interface PortalHost extends ReactiveControllerHost, HTMLElement, Omit<SessionSource, 'endpoint'> {
  endpoint: string | undefined;
  /** What the element shows. */
  readonly members: readonly PortalMember[] | undefined;
  /** Called for each failure, the end of the session among them. */
  tellFailure(portal: Portal): void;
}

/**
 * Finds the Portal of an element, states what the element shows, and asks for an update when something changes. The
 * Portal is the one that the element was given; else, with an endpoint, its own, shared through the page's registry; else
 * the one of the `<billing-portal>` around it. What is begun when the element comes into the page ends when it leaves.
 */
export class PortalController implements ReactiveController {
  /** Undefined until there is a session source, or a portal around the element. */
  portal: Portal | undefined;
  /** Set by whoever holds a Portal; null where one is still to come. */
  given: Portal | null | undefined;
  #own: Portal | undefined;
  #around: Portal | undefined;
  #unsubscribe: (() => void) | undefined;
  #isLooking = false;

  constructor(
    private readonly host: PortalHost,
    private readonly load = () => import('./portal-context.js'),
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#attach();
    if (this.given === undefined && !this.host.endpoint && !this.#isLooking) void this.#lookAround();
  }

  hostUpdate(): void {
    this.#attach();
  }

  hostDisconnected(): void {
    this.#detach();
    this.#drop();
    // Wherever the element comes back, what was around it here is not its own any more.
    this.#around = undefined;
  }

  /** Finds the Portal that belongs to the element now; cheap where nothing has changed. */
  #attach(): void {
    const {host} = this;
    if (!host.isConnected) return;
    this.#acquire();
    const portal = this.given ?? this.#own ?? this.#around;
    if (portal === this.portal) return;
    this.#detach();
    this.portal = portal;
    if (!portal) return;
    let told = 0;
    const tell = (): void => {
      host.requestUpdate();
      if (portal.failures === told) return;
      told = portal.failures;
      host.tellFailure(portal);
    };
    this.#unsubscribe = portal.subscribe(tell);
    if (host.members) portal.need(host.members);
    tell();
  }

  #detach(): void {
    this.#unsubscribe?.();
    // Without a Portal there is nobody's account to show.
    this.host.requestUpdate();
    this.portal = this.#unsubscribe = undefined;
  }

  #acquire(): void {
    const {endpoint, sessionToken, fetchSession, fetch} = this.host;
    const source = endpoint && {endpoint, sessionToken, fetchSession, fetch};
    if (source && this.#own && isSamePurpose(this.#own.source, source)) {
      this.#own.source.fetchSession = fetchSession;
      return;
    }
    this.#drop();
    if (source) this.#own = acquirePortal(source);
  }

  #drop(): void {
    if (this.#own) releasePortal(this.#own);
    this.#own = undefined;
  }

  /** Only a part that a page put inside a portal itself gets here: it asks by context, which is loaded for it. */
  async #lookAround(): Promise<void> {
    this.#isLooking = true;
    const context = await this.load().catch(() => undefined);
    // Where it could not be loaded, it is tried again when the element comes back.
    this.#isLooking = !!context;
    context?.consumePortal(this.host, (portal) => {
      this.#around = portal;
      this.#attach();
    });
  }
}
