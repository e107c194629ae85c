import {html, type TemplateResult} from 'lit';

/** One of a few short choices. */
export interface Segment {
  label: string;
  isChosen: boolean;
  onChoose(): void;
}

/** Two to four short choices beside each other, one of which is taken. Its styles are in `styles/segments.styles.ts`. */
export function renderSegments(name: string, segments: readonly Segment[]): TemplateResult {
  return html`<div class="segments" role="group" aria-label=${name}>
    ${segments.map(
      ({label, isChosen, onChoose}) =>
        html`<button type="button" aria-pressed=${isChosen} @click=${isChosen ? undefined : onChoose}>
          ${label}
        </button>`,
    )}
  </div>`;
}
