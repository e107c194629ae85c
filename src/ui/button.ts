import {html, nothing, type TemplateResult} from 'lit';

/** What a button is made of. */
export interface ButtonOptions {
  /** A verb; while busy, its present participle. */
  label: string;
  onClick: () => void;
  /** `primary` is for the one control that acts on money, or that something waits for. */
  variant?: 'primary' | 'small' | 'primary small' | '';
  /** Decoration before the words. */
  icon?: TemplateResult;
  /** Stays focusable, says so, and does nothing. */
  busy?: boolean;
  id?: string;
}

/** A native button. While it is busy a press has no effect, so that nothing happens twice. */
export function renderButton({label, onClick, variant = '', icon, busy = false, id}: ButtonOptions): TemplateResult {
  return html`<button
    type="button"
    part="button"
    id=${id ?? nothing}
    class="button ${variant}"
    aria-busy=${busy ? 'true' : nothing}
    @click=${busy ? nothing : onClick}
  >
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : (icon ?? nothing)}${label}
  </button>`;
}
