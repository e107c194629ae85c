import {html, nothing, type TemplateResult} from 'lit';
import type {Preview, PreviewSide} from '../../contract/preview.js';
import type {Refusal} from '../../contract/subscription.js';
import {renderBlank} from '../../ui/blank.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {toSummary, toTerms} from './picker-words.js';
import {toWords, type PickerView} from './picker-view.js';

/** What the foot leads to. */
export interface FootActs {
  review(): void;
  /** Asks for the amounts again. */
  again(): void;
}

/** What it will be, as the provider reckons it, and the way on. */
export function renderFoot(view: PickerView, acts: FootActs): TemplateResult {
  const {localize, subscription, amounts} = view;
  const blocked = findBlock(view);
  return html`<div class="band foot">
    <div class="will" id="foot" role="status" aria-busy=${amounts.isPending ? 'true' : nothing}>
      ${renderWill(view, acts, blocked)}
    </div>
    <button
      type="button"
      part="button"
      id="review"
      class="button ${blocked ? '' : 'primary'}"
      aria-disabled=${blocked ? 'true' : nothing}
      aria-describedby="foot"
      @click=${acts.review}
    >
      ${localize.term(subscription ? 'reviewChange' : 'goToReview')}
    </button>
  </div>`;
}

/** Why it cannot be gone on with; undefined where it can. */
export function findBlock(view: PickerView): string | undefined {
  const {localize, choice, amounts} = view;
  if (!choice.plan) return localize.term('chooseFirst');
  if (choice.faulty) return localize.term('putRight');
  if (choice.isUnchanged) return localize.term('whatYouHave');
  const refusal = toRefusal(amounts.error?.details);
  return refusal && toWords(view, refusal).text;
}

/** A refusal as it comes with an error; undefined for an error that is none. */
export function toRefusal(details: Readonly<Record<string, unknown>> | undefined): Refusal | undefined {
  const reason = details?.['reason'];
  return typeof reason === 'string' ? {allowed: false, reason, details: {...details}} : undefined;
}

function renderWill(view: PickerView, {again}: FootActs, blocked: string | undefined): unknown {
  const {localize, choice, subscription, amounts} = view;
  const {isPending, preview, error} = amounts;
  const why = blocked ? html`<p class="note muted">${blocked}</p>` : nothing;
  if (!choice.plan || choice.faulty) return why;
  if (choice.isUnchanged && subscription) return renderSide(view, subscription, {last: blocked});
  if (error && !blocked)
    return html`<p>${localize.term('noAmounts')}</p>
      ${renderWorkingButton({label: localize.term('sendAgain'), variant: 'small', onClick: again})}`;
  const before = preview?.to ?? subscription;
  const last = localize.term('seeFirst');
  if (isPending) return before ? renderSide(view, before, {last, className: 'old'}) : renderWaiting();
  if (preview?.to) return renderSide(view, preview.to, {last, certainty: preview.certainty});
  return html`<p class="strong">${choice.plan.name}</p>
    ${why}`;
}

function renderSide(
  {localize}: PickerView,
  side: Omit<PreviewSide, 'planId' | 'discount'>,
  {last, className = '', certainty}: {last?: string | undefined; className?: string; certainty?: Preview['certainty']},
): TemplateResult {
  return html`<p class="strong ${className}">${toSummary(localize, side, certainty)}</p>
    <p class="note muted ${className}">
      ${[...toTerms(localize, side), last].map((text) => (text ? html`<span>${text} </span>` : nothing))}
    </p>`;
}

/** As high as what comes. */
function renderWaiting(): TemplateResult {
  return html`<p aria-hidden="true">${renderBlank('Company, 4 seats, €209.92 per month')}</p>
    <p class="note" aria-hidden="true">${renderBlank('You see the exact amounts before anything is charged.')}</p>`;
}
