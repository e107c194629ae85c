import type {SessionSource} from '../client/session.js';
import {Portal} from './portal.js';

interface Entry {
  source: SessionSource;
  portal: Portal;
  users: number;
}

/** Shared by all copies of one major version in a page, so that parts from two scripts still meet. */
const key = Symbol.for('billing-elements/portals/1');

function entries(): Set<Entry> {
  const page = globalThis as {[key]?: Set<Entry>};
  return (page[key] ??= new Set());
}

/**
 * The Portal for a session source; parts that were given the same one share it, and its one read. Give it back with
 * {@link releasePortal}.
 */
export function acquirePortal(source: SessionSource): Portal {
  for (const entry of entries()) {
    if (isSame(entry.source, source)) {
      entry.users++;
      return entry.portal;
    }
  }
  const portal = new Portal(source);
  entries().add({source, portal, users: 1});
  return portal;
}

/**
 * Gives a Portal back. The last one to do so closes it, a moment later: an element that is only moved in the page
 * leaves and comes back within one turn of the event loop.
 */
export function releasePortal(portal: Portal): void {
  const entry = [...entries()].find((one) => one.portal === portal);
  if (entry === undefined) return;
  entry.users--;
  queueMicrotask(() => {
    if (entry.users > 0 || !entries().delete(entry)) return;
    portal.close();
  });
}

/** Notes that the host gave another function for the same purpose, so that the next part still finds this Portal. */
export function replaceFetchSession(portal: Portal, fetchSession: NonNullable<SessionSource['fetchSession']>): void {
  portal.fetchSession = fetchSession;
  for (const entry of entries()) if (entry.portal === portal) entry.source = {...entry.source, fetchSession};
}

function isSame(one: SessionSource, other: SessionSource): boolean {
  return (
    one.endpoint === other.endpoint &&
    (one.sessionToken || undefined) === (other.sessionToken || undefined) &&
    one.fetchSession === other.fetchSession &&
    one.fetch === other.fetch
  );
}
