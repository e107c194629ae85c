import type {BillingError} from '../../contract/errors.js';
import type {Preview} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
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
}

/** Words that say more of a refusal than its code does; undefined where that has to do. */
export function toRefusalWords(
  localize: LocalizeController,
  {error, name, before, fresh}: RefusalFacts,
): RefusalWords | undefined {
  switch (error?.code) {
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
