import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {PortalView} from '../../events/portal-events.js';

/** What follows the address. */
export interface RoutedPortal extends ReactiveControllerHost, HTMLElement {
  view: PortalView;
  open(view: PortalView): boolean;
}

/** What is ours in a fragment: one of its parts, which are divided by `&`. */
const own = /^billing\/(.+)$/;

/**
 * `routing="hash"`: the view stands in the fragment of the page's address, as `#billing/invoices/in_1`, and follows it. What
 * else the host has there stays as it is, beside an `&`. Where there is nothing of ours, the portal is at the view that it
 * began with.
 */
export class HashRouting implements ReactiveController {
  readonly #home: PortalView;
  #isFollowing = false;

  /** @param home The view that the portal began with: it may have gone on while this was loaded. */
  constructor(
    private readonly portal: RoutedPortal,
    home: PortalView,
  ) {
    this.#home = home;
    portal.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
    const {view} = this.portal;
    // What is returned to from a bank is shown first.
    if (view.startsWith('operations/')) return;
    if (readView() !== undefined) this.#follow();
    else if (view !== this.#home) this.write(view);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }

  /** Puts a view into the address, as a step that the browser can go back from. */
  write(view: PortalView): void {
    // What is returned to from a bank stands in the query already.
    if (this.#isFollowing || view.startsWith('operations/')) return;
    const kept = listParts().filter((part) => !own.test(part));
    const path = view.split('/').map(encodeURIComponent).join('/');
    const fragment = [...kept, ...(view === this.#home ? [] : [`billing/${path}`])].join('&');
    if (fragment === listParts().join('&')) return;
    // Whatever base the page has; without a fragment there is no `#` either. The state is the host's own.
    const address = new URL(location.href);
    address.hash = fragment;
    history.pushState(history.state, '', address);
  }

  readonly #follow = (): void => {
    const view = readView() ?? this.#home;
    if (view === this.portal.view) return;
    this.#isFollowing = true;
    this.portal.open(view);
    this.#isFollowing = false;
  };
}

const listParts = (): string[] => location.hash.slice(1).split('&').filter(Boolean);

function readView(): PortalView | undefined {
  const path = listParts().flatMap((part) => own.exec(part)?.[1] ?? [])[0];
  try {
    return path === undefined ? undefined : (path.split('/').map(decodeURIComponent).join('/') as PortalView);
  } catch {
    // Not written by us.
    return undefined;
  }
}
