import {html, type TemplateResult} from 'lit';

/**
 * A block exactly where text will be, as wide as a typical value. It is decoration: screen readers are told once, by
 * whoever renders it, that something is loading.
 */
export function renderBlank(typical: string): TemplateResult {
  return html`<span class="blank" aria-hidden="true">${typical}</span>`;
}
