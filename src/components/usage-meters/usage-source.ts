import type {Period} from '../../contract/charge.js';
import type {BillingError} from '../../contract/errors.js';
import type {Subscription} from '../../contract/subscription.js';
import {BillingErrorEvent} from '../../events/portal-events.js';
import type {Portal} from '../../state/portal.js';
import type {BillingElement} from '../billing-element.js';
import {UsageRead} from './usage-read.js';

/** A span of time that can be looked at, and how finely. */
export interface Choice {
  period: Period;
  grain: 'day' | 'month';
  /** True for the present period by day, which is read anyway. */
  isPresent: boolean;
  /** True where it holds several periods. */
  isSeveral: boolean;
}

/** What tells a choice from the others. */
export const toKey = ({period: {start, end}, grain}: Choice): string => [grain, start, end].join();

/** What is known of usage: the present period, and the one that is looked at in its place. */
export class UsageSource {
  readonly present = this.create();
  readonly other = this.create();
  /** What is looked at in place of the present period. */
  choice: Choice | undefined;
  private subject: string | undefined;
  /** The subscriptions as they were when it was last read. */
  private subscriptions: readonly Subscription[] | undefined;
  private hasRead = false;

  constructor(private readonly host: BillingElement) {}

  private create(): UsageRead {
    const changed = (): void => this.host.requestUpdate();
    return new UsageRead(changed, (error: BillingError) => this.host.dispatchEvent(new BillingErrorEvent(error)));
  }

  /** True where usage is switched off for this session, or nobody counts it. */
  get isOff(): boolean {
    return (!!this.host.portal?.answer && !this.may) || this.present.isOff;
  }

  private get may(): boolean {
    const {scopes, subject} = this.host.portal?.answer?.session ?? {};
    // Nothing is asked for nobody.
    return !!subject && !!scopes?.includes('usage:read');
  }

  /** Reads once it is known whose it is, and again after whatever may have changed it: subscriptions are read anew then. */
  follow(): void {
    const {portal} = this.host;
    const answer = portal?.answer;
    if (answer?.session.subject !== this.subject) this.forget();
    if (!portal || !answer || !this.may) return;
    if (this.hasRead && answer.subscriptions === this.subscriptions) return;
    this.subject = answer.session.subject;
    this.read(portal);
  }

  /** Reads all of it again. */
  read(portal: Portal): void {
    this.hasRead = true;
    this.subscriptions = portal.answer?.subscriptions;
    void this.present.read(portal, {});
    if (this.choice) this.choose(this.choice);
  }

  /** Looks at another span of time. */
  choose(choice: Choice): void {
    const {portal} = this.host;
    const before = this.choice;
    this.choice = choice.isPresent ? undefined : choice;
    if (!before || toKey(before) !== toKey(choice)) this.other.clear();
    const {start: from, end: to} = choice.period;
    if (portal && !choice.isPresent) void this.other.read(portal, {from, to, grain: choice.grain});
    this.host.requestUpdate();
  }

  /** Nothing of one customer's is left for the next. */
  forget(): void {
    this.present.clear();
    this.other.clear();
    this.choice = this.subject = this.subscriptions = undefined;
    this.hasRead = false;
  }
}
