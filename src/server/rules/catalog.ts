import type {Catalog} from '../../contract/catalog.js';
import type {ProviderSubscription} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import type {Session} from './sessions.js';

/** What is on offer, with what this customer may take of it. */
export async function readCatalog(
  _context: Context,
  _scope: Scope,
  _session: Session,
  _readRows: () => Promise<readonly ProviderSubscription[]>,
): Promise<Catalog> {
  return Promise.resolve({plans: [], moves: {}, start: {}});
}
