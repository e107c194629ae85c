import {html, nothing, type TemplateResult} from 'lit';

/** What a button is made of. */
export interface ButtonOptions {
  /** A verb; while busy, its present participle. */
  label: string;
  onClick: (event: Event) => void;
  /** `primary` is for the one control that acts on money, or that something waits for. */
  variant?: 'primary' | 'small' | 'primary small' | 'quiet' | 'danger' | 'primary large' | 'quiet large' | '';
  id?: string;
  /** What it is called where its label alone does not say it; it begins with the label. */
  name?: string;
}

/** A native button. One that can be at work is brought by the parts that have it (`working-button.ts`). */
export function renderButton({label, onClick, variant = '', id, name}: ButtonOptions): TemplateResult {
  return html`<button
    type="button"
    part="button"
    id=${id ?? nothing}
    aria-label=${name ?? nothing}
    class="button ${variant}"
    @click=${onClick}
  >
    ${label}
  </button>`;
}
