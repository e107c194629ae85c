import {html, type TemplateResult} from 'lit';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderBlank} from '../../ui/blank.js';

/** The summary's own geometry, with blocks where its text will be. */
export function renderSubscriptionSkeleton(localize: LocalizeController): TemplateResult {
  return html`<div class="panel plan" part="panel" aria-hidden="true">
    <div class="main">
      <div class="name">
        <h3>${renderBlank('Typical')}</h3>
        <span class="note">${renderBlank('Typical')}</span>
      </div>
      <p class="price"><b>${renderBlank('€000.00')}</b> <span>${renderBlank('per month, plus VAT')}</span></p>
      <p class="muted">${renderBlank('per month, plus VAT, per month')}</p>
      <div class="period">
        <div class="track"></div>
        <div class="labels">
          <span>${renderBlank('VAT, 00%')}</span><span></span><span>${renderBlank('VAT, 00%')}</span>
        </div>
      </div>
      <div class="actions"><span class="button blank">Typical</span></div>
    </div>
    <div class="side">
      <p class="next">
        <span class="muted note">${localize.word('nextCharge')}</span>
        <b>${renderBlank('€000.00')}</b> <span>${renderBlank('per month, plus VAT')}</span>
      </p>
      <dl class="ledger">
        <dt>${renderBlank('per month, plus VAT')}</dt>
        <dd>${renderBlank('€000.00')}</dd>
        <dt>${renderBlank('VAT, 00%')}</dt>
        <dd>${renderBlank('€000.00')}</dd>
      </dl>
      <div class="with"><span class="brand blank"></span><span>${renderBlank('plus VAT, 00%')}</span></div>
    </div>
  </div>`;
}
