import {html, nothing, type TemplateResult} from 'lit';
import {renderIcon} from './icon.js';

/** What the head of a view is made of. */
export interface TitleOptions {
  title: string;
  /** At most one sentence. */
  text?: string | undefined;
  /** Where the way back leads; without one the view stands alone. */
  back?: {label: string; go: () => void} | undefined;
}

/** The head of a view that is led into. Its styles are `styles/title.styles.ts`. */
export function renderTitle({title, text, back}: TitleOptions): TemplateResult {
  return html`<div class="title">
    ${
      back
        ? html`<button type="button" class="back" @click=${back.go}>${renderIcon('back')}${back.label}</button>`
        : nothing
    }
    <h2 id="heading" part="heading" tabindex="-1"><bdi>${title}</bdi></h2>
    ${text ? html`<p class="muted">${text}</p>` : nothing}
  </div>`;
}
