import {html, nothing, type TemplateResult} from 'lit';
import type {LocalizeController} from '../localize/localize-controller.js';
import {renderButton} from './button.js';
import {renderIcon} from './icon.js';

/** The one quiet notice of a session that is over, with a way on where there is one. */
export function renderSessionEnded(localize: LocalizeController, reopen: (() => void) | undefined): TemplateResult {
  return html`<div class="notice" part="notice" role="alert">
    ${renderIcon('lock')}
    <h3>${localize.term('sessionEnded')}</h3>
    <p class="muted">${localize.term('sessionEndedText')}</p>
    ${reopen ? renderButton({label: localize.term('continue'), variant: 'primary small', onClick: reopen}) : nothing}
  </div>`;
}
