import {initialState, Task, TaskStatus} from '@lit/task';
import type {ReactiveControllerHost} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Preview, SubscriptionStart} from '../../contract/preview.js';
import type {Portal} from '../../state/portal.js';
import type {Choice} from './choice.js';
import {toRefusal} from './choice-foot.js';
import type {Amounts} from './picker-view.js';

/** How long it is waited for the next press, in milliseconds, before the amounts are asked for. */
const patience = 250;

/** What the amounts are asked for. */
export interface AmountsHost extends ReactiveControllerHost {
  readonly portal: Portal | undefined;
  /** Empty for another subscription. */
  readonly subscriptionId: string;
  readonly choice: Choice | undefined;
}

/** The provider's amounts of what is chosen, asked for a moment after the last change of it. */
export class ChoiceAmounts {
  readonly #task: Task<readonly [string, string, string | undefined], Preview>;

  constructor(private readonly host: AmountsHost) {
    this.#task = new Task(host, {
      args: () => [this.#toAsked(), host.subscriptionId, host.portal?.answer?.session.subject] as const,
      task: async ([asked, id], {signal}) => {
        const {portal} = host;
        if (!portal || !asked) return initialState;
        await new Promise((resolve) => setTimeout(resolve, patience));
        signal.throwIfAborted();
        const start = JSON.parse(asked) as SubscriptionStart;
        const requests = await portal.requests();
        return id ? requests.previewChange(id, {kind: 'plan', ...start}, signal) : requests.previewStart(start, signal);
      },
      onComplete: () => {
        const {code} = host.choice ?? {};
        if (code) code.isTaken = code.applied !== '';
      },
      onError: (error) => this.#refuse(error),
    });
  }

  /** What is asked for, as text; empty where nothing is. */
  #toAsked(): string {
    const {choice, portal} = this.host;
    if (!choice || !portal?.answer || choice.isUnchanged || choice.faulty) return '';
    const input = choice.toInput();
    return input ? JSON.stringify(input) : '';
  }

  /** A code that is not taken is not asked for again: the amounts are those without it. */
  #refuse(error: unknown): void {
    const {code} = this.host.choice ?? {};
    const refusal = isBillingError(error) ? toRefusal(error.details) : undefined;
    if (!code?.applied || !refusal?.reason.startsWith('promotion_')) return;
    Object.assign(code, {applied: '', isTaken: false, refused: refusal});
  }

  get found(): Amounts {
    const {status, value: preview, error} = this.#task;
    const isFailed = status === TaskStatus.ERROR;
    return {
      isPending: status === TaskStatus.PENDING,
      preview,
      error: isFailed ? toError(error) : undefined,
    };
  }

  /** Asks once more. */
  again(): void {
    void this.#task.run();
  }
}

function toError(error: unknown): BillingError {
  return isBillingError(error) ? error : new BillingError('internal', {cause: error});
}
