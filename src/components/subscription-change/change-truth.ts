import {findFault} from '../../contract/check.js';
import {previewChange} from '../../contract/generated/later.js';
import type {BillingError} from '../../contract/errors.js';
import type {InvoiceSummary} from '../../contract/invoice.js';
import type {Preview} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {Portal} from '../../state/portal.js';
import type {StandingWrite} from '../../state/standing-write.js';

/** What there was before a change was begun: what is there besides it afterwards came of it. */
export interface KnownBefore {
  /** Whose it was, and of which subscription it is spoken. */
  subject: string | undefined;
  subscriptionId: string;
  subscription: Subscription | undefined;
  subscriptions: ReadonlySet<string>;
  invoices: ReadonlySet<string>;
}

/** Notes what there is now. */
export function noteKnown(portal: Portal, subscriptionId: string): KnownBefore {
  const {subscriptions = [], invoices, session} = portal.answer ?? {};
  return {
    ...{subject: session?.subject, subscriptionId},
    subscription: subscriptions.find(({id}) => id === subscriptionId),
    subscriptions: new Set(subscriptions.map(({id}) => id)),
    invoices: new Set(invoices?.items.map(({id}) => id)),
  };
}

/** The subscription as it is once a write is done: what came with the outcome, or what was read with it. */
export function findChanged(
  portal: Portal,
  write: StandingWrite,
  subscriptionId: string,
  before: KnownBefore | undefined,
): Subscription | undefined {
  const answered = write.answer['subscription'] as Subscription | null | undefined;
  const {subscriptions = []} = portal.answer ?? {};
  if (answered) return subscriptions.find(({id}) => id === answered.id) ?? answered;
  if (write.kind !== 'start_subscription') return subscriptions.find(({id}) => id === subscriptionId);
  const fresh = subscriptions.filter(({id}) => !before?.subscriptions.has(id));
  // Where the page was loaded anew in between, the one that was started is the one that began last.
  return fresh.toSorted((one, other) => other.startedAt.localeCompare(one.startedAt))[0];
}

/** The invoice that came of a change; undefined where none did, or where nobody here saw what there was before. */
export function findNewInvoice(
  portal: Portal,
  before: KnownBefore | undefined,
  subscription: Subscription | undefined,
): InvoiceSummary | undefined {
  if (!before) return undefined;
  return portal.answer?.invoices?.items.find(
    ({id, subscriptionId}) =>
      !before.invoices.has(id) && (subscriptionId === null || subscriptionId === subscription?.id),
  );
}

/** The fresh preview that comes with a stale one's refusal; what is none of the contract's is not shown. */
export function readFreshPreview(error: BillingError | undefined): Preview | undefined {
  const fresh = error?.code === 'preview_stale' ? error.details?.['preview'] : undefined;
  const [, , shape = 'x'] = previewChange;
  return fresh !== undefined && findFault(shape, fresh) === undefined ? (fresh as Preview) : undefined;
}
