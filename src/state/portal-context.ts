import {ContextConsumer, ContextProvider, ContextEvent, createContext} from '@lit/context';
import type {ReactiveControllerHost} from 'lit';
import type {Portal} from './portal.js';
import {portalContextKey} from './portal-context-key.js';

/**
 * How a part that a host page puts inside a `<billing-portal>` finds its Portal. Loaded when there is such a part: those
 * that the portal renders itself are handed theirs.
 */
const portalContext = createContext<Portal | undefined>(portalContextKey);

type Host = ReactiveControllerHost & HTMLElement;

/** Asks for the Portal around an element, now and whenever it is another one; undefined where there is none. */
export function consumePortal(host: Host, take: (portal: Portal | undefined) => void): {ask(): void} {
  const consumer = new ContextConsumer(host, {context: portalContext, subscribe: true, callback: take});
  return {ask: () => consumer.hostConnected()};
}

/** Answers for the parts inside of an element, and answers those that asked before this was loaded. */
export function providePortal(host: Host, waiting: Event[]): {give(portal: Portal | undefined): void} {
  const provider = new ContextProvider(host, {context: portalContext});
  return {
    give: (portal) => {
      provider.setValue(portal);
      for (const event of waiting.splice(0)) {
        const {contextTarget, callback, subscribe} = event as ContextEvent<typeof portalContext>;
        contextTarget.dispatchEvent(new ContextEvent(portalContext, contextTarget, callback, subscribe ?? false));
      }
    },
  };
}
