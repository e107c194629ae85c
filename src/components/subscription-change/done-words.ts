import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {SubscriptionReviewKind} from './reviewed-change.js';

/** What is so once a change is done, in one sentence and one more; read from the subscription and from no preview. */
export interface DoneWords {
  title: string;
  text: string;
}

/**
 * The words for a change that is done. `subscription` is as the endpoint tells it now, undefined where it tells none;
 * `before` is what it was called.
 */
export function toDoneWords(
  localize: LocalizeController,
  kind: SubscriptionReviewKind,
  subscription: Subscription | undefined,
  before = '',
): DoneWords {
  if (!subscription) return {title: localize.term('changeDone'), text: ''};
  const {name, pendingChange, pausesAt, pausedAt, status, resumesAt, trialEndsAt} = subscription;
  const on = (at: string): string => localize.date(at, 'long');
  if (kind === 'withdraw_pending') {
    // One thing is taken back at a time: another may be planned still.
    const rest = toPlanned(localize, subscription);
    return rest
      ? {title: localize.term('withdrawnOther'), text: rest}
      : {title: localize.term('withdrawnDone', {name}), text: ''};
  }
  if (kind === 'pause') {
    const text = resumesAt ? localize.term('untilResumes', {date: on(resumesAt)}) : localize.term('untilYouResume');
    const isPaused = status === 'paused' || pausedAt !== null;
    if (isPaused || !pausesAt) return {title: localize.term('pausedDone', {name}), text};
    return {title: localize.term('pausesOnDone', {name, date: on(pausesAt)}), text};
  }
  if (kind === 'unpause') return {title: localize.term('resumesDone', {name}), text: ''};
  // What waits for its day is not there yet.
  if (kind === 'plan' && pendingChange) {
    const {to, at} = pendingChange;
    const date = on(at);
    const isOther = to !== null && to !== name;
    return {
      title: isOther ? localize.term('changesOnDone', {name: to, date}) : localize.term('plannedDone', {date}),
      text: '',
    };
  }
  const text =
    status === 'trialing' && trialEndsAt ? localize.term('note_trial_continues', {date: on(trialEndsAt)}) : '';
  return {
    title: kind === 'plan' && name === before ? localize.term('changeDone') : localize.term('youAreOn', {name}),
    text,
  };
}

/** What is planned still, as a sentence; undefined where nothing is. */
function toPlanned(
  localize: LocalizeController,
  {name, cancelsAt, pausesAt, pendingChange}: Subscription,
): string | undefined {
  const on = (at: string): string => localize.date(at, 'long');
  if (cancelsAt) return localize.term('endsOnDate', {name, date: on(cancelsAt)});
  if (pausesAt) return localize.term('pausesOnDone', {name, date: on(pausesAt)});
  return pendingChange ? localize.term('plannedOther', {date: on(pendingChange.at)}) : undefined;
}
