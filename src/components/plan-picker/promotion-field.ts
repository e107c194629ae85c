import {html, nothing, type TemplateResult} from 'lit';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderWarning} from '../../ui/warning.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import type {CodeChoice} from './choice.js';
import {renderFixed} from './choice-fields.js';
import {toDiscountText} from './picker-words.js';
import {renderWhy, toWords, type PickerView} from './picker-view.js';

/** A code that makes it cheaper, what it does, or why it was not taken. */
export function renderPromotion(view: PickerView): unknown {
  const {localize, choice} = view;
  const permission = choice.allow('promotionCode');
  if (permission.allowed) return renderField(view);
  // Where the portal is set up without codes, there is no such field.
  if (permission.reason === 'feature_disabled' || permission.reason === 'provider_cannot') return nothing;
  const why = renderWhy(view, permission);
  if (why === nothing) return nothing;
  return renderFixed(localize.term('promotionCode'), why);
}

function renderField(view: PickerView): TemplateResult {
  const {localize, choice} = view;
  const {code} = choice;
  const refused = code.refused && toWords(view, code.refused).text;
  return html`<div class="field">
    <label for="code">
      ${localize.term('promotionCode')} <span class="muted">${localize.term('optionalCode')}</span>
    </label>
    <div class="beside">
      <input
        id="code"
        type="text"
        dir="auto"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        maxlength="100"
        .value=${code.typed}
        ?readonly=${code.applied !== ''}
        aria-invalid=${refused ? 'true' : nothing}
        aria-describedby="code-note"
        @input=${(event: Event) => {
          code.typed = (event.currentTarget as HTMLInputElement).value;
          code.refused = undefined;
          view.changed();
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter' && !event.isComposing) apply(view);
        }}
      />
      ${renderAct(view)}
    </div>
    <div id="code-note" class="note" role="status">
      ${refused ? html`<p class="error">${renderWarning(refused)}</p>` : renderEffect(localize, view, code)}
    </div>
  </div>`;
}

/** Applies what is written; nothing where nothing is. */
export function apply({choice: {code, plan}, changed}: Pick<PickerView, 'choice' | 'changed'>): void {
  const typed = code.typed.trim();
  // For nothing there is nothing to be had.
  if (!typed || code.applied || !plan) return;
  Object.assign(code, {typed, applied: typed, isTaken: false, refused: undefined});
  changed();
}

function renderAct(view: PickerView): TemplateResult {
  const {localize, choice, amounts} = view;
  const {code} = choice;
  const remove = (): void => {
    Object.assign(code, {typed: '', applied: '', isTaken: false});
    view.changed();
  };
  if (!code.applied) return renderWorkingButton({label: localize.term('applyCode'), onClick: () => apply(view)});
  // Known to be taken, and no different because something else is being fetched.
  const isChecking = amounts.isPending && !code.isTaken;
  return renderWorkingButton({
    label: localize.term(isChecking ? 'applyingCode' : 'removeCode'),
    busy: isChecking,
    onClick: remove,
  });
}

/** What the code does, in the provider's numbers. */
function renderEffect(localize: LocalizeController, {choice, amounts}: PickerView, code: CodeChoice): unknown {
  const side = amounts.preview?.to;
  if (!code.isTaken || !side) return nothing;
  const text =
    (side.discount && toDiscountText(localize, side.discount, choice.plan?.name ?? side.name)) ??
    localize.term('codeTaken', {code: code.applied});
  return html`<p class="success effect">${text}</p>`;
}
