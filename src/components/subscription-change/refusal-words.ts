import type {BillingError} from '../../contract/errors.js';
import type {Preview} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderButton} from '../../ui/button.js';
import {toRefusalWords as toReasonWords, type RefusalContext} from '../../ui/refusal-words.js';
import type {PortalView} from '../../events/portal-events.js';
import type {RefusalWords} from '../flow/outcome.js';
import {toDueAmount} from './due-now.js';
import {hasNews} from './review-body.js';

/** What a refusal of a change is spoken of with. */
export interface RefusalFacts {
  error: BillingError | undefined;
  /** What the subscription is called, which stays as it is; empty where there is none. */
  name: string;
  /** The preview that was refused, and the fresh one in its place. */
  before: Preview | undefined;
  fresh: Preview | undefined;
  /** What the reason of a refusal is about. */
  context: RefusalContext;
  /** Leads to where the way forward is; undefined where the element stands alone. */
  go: ((view: PortalView) => void) | undefined;
}

/** Words that say more of a refusal than its code does; undefined where that has to do. */
export function toRefusalWords(localize: LocalizeController, facts: RefusalFacts): RefusalWords | undefined {
  const {error, name, before, fresh} = facts;
  switch (error?.code) {
    case 'action_refused':
      return toReasonedWords(localize, facts);
    case 'preview_stale':
      return before && fresh ? toStaleWords(localize, before, fresh) : undefined;
    case 'payment_declined':
      return toDeclinedWords(localize, name, fresh);
    case 'challenge_failed':
      return {...toDeclinedWords(localize, name, fresh), title: localize.term('notConfirmed')};
    default:
      return undefined;
  }
}

/** Never re-priced in silence: the two amounts, or that it is marked what has changed. */
function toStaleWords(localize: LocalizeController, before: Preview, fresh: Preview): RefusalWords {
  const [was, is] = [toDueAmount(localize, before), toDueAmount(localize, fresh)];
  if (was && is && was !== is) {
    const text = localize.term('amountInstead', {amount: is, before: was});
    return {title: localize.term('amountChanged'), text, isNews: true};
  }
  if (hasNews(localize, before, fresh))
    return {title: localize.term('moved'), text: localize.term('changedMarked'), isNews: true};
  return {title: localize.term('sameAgain'), text: localize.term('sameAgainText'), isNews: true};
}

function toDeclinedWords(localize: LocalizeController, name: string, preview: Preview | undefined): RefusalWords {
  const amount = preview && toDueAmount(localize, preview);
  const text = name ? localize.term('declinedStill', {name}) : localize.term('declinedNothing');
  return {title: amount ? localize.term('declinedAmount', {amount}) : localize.term('declined'), text};
}

/** Refused with a reason: why, and the way forward. What is done already has words of its own. */
function toReasonedWords(localize: LocalizeController, {error, context, go}: RefusalFacts): RefusalWords | undefined {
  const {reason, retryAt, ...details} = error?.details ?? {};
  if (typeof reason !== 'string' || reason === 'already_done') return undefined;
  const until = typeof retryAt === 'string' && !Number.isNaN(Date.parse(retryAt)) ? {retryAt} : {};
  const {text, way} = toReasonWords(localize, {allowed: false, reason, details, ...until}, context);
  const action =
    way && go ? renderButton({label: way.label, variant: 'small', onClick: () => go(way.view)}) : undefined;
  return {title: localize.term('notPossible'), text, action};
}
