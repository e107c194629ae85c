import {html, type TemplateResult} from 'lit';
import {renderIcon} from './icon.js';

/** What is wrong, with the sign that says so without its colour. Set in `.error`. */
export function renderWarning(text: string): TemplateResult {
  return html`${renderIcon('alert')}<span>${text}</span>`;
}
