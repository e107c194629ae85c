import {html, type TemplateResult} from 'lit';
import {renderBlank} from '../../ui/blank.js';

/** Three cards and the panel below them, where they will stand. */
export function renderPickerSkeleton(): TemplateResult {
  const features = ['10,000 dispatches', '2,000 text messages', '50 GB of storage'];
  return html`<div aria-hidden="true">
    <div class="intervals">${renderBlank('Monthly and yearly')}</div>
    <div class="cards">
      ${['Starter', 'Crew', 'Company'].map(
        (name) =>
          html`<div class="card">
            <div class="top"><h3>${renderBlank(name)}</h3></div>
            <div class="summary">
              <p class="cost"><span class="price">${renderBlank('€29.00')}</span></p>
            </div>
            <div class="contents">
              <ul class="features">
                ${features.map((feature) => html`<li>${renderBlank(feature)}</li>`)}
              </ul>
            </div>
          </div>`,
      )}
    </div>
    <div class="panel">
      <div class="band fields">
        <p class="field">${renderBlank('Seats')} ${renderBlank('4 in use, 200 at most')}</p>
        <p class="field">${renderBlank('Promotion code')} ${renderBlank('4 in use, 200 at most')}</p>
      </div>
      <div class="band foot">
        <div class="will">
          <p>${renderBlank('Company, 4 seats, €209.92 per month')}</p>
          <p class="note">${renderBlank('You see the exact amounts before anything is charged.')}</p>
        </div>
      </div>
    </div>
  </div>`;
}
