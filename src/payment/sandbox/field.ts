import {html, nothing, type TemplateResult} from 'lit';
import {reshape, skipSpace} from './typing.js';
import {renderWarning} from '../../ui/warning.js';

/** Writes what was typed in its form. While something is deleted it adds nothing, or nothing could be deleted. */
export type Shape = (text: string, isDeleting?: boolean) => string;

/** What a field for digits is made of. What stands in it is nobody's but the input's: it is never bound to anything. */
export interface FieldOptions {
  /** Its id, and what the ids of its hint and its error begin with. */
  name: string;
  label: string;
  hint: string;
  /** The keyboard that a phone shows; digits where absent. */
  inputMode?: 'text';
  /** The shape of what is typed, as an example in the empty field. */
  placeholder?: string;
  /** What is wrong with it; takes the place of the hint. */
  error?: string | undefined;
  /** The form in which what is typed is written. */
  shape: Shape;
  /** After each change by the customer. */
  onInput: (input: HTMLInputElement, event: Event) => void;
}

/** A label, a field that reads from left to right in every language, and what helps with it or is wrong with it. */
export function renderField(options: FieldOptions): TemplateResult {
  const {name, label, hint, placeholder, error, shape, onInput, inputMode = 'numeric'} = options;
  const noteId = `${name}-note`;
  const handle = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const {isComposing = false, inputType = ''} = event as Partial<InputEvent>;
    if (isComposing) return;
    reshape(input, (text) => shape(text, inputType.startsWith('delete')));
    onInput(input, event);
  };
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      dir="ltr"
      inputmode=${inputMode}
      autocomplete="off"
      spellcheck="false"
      placeholder=${placeholder ?? nothing}
      aria-required="true"
      aria-invalid=${error === undefined ? nothing : 'true'}
      aria-describedby=${noteId}
      @beforeinput=${(event: InputEvent) => skipSpace(event.currentTarget as HTMLInputElement, event.inputType)}
      @input=${handle}
      @compositionend=${handle}
      @change=${handle}
    />
    ${
      error === undefined
        ? html`<p id=${noteId} class="note muted">${hint}</p>`
        : html`<p id=${noteId} class="note error">${renderWarning(error)}</p>`
    }
  </div>`;
}
