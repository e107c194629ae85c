import {html, type TemplateResult} from 'lit';
import {renderButton} from './button.js';

/** What a dialog is made of: what is asked, what will happen, the way out, and the button that does it. */
export interface DialogOptions {
  title: string;
  text: unknown;
  /** The safe choice, which has the focus at first. */
  keep: string;
  /** A button (`renderWorkingButton`). */
  action: unknown;
  /** It is left, by whatever way: forget what was asked, so that it is rendered no more. */
  onClose(): void;
}

/**
 * A native dialog, for a short confirmation and nothing else. Render it only while something is asked, and call
 * {@link openDialog} after the update. Its styles are `styles/dialog.styles.ts`.
 */
export function renderDialog({title, text, keep, action, onClose}: DialogOptions): TemplateResult {
  // Not by its own event, which comes later, when something else may be asked already.
  const leave = (event: Event): void => {
    event.preventDefault();
    (event.currentTarget as Element).closest('dialog')?.close();
    onClose();
  };
  return html`<dialog aria-labelledby="dialog-title" aria-describedby="dialog-text" @cancel=${leave}>
    <h2 id="dialog-title">${title}</h2>
    <p id="dialog-text" class="muted">${text}</p>
    <div class="foot">${renderButton({label: keep, id: 'dialog-keep', onClick: leave})}${action}</div>
  </dialog>`;
}

/** Opens the dialog that was rendered, if it is not open, over the whole page. */
export function openDialog(root: ParentNode): void {
  const dialog = root.querySelector<HTMLDialogElement>('dialog:not([open])');
  if (!dialog?.isConnected) return;
  dialog.showModal();
  dialog.querySelector<HTMLElement>('#dialog-keep')?.focus();
}

/** Closes it; the focus goes back to where it was before. What was asked is to be forgotten with it. */
export function closeDialog(root: ParentNode): void {
  root.querySelector('dialog')?.close();
}
