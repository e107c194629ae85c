import {toDigits} from './card-number.js';

/**
 * Brings what is typed into a shape, and leaves the caret behind the same digit. What an input method is still at work
 * on is left alone: listen to `compositionend` as well.
 */
export function reshape(input: HTMLInputElement, shape: (text: string) => string): void {
  const {value} = input;
  const shaped = shape(value);
  if (shaped === value) return;
  const caret = input.selectionEnd ?? value.length;
  const digits = toDigits(value.slice(0, caret)).length;
  input.value = shaped;
  const at = caret === value.length ? shaped.length : endOfDigits(shaped, digits);
  input.setSelectionRange(at, at);
}

/** A key that would delete nothing but a space of the shape, which would come back at once, deletes the digit behind it. */
export function skipSpace(input: HTMLInputElement, inputType: string): void {
  const {value, selectionStart: from, selectionEnd: to} = input;
  if (from === null || from !== to) return;
  if (inputType === 'deleteContentBackward') {
    const spaces = /\D*$/.exec(value.slice(0, from))?.[0].length ?? 0;
    if (spaces > 0) input.setSelectionRange(from - spaces, from - spaces);
  } else if (inputType === 'deleteContentForward') {
    const spaces = /^\D*/.exec(value.slice(from))?.[0].length ?? 0;
    if (spaces > 0) input.setSelectionRange(from + spaces, from + spaces);
  }
}

function endOfDigits(text: string, digits: number): number {
  if (digits === 0) return 0;
  const ends = [...text.matchAll(/\d/g)].map(({index}) => index + 1);
  return ends[digits - 1] ?? text.length;
}
