import {html, nothing} from 'lit';
import type {Preview, PreviewNote} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';

/** What is said beside the amounts; a note of a kind that nobody here knows is left out. */
export function listNotes(localize: LocalizeController, {notes, certainty}: Preview): string[] {
  const said = notes.map((note) => toText(localize, note));
  // A provider that tells no amount is spoken of once, whether or not it says so itself.
  const own =
    certainty === 'none'
      ? localize.term('note_list_price_only')
      : certainty === 'estimate'
        ? localize.term('estimateText')
        : '';
  return [...new Set([...said, own])].filter(Boolean);
}

/** The notes, each a sentence. */
export function renderNotes(notes: readonly string[]): unknown {
  if (notes.length === 0) return nothing;
  return html`<ul class="notes muted">
    ${notes.map((note) => html`<li>${note}</li>`)}
  </ul>`;
}

function toText(localize: LocalizeController, {kind, at, amount, name}: PreviewNote): string {
  const date = at ? localize.date(at, 'long') : '';
  switch (kind) {
    case 'credit_kept':
      return amount ? localize.term('note_credit_kept', {amount: localize.money(amount)}) : '';
    case 'billing_date_moves':
      return date && localize.term('note_billing_date_moves', {date});
    case 'trial_ends_now':
      return localize.term('note_trial_ends_now');
    case 'trial_continues':
      return date && localize.term('note_trial_continues', {date});
    case 'discount_lost':
      return localize.term('note_discount_lost', {name: name ?? ''});
    case 'replaces_planned':
      return localize.term('note_replaces_planned');
    case 'access_until':
      return date && localize.term('note_access_until', {date});
    case 'access_pauses':
      return localize.term('note_access_pauses');
    case 'usage_charged':
      return localize.term('note_usage_charged');
    case 'list_price_only':
      return localize.term('note_list_price_only');
    default:
      return '';
  }
}
