import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderPeriodLine, type LineOptions} from '../../ui/period-line.js';

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
      ...toEnd('off', label, 'pauseLine'),
      length: 100,
    });
  }
  if (!currentPeriod || isPaused || timeless.has(status)) return undefined;
  if (end) {
    const label = localize.term('endsShort', short(end));
    const until = end < currentPeriod.end ? end : currentPeriod.end;
    return renderPeriodLine(localize, {...currentPeriod, end: until}, asOf, toEnd('gone', label, 'endLine'));
  }
  if (pausesAt) {
    const label = localize.term('pausesShort', short(pausesAt));
    return renderPeriodLine(localize, currentPeriod, asOf, toEnd('gone', label, 'changeLine'));
  }
  if (pendingChange?.to) {
    const {to, at} = pendingChange;
    const label = localize.term('changesShort', {to, ...short(at)});
    return renderPeriodLine(localize, currentPeriod, asOf, toEnd('new', label, 'changeLine'));
  }
  return renderPeriodLine(localize, currentPeriod, asOf, status === 'trialing' ? {sentence: 'trialLine'} : {});
}

/** What comes after the end has the last part of the line for itself, and a label in place of the day. */
function toEnd(
  kind: NonNullable<LineOptions['kind']>,
  label: string,
  sentence: NonNullable<LineOptions['sentence']>,
): LineOptions {
  return {kind, length: 86, label, isNear: label.length > 18, sentence};
}
