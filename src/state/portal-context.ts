import {ContextConsumer, ContextProvider, createContext} from '@lit/context';
import type {ReactiveControllerHost} from 'lit';
import type {Portal} from './portal.js';

/**
 * How a part that a page puts inside a `<billing-portal>` finds its Portal. Loaded when there is such a part: those that
 * the portal renders itself are handed theirs. One key for all copies of this major version, so that parts from two
 * scripts still meet.
 */
const portalContext = createContext<Portal | undefined>(Symbol.for('billing-elements/portal/1'));

type Host = ReactiveControllerHost & HTMLElement;
type Provider = Host & {readonly portal: Portal | undefined};

const provided = new WeakSet<Element>();

/** Asks for the Portal around an element, now and wherever it comes to stand, and tells whenever it is another one. */
export function consumePortal(host: Host, take: (portal: Portal | undefined) => void): void {
  // Before the consumer, which asks as soon as it is made, and whenever the element comes back.
  host.addController({hostConnected: () => provide(findPortalElement(host))});
  const consumer = new ContextConsumer(host, {context: portalContext, subscribe: true, callback: take});
  // A portal that is defined later than the part did not hear the first time.
  void customElements.whenDefined('billing-portal').then(() => {
    if (!host.isConnected) return;
    provide(findPortalElement(host));
    consumer.hostConnected();
  });
}

/** Makes a `<billing-portal>` answer for what is inside of it, and go on answering when its Portal is another one. */
function provide(element: Provider | null): void {
  if (element === null || provided.has(element)) return;
  provided.add(element);
  const provider = new ContextProvider(element, {context: portalContext, initialValue: element.portal});
  element.addController({hostUpdated: () => provider.setValue(element.portal)});
}

/** The nearest `<billing-portal>` around an element that is defined, also outside of the shadow roots it stands in. */
function findPortalElement(element: Element): Provider | null {
  const near = element.parentElement?.closest<Provider>('billing-portal:defined');
  if (near) return near;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? findPortalElement(root.host) : null;
}
