import {ContextConsumer, ContextProvider} from '@lit/context';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {PortalMember} from '../contract/portal.js';
import type {SessionSource} from '../client/session.js';
import type {Portal} from './portal.js';
import {portalContext} from './portal-context.js';
import {acquirePortal, releasePortal, replaceFetchSession} from './portal-registry.js';

/** An element that stands on a Portal: its own, or that of the `<billing-portal>` around it. */
export type PortalHost = ReactiveControllerHost &
  HTMLElement &
  Omit<SessionSource, 'endpoint'> & {endpoint: string | undefined};

/**
 * Finds the Portal of an element, states what the element shows, and asks for an update when something changes. An
 * element that was given an endpoint has its own Portal (shared through the page's registry); one that was not takes
 * the one around it. Everything that is begun in `hostConnected` ends in `hostDisconnected`.
 */
export class PortalController implements ReactiveController {
  /** Undefined until there is a session source, or a portal around the element. */
  portal: Portal | undefined;
  private own: Portal | undefined;
  private source: SessionSource | undefined;
  private unsubscribe: (() => void) | undefined;
  private readonly consumer: ContextConsumer<typeof portalContext, PortalHost>;
  private readonly provider: ContextProvider<typeof portalContext, PortalHost> | undefined;
  private readonly changed: ((portal: Portal) => void) | undefined;

  /** `provides` hands the Portal on to the parts inside. `members` is what the element shows. */
  constructor(
    private readonly host: PortalHost,
    private readonly members: () => readonly PortalMember[],
    options: {provides?: boolean; changed?: (portal: Portal) => void} = {},
  ) {
    this.changed = options.changed;
    this.consumer = new ContextConsumer(host, {context: portalContext, subscribe: true, callback: () => this.attach()});
    this.provider = options.provides ? new ContextProvider(host, {context: portalContext}) : undefined;
    host.addController(this);
  }

  hostConnected(): void {
    this.attach();
    if (this.portal || this.host.endpoint) return;
    // The portal around it may be defined later than the part: then it did not hear the first request.
    void customElements.whenDefined('billing-portal').then(() => {
      if (this.host.isConnected && !this.portal) this.consumer.hostConnected();
    });
  }

  hostUpdate(): void {
    this.attach();
  }

  hostDisconnected(): void {
    this.detach();
    this.drop();
    // Wherever it comes back, the portal that was around it here is not its own any more.
    delete this.consumer.value;
  }

  /** Finds the Portal that belongs to the element now; cheap where nothing has changed. */
  private attach(): void {
    if (!this.host.isConnected) return;
    this.acquire();
    const portal = this.own ?? this.consumer.value;
    if (portal === this.portal) return;
    this.detach();
    this.portal = portal;
    this.provider?.setValue(portal);
    this.unsubscribe = portal?.subscribe(() => {
      this.host.requestUpdate();
      this.changed?.(portal);
    });
    portal?.need(this.members());
    this.host.requestUpdate();
  }

  private detach(): void {
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    this.portal = undefined;
  }

  private acquire(): void {
    const {endpoint, sessionToken, fetchSession, fetch} = this.host;
    const next = endpoint ? {endpoint: toAbsolute(endpoint, this.host), sessionToken, fetchSession, fetch} : undefined;
    const before = this.source;
    if (next && before && this.own && isSamePurpose(before, next)) {
      if (fetchSession && fetchSession !== before.fetchSession) replaceFetchSession(this.own, fetchSession);
      this.source = next;
      return;
    }
    this.drop();
    this.source = next;
    this.own = next && acquirePortal(next);
  }

  private drop(): void {
    if (this.own) releasePortal(this.own);
    this.own = undefined;
    this.source = undefined;
  }
}

function toAbsolute(endpoint: string, host: HTMLElement): string {
  return URL.canParse(endpoint, host.baseURI) ? new URL(endpoint, host.baseURI).href : endpoint;
}

/** A framework gives a new function with every render; that alone is no other session. */
function isSamePurpose(one: SessionSource, other: SessionSource): boolean {
  return (
    one.endpoint === other.endpoint &&
    one.sessionToken === other.sessionToken &&
    one.fetch === other.fetch &&
    (one.fetchSession === undefined) === (other.fetchSession === undefined)
  );
}
