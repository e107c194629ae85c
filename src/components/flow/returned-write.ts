import {isEnded} from '../../client/session.js';
import {isBillingError} from '../../contract/errors.js';
import type {Portal} from '../../state/portal.js';
import type {StandingWrite} from '../../state/standing-write.js';

/** Whoever shows what became of a write. */
interface ReturnHost {
  readonly portal: Portal | undefined;
  readonly isConnected: boolean;
  requestUpdate(): void;
}

/** How long until what became of a write is asked again, where nothing answered, in milliseconds. */
const askAgainAfter = 3000;

/** Writes that were returned to, by their operation; null for one that there is nothing to say of. */
type Returned = Map<string, StandingWrite | null | 'asked'>;

const returned = new WeakMap<Portal, Returned>();

/**
 * A write that was left for a payment step on another site, taken up again; undefined until it is known what became of it,
 * and where there is nothing to say: it is not there, or it is somebody else's.
 */
export function findReturnedWrite(host: ReturnHost, operationId: string): StandingWrite | undefined {
  const {portal} = host;
  if (!portal?.answer) return undefined;
  const writes: Returned = returned.get(portal) ?? new Map();
  returned.set(portal, writes);
  const write = writes.get(operationId);
  if (write === undefined) void resume(host, portal, operationId, writes);
  return write === 'asked' ? undefined : (write ?? undefined);
}

async function resume(host: ReturnHost, portal: Portal, operationId: string, writes: Returned): Promise<void> {
  writes.set(operationId, 'asked');
  try {
    const {resumeWrite} = await import('../../state/write.js');
    writes.set(operationId, await resumeWrite(portal, operationId));
  } catch (error) {
    // What is not there, or is somebody else's, is not spoken of; what could not be read is asked for again.
    if (isBillingError(error) && !error.retryable && !isEnded(error)) writes.set(operationId, null);
    else {
      // Only for as long as somebody may want to see it.
      if (host.isConnected && portal.status !== 'ended')
        await new Promise((resolve) => setTimeout(resolve, askAgainAfter));
      writes.delete(operationId);
    }
  }
  host.requestUpdate();
}
