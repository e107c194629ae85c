import {html, nothing, type TemplateResult} from 'lit';
import {renderWarning} from './warning.js';

/** What a stepper is made of. Its styles are `styles/stepper.styles.ts`. */
export interface StepperOptions {
  /** Its id, and what the id of its note begins with. */
  id: string;
  label: string;
  /** What stands in it, as it is written. */
  value: string;
  /** The number that counts, for whoever hears it. */
  count: number;
  minimum: number;
  maximum: number | null;
  /** What the two buttons are called. */
  fewer: string;
  more: string;
  /** Within what it can be chosen; stays beside an error. */
  hint: string;
  /** What is wrong with it. */
  error?: string | undefined;
  onType(text: string): void;
  onLeave(): void;
  /** Undefined at the end of what can be chosen. */
  onLower: (() => void) | undefined;
  onRaise: (() => void) | undefined;
}

/** A number between two buttons: fewer, and more. It can be written as well. */
export function renderStepper(options: StepperOptions): TemplateResult {
  const {id, label, value, count, minimum, maximum, hint, error, fewer, more} = options;
  const {onType, onLeave, onLower, onRaise} = options;
  const note = `${id}-note`;
  const handle = (event: KeyboardEvent): void => {
    const act = {ArrowUp: onRaise, ArrowDown: onLower}[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return html`<div class="field count">
    <label for=${id}>${label}</label>
    <div class="counting">
      <div class="stepper ${error ? 'wrong' : ''}">
        ${renderEnd('M3.5 8h9', fewer, note, onLower)}
        <input
          id=${id}
          role="spinbutton"
          inputmode="numeric"
          autocomplete="off"
          dir="auto"
          .value=${value}
          aria-valuenow=${count}
          aria-valuemin=${minimum}
          aria-valuemax=${maximum ?? nothing}
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby=${note}
          @keydown=${handle}
          @input=${(event: Event) => onType((event.currentTarget as HTMLInputElement).value)}
          @change=${onLeave}
        />
        ${renderEnd('M8 3.5v9M3.5 8h9', more, note, onRaise)}
      </div>
      <div id=${note} class="note" role="status">
        ${hint ? html`<p class="muted">${hint}</p>` : nothing}
        ${error ? html`<p class="error">${renderWarning(error)}</p>` : nothing}
      </div>
    </div>
  </div>`;
}

/** One of the two buttons, with its sign as a path. At the end it stays where it is and says why. */
function renderEnd(sign: string, name: string, note: string, act: (() => void) | undefined): TemplateResult {
  return html`<button
    type="button"
    aria-label=${name}
    aria-disabled=${act ? nothing : 'true'}
    aria-describedby=${act ? nothing : note}
    @click=${act ?? nothing}
  >
    <svg width="16" height="16" viewBox="0 0 16 16" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
      <path d=${sign} />
    </svg>
  </button>`;
}
