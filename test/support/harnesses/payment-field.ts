import {expect} from '@open-wc/testing';
import {hit, type Nest} from './payment-host.js';

/** A form that a provider might have mounted: a light-DOM element with a field. */
export interface Field {
  element: HTMLElement;
  input: HTMLInputElement;
}

/** One that is nowhere yet. */
export function createField(): Field {
  const element = document.createElement('div');
  const input = document.createElement('input');
  input.ariaLabel = 'Number';
  element.append(input);
  return {element, input};
}

/** Gives it to the chain of a host. */
export function attach({host}: Nest, field = createField()): Field {
  host.chain.attach(field.element);
  return field;
}

/** Types into it, and selects a part of that. */
export function type({input}: Field, text = 'typed'): void {
  input.focus();
  input.value = text;
  input.setSelectionRange(1, 3);
}

/** It is seen, it is a child of the outermost host, and no shadow root holds it. */
export function expectShown({hosts}: Nest, {element, input}: Field): void {
  const {width, height} = element.getBoundingClientRect();
  expect(width * height, 'its area').to.be.greaterThan(0);
  expect(hit(input) === input, 'it is hit').to.equal(true);
  expect(element.parentElement === hosts[0], 'it is in the outermost host').to.equal(true);
  expect(element.getRootNode() === document, 'it is in the document').to.equal(true);
}

/** What was typed is there, with the focus and the selection. */
export function expectKept({input}: Field): void {
  expect(input.value).to.equal('typed');
  expect(document.activeElement === input, 'it has the focus').to.equal(true);
  expect([input.selectionStart, input.selectionEnd]).to.deep.equal([1, 3]);
}
