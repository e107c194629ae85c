import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Usage, UsageQueryText} from '../../contract/usage.js';
import type {Portal} from '../../state/portal.js';

/** Refusals that mean that there is no such section for this customer. */
const isOff: ReadonlySet<string> = new Set(['feature_disabled', 'scope_missing', 'provider_cannot']);

/** One reading of usage: what it brought stays until another one has brought something else. A late answer never wins. */
export class UsageRead {
  /** What was answered last; undefined before the first answer. */
  value: Usage | undefined;
  /** Why the last one brought nothing. */
  error: BillingError | undefined;
  isReading = false;
  #stop: AbortController | undefined;

  constructor(
    private readonly changed: () => void,
    private readonly tell: (error: BillingError) => void,
  ) {}

  /** True where usage is switched off, or nobody counts it. */
  get isOff(): boolean {
    return this.error !== undefined && isOff.has(this.error.code);
  }

  /** Reads; whatever was under way is dropped. Never rejects. */
  async read(portal: Portal, query: UsageQueryText): Promise<void> {
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    // Where the element has left the page meanwhile, nobody asks any more: whoever comes back reads anew.
    const {signal: life} = portal.abort;
    life.addEventListener('abort', () => stop.abort(), {signal: stop.signal});
    this.isReading = true;
    this.changed();
    try {
      const requests = await portal.requests();
      if (stop.signal.aborted) return;
      const value = await requests.readUsage(query, stop.signal);
      if (stop.signal.aborted) return;
      this.value = value;
      this.error = undefined;
    } catch (error) {
      if (stop.signal.aborted) return;
      this.error = isBillingError(error) ? error : new BillingError('offline', {cause: error, retryable: true});
      if (!this.isOff) this.tell(this.error);
    }
    this.isReading = false;
    this.changed();
  }

  /** Forgets all of it, and drops what is under way. */
  clear(): void {
    this.#stop?.abort();
    this.value = this.error = undefined;
    this.isReading = false;
  }
}
