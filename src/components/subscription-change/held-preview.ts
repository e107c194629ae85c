import {initialState, Task, TaskStatus} from '@lit/task';
import type {ReactiveControllerHost} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Preview} from '../../contract/preview.js';
import type {Portal} from '../../state/portal.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {readFreshPreview} from './change-truth.js';
import {askPreview, type ReviewedChange} from './reviewed-change.js';

/** The element that reviews something. */
interface ReviewHost extends ReactiveControllerHost {
  readonly portal: Portal | undefined;
  readonly subscriptionId: string;
  /** What is reviewed; undefined while it is chosen. */
  readonly reviewed: ReviewedChange | undefined;
  /** The write that the element shows. */
  readonly shownWrite: StandingWrite | undefined;
}

/** The preview that holds: the one that was asked for, or a fresh one that came with a refusal of it. */
export class HeldPreview {
  readonly #task: Task<readonly unknown[], Preview>;
  #moved: {asked: Preview | undefined; before: Preview | undefined; fresh: Preview} | undefined;

  constructor(private readonly host: ReviewHost) {
    this.#task = new Task(host, {
      // A change is an object that a host may make anew with every rendering.
      args: () => [host.subscriptionId, JSON.stringify(host.reviewed), host.portal?.answer?.session.subject] as const,
      task: async ([id, , subject], {signal}) => {
        // What took the place of another question's answer is none of this one's.
        this.#moved = undefined;
        const {portal, reviewed} = this.host;
        if (!portal || !reviewed || subject === undefined || (!id && reviewed.kind !== 'start')) return initialState;
        // A change that is under way, or done, needs no other preview.
        if (this.host.shownWrite) return initialState;
        return askPreview(await portal.requests(), id, reviewed, signal);
      },
    });
  }

  /** Undefined while it is on its way, and where none could be had. */
  get value(): Preview | undefined {
    const asked = this.#asked;
    return this.#moved && this.#moved.asked === asked ? this.#moved.fresh : asked;
  }

  /** What stood there before {@link value} took its place; undefined for the first. */
  get before(): Preview | undefined {
    return this.#moved?.asked === this.#asked ? this.#moved?.before : undefined;
  }

  /** Why there is none. */
  get error(): BillingError | undefined {
    const {status, error} = this.#task;
    if (status !== TaskStatus.ERROR) return undefined;
    return isBillingError(error) ? error : new BillingError('internal', {cause: error});
  }

  /** Asks for it anew: where it could not be read. */
  ask(): void {
    void this.#task.run();
  }

  /** Takes a fresh one that came with a refusal: it is shown, and nothing is done before it is confirmed. */
  take(error: BillingError | undefined): void {
    const fresh = readFreshPreview(error);
    if (fresh && fresh.id !== this.#moved?.fresh.id) this.#moved = {asked: this.#asked, before: this.value, fresh};
  }

  get #asked(): Preview | undefined {
    return this.#task.status === TaskStatus.COMPLETE ? this.#task.value : undefined;
  }
}
