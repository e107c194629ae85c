import {html, type TemplateResult} from 'lit';

/**
 * A block exactly where text will be, as wide as a typical value. It is decoration: whoever renders it hides it from
 * screen readers, and tells them once that something is loading.
 */
export function renderBlank(typical: string): TemplateResult {
  return html`<i class="blank">${typical}</i>`;
}
