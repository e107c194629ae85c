import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderPeriodLine} from '../../ui/period-line.js';

/** States in which the time of a period says nothing: it is owed for, or it has not begun. */
const timeless = new Set(['past_due', 'unpaid', 'incomplete', 'upcoming']);

/** The line of a subscription, with what comes at its end; undefined where there is no time to show. */
export function renderLine(localize: LocalizeController, subscription: Subscription, asOf: string): unknown {
  const {status, currentPeriod, cancelsAt, endsAt, pausesAt, pausedAt, resumesAt, pendingChange} = subscription;
  const short = (at: string): {date: string} => ({date: localize.date(at, 'short')});
  const isPaused = status === 'paused';
  const end = cancelsAt ?? endsAt;
  if (isPaused && pausedAt && resumesAt) {
    const label = localize.term('goesOnShort', short(resumesAt));
    return renderPeriodLine(localize, {start: pausedAt, end: resumesAt}, asOf, {
      ...{kind: 'off', label, sentence: 'pauseLine'},
    });
  }
  if (!currentPeriod || isPaused || timeless.has(status)) return undefined;
  if (end) {
    const label = localize.term('endsShort', short(end));
    const until = end < currentPeriod.end ? end : currentPeriod.end;
    return renderPeriodLine(localize, {...currentPeriod, end: until}, asOf, {kind: 'gone', label, sentence: 'endLine'});
  }
  if (pausesAt) {
    const label = localize.term('pausesShort', short(pausesAt));
    return renderPeriodLine(localize, currentPeriod, asOf, {kind: 'gone', label, sentence: 'changeLine'});
  }
  if (pendingChange?.to) {
    const {to, at} = pendingChange;
    const label = localize.term('changesShort', {to, ...short(at)});
    return renderPeriodLine(localize, currentPeriod, asOf, {kind: 'new', label, sentence: 'changeLine'});
  }
  return renderPeriodLine(localize, currentPeriod, asOf, status === 'trialing' ? {sentence: 'trialLine'} : {});
}
