import {html, nothing, type TemplateResult} from 'lit';
import type {ButtonOptions} from './button.js';

/** What a button that starts some work is made of. */
export interface WorkingButtonOptions extends Omit<ButtonOptions, 'id'> {
  /** Decoration before the words. */
  icon?: TemplateResult;
  /** Stays focusable, says so, and does nothing. */
  busy?: boolean;
}

/** A native button. While it is busy a press has no effect, so that nothing happens twice. */
export function renderWorkingButton(options: WorkingButtonOptions): TemplateResult {
  const {label, onClick, variant = '', icon, busy = false, name} = options;
  return html`<button
    type="button"
    part="button"
    aria-label=${name ?? nothing}
    class="button ${variant}"
    aria-busy=${busy ? 'true' : nothing}
    @click=${busy ? nothing : onlyOnce(onClick)}
    @keydown=${ignoreRepeats}
  >
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : (icon ?? nothing)}${label}
  </button>`;
}

/** The second half of a double click meant the first. */
function onlyOnce(onClick: (event: Event) => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.detail < 2) onClick(event);
  };
}

/** A key that is held down presses once. */
function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}
