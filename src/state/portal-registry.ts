import type {SessionSource} from '../client/session.js';
import {Portal} from './portal.js';

/** Shared by all copies of one major version in a page, so that parts from two scripts still meet. */
const registryKey = Symbol.for('billing-elements/portals/1');

/** How long a Portal with a write is kept for an element that may come back, in milliseconds. */
const writeKept = 60_000;

/** How many elements stand on each Portal of the page. */
function entries(): Map<Portal, number> {
  const page = globalThis as {[registryKey]?: Map<Portal, number>};
  return (page[registryKey] ??= new Map());
}

/**
 * The Portal for a session source; parts that were given the same one share it, and its one read. Give it back with
 * {@link releasePortal}.
 */
export function acquirePortal(source: SessionSource): Portal {
  const isShared = (portal: Portal): boolean =>
    isSamePurpose(portal.source, source) && portal.source.fetchSession === source.fetchSession;
  const portal = [...entries().keys()].find(isShared) ?? new Portal(source);
  entries().set(portal, (entries().get(portal) ?? 0) + 1);
  return portal;
}

/**
 * Gives a Portal back. The last one to do so closes it, a moment later: an element that is only moved in the page
 * leaves and comes back within one turn of the event loop. With a write it is kept for a minute.
 */
export function releasePortal(portal: Portal): void {
  entries().set(portal, (entries().get(portal) ?? 0) - 1);
  const close = (): void => {
    if ((entries().get(portal) ?? 1) > 0) return;
    entries().delete(portal);
    portal.close();
  };
  // An element that comes back finds its write, with what was typed.
  if (portal.write) setTimeout(close, writeKept);
  else queueMicrotask(close);
}

/** True where only the function may be another one, which a framework gives with every render. */
export function isSamePurpose(one: SessionSource, other: SessionSource): boolean {
  const keys = ['endpoint', 'sessionToken', 'fetch'] as const;
  return keys.every((key) => one[key] === other[key]) && !one.fetchSession === !other.fetchSession;
}
