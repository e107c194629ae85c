import {html, nothing} from 'lit';
import type {Preview} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {listDueLines, renderDue, toDueText, toTotalText} from './due-now.js';
import {renderProration} from './proration-bar.js';
import {Marks} from './review-marks.js';
import {listNotes, renderNotes} from './review-notes.js';
import {listRows, renderRows, toRowText} from './review-table.js';
import {listTimeline, renderTimeline, toTimelineText} from './review-timeline.js';

/** Kinds whose two sides are set beside each other; the others change no plan. */
const comparing: ReadonlySet<string> = new Set(['plan', 'start', 'restart']);

/** A preview as it is shown. */
export interface ReviewBody {
  /** What changes, and what is paid when; `nothing` where there is nothing to say of either. */
  beside: unknown;
  /** What is due now, with what is said of it. */
  due: unknown;
}

/** Lays out a preview. Where it took the place of another one, what has changed is marked. */
export function toReviewBody(
  localize: LocalizeController,
  preview: Preview,
  before: Preview | undefined,
  {asOf, isLater}: {asOf: string; isLater: boolean},
): ReviewBody {
  const marks = new Marks(localize, before && listTexts(localize, before));
  const rows = comparing.has(preview.kind) ? listRows(localize, preview) : [];
  const timeline = listTimeline(localize, preview);
  const table =
    rows.length > 0
      ? html`<div class="panel">
          ${renderRows(localize, rows, marks)}${isLater ? nothing : renderProration(localize, preview, asOf)}
        </div>`
      : nothing;
  const follows =
    timeline.length > 0
      ? html`<div class="panel"><div class="body">${renderTimeline(localize, timeline, marks)}</div></div>`
      : nothing;
  return {
    beside: table === nothing && follows === nothing ? nothing : html`<div class="left">${table}${follows}</div>`,
    due: html`${renderDue(localize, preview, listDueLines(localize, preview), marks)}${renderNotes(
      listNotes(localize, preview),
    )}`,
  };
}

/** True where a fresh preview says something that the one before did not. */
export function hasNews(localize: LocalizeController, before: Preview, fresh: Preview): boolean {
  const known = new Set(listTexts(localize, before));
  return listTexts(localize, fresh).some((text) => !known.has(text));
}

/** Everything that a preview says, text by text. */
function listTexts(localize: LocalizeController, preview: Preview): string[] {
  return [
    ...listRows(localize, preview).map(toRowText),
    ...listTimeline(localize, preview).map(toTimelineText),
    ...listDueLines(localize, preview).map(toDueText),
    toTotalText(localize, preview),
  ];
}
