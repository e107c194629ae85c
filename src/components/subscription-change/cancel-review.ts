import {html, nothing, type TemplateResult} from 'lit';
import type {Preview} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {toAmount} from './review-money.js';
import {listNotes} from './review-notes.js';

/** What canceling, or taking that back, is spoken of with. */
export interface CancelFacts {
  isCancel: boolean;
  name: string;
  /** The day that it ends on, written out; undefined where that is not known. */
  at: string | undefined;
}

/** Title and sentence. */
export function toCancelHead(localize: LocalizeController, {isCancel, name, at}: CancelFacts) {
  if (!isCancel) return {title: localize.term('keepTitle', {name}), text: localize.term('keepText')};
  const title = at ? localize.term('cancelTitle', {name, date: at}) : localize.term('cancelPlain', {name});
  return {title, text: localize.term('cancelText')};
}

/** What is so once it is done. */
export function toCancelDone(localize: LocalizeController, {isCancel, name, at}: CancelFacts): string {
  return isCancel && at ? localize.term('endsOnDate', {name, date: at}) : localize.term('goesOn', {name});
}

/** What a subscription that is canceled still costs, or gives back. */
const moneyNotes: ReadonlySet<string> = new Set(['usage_charged', 'credit_kept']);

/**
 * What canceling means for the money, in sentences: that nothing more is charged only where the preview says so for certain.
 * Empty where it says nothing. `isDone` speaks of what was paid.
 */
export function listCancelMoney(localize: LocalizeController, preview: Preview | undefined, isDone = false): string[] {
  if (!preview) return [];
  const {dueNow} = preview;
  const notes = preview.notes.filter(({kind}) => moneyNotes.has(kind));
  const said = listNotes(localize, {...preview, notes, certainty: 'exact'});
  if (!dueNow) return said;
  const amount = toAmount(localize, dueNow);
  if (dueNow.amount !== 0)
    return [isDone && dueNow.amount > 0 ? localize.term('youPaidPlain', {amount}) : amount, ...said];
  return notes.some(({kind}) => kind === 'usage_charged') ? said : [localize.term('nothingMore'), ...said];
}

/** What happens, and when: dates and amounts are the preview's. */
export function renderCancelFacts(
  localize: LocalizeController,
  {isCancel, at}: CancelFacts,
  preview: Preview,
): TemplateResult {
  const {dueNow, next} = preview;
  const money = listCancelMoney(localize, preview);
  const facts: [term: string, text: unknown][] = isCancel
    ? [
        [localize.term('untilThen'), at && localize.term('everythingWorks')],
        [localize.term('money'), money.length > 0 && money.map((text) => html`<div>${text}</div>`)],
        [localize.term('invoices'), localize.term('invoicesStay')],
      ]
    : [
        [
          localize.term('today'),
          dueNow && (dueNow.amount ? toAmount(localize, dueNow) : localize.term('costsNothing')),
        ],
        [
          localize.term('nextCharge'),
          next
            ? localize.term('amountOn', {amount: localize.money(next.amount), date: localize.date(next.at, 'long')})
            : undefined,
        ],
      ];
  return html`<dl class="facts">
    ${facts.map(([term, text]) =>
      text
        ? html`<dt>${term}</dt>
            <dd>${text}</dd>`
        : nothing,
    )}
  </dl>`;
}

/** The way on and the way out, each as large as the other. */
export function renderCancelControls(
  localize: LocalizeController,
  {isCancel, name}: CancelFacts,
  {busy, confirm, leave}: {busy: boolean; confirm(): void; leave: (() => void) | undefined},
): unknown {
  const act = isCancel
    ? localize.term(busy ? 'canceling' : 'cancelSubscription')
    : localize.term(busy ? 'keeping' : 'keepPlan', {name});
  const on = renderWorkingButton({label: act, variant: isCancel ? 'danger' : 'primary', busy, onClick: confirm});
  const label = isCancel ? localize.term('keepPlan', {name}) : localize.term('notNow');
  const out = leave ? renderWorkingButton({label, onClick: leave}) : nothing;
  return isCancel ? [out, on] : [on, out];
}
