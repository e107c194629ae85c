import {html, nothing, type TemplateResult} from 'lit';
import {renderWarning} from './warning.js';

/** What a field is made of. Its styles are `styles/field.styles.ts`. */
export interface FieldOptions {
  /** Its id, and what the id of its note begins with. */
  id: string;
  label: string;
  value: string;
  /** Said beside the label where nothing has to stand in it. */
  optional?: string | false | undefined;
  hint?: string | undefined;
  /** What is wrong with it; takes the place of the hint. */
  error?: string | undefined;
  /** The browser's name for what belongs in it. */
  autocomplete?: string;
  type?: 'text' | 'email' | 'tel';
  inputmode?: 'numeric';
  /** The direction of what stands in it; `auto` where absent. */
  dir?: 'ltr';
  /** Takes the whole width where others stand side by side. */
  isWide?: boolean;
  onInput: (value: string) => void;
  /** After each change that the customer has finished. */
  onChange?: () => void;
}

/** A label, a box for text, and what helps with it or is wrong with it. */
export function renderField(options: FieldOptions): TemplateResult {
  const {id, value, type = 'text', inputmode, dir = 'auto', autocomplete, error, optional, onInput, onChange} = options;
  return renderAround(
    options,
    html`<input
      id=${id}
      type=${type}
      dir=${dir}
      inputmode=${inputmode ?? nothing}
      autocomplete=${autocomplete ?? 'off'}
      spellcheck="false"
      .value=${value}
      aria-required=${optional ? nothing : 'true'}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${toNoteId(options) ?? nothing}
      @input=${(event: Event) => onInput((event.currentTarget as HTMLInputElement).value)}
      @change=${onChange ?? nothing}
    />`,
  );
}

/** A label and a choice; every option is its value and what it says. */
export function renderSelect(
  options: Omit<FieldOptions, 'type' | 'inputmode' | 'dir'>,
  choices: readonly (readonly [value: string, text: string])[],
): TemplateResult {
  const {id, value: chosen, autocomplete, onInput} = options;
  return renderAround(
    options,
    html`<div class="select">
      <select
        id=${id}
        autocomplete=${autocomplete ?? nothing}
        aria-describedby=${toNoteId(options) ?? nothing}
        @change=${(event: Event) => onInput((event.currentTarget as HTMLSelectElement).value)}
      >
        ${choices.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>
    </div>`,
  );
}

function toNoteId({id, hint, error}: Pick<FieldOptions, 'id' | 'hint' | 'error'>): string | undefined {
  return (hint ?? error) ? `${id}-note` : undefined;
}

function renderAround(options: Omit<FieldOptions, 'type'>, box: TemplateResult): TemplateResult {
  const {id, label, hint, error, optional, isWide} = options;
  const note = error
    ? html`<p id="${id}-note" class="note error">${renderWarning(error)}</p>`
    : html`<p id="${id}-note" class="note muted">${hint}</p>`;
  return html`<div class="field ${isWide ? 'wide' : ''}">
    <label for=${id}>${label}${optional ? html` <span class="muted">${optional}</span>` : nothing}</label>
    ${box} ${(hint ?? error) ? note : nothing}
  </div>`;
}
