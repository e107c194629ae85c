import {html, type TemplateResult} from 'lit';
import {renderBlank} from '../../ui/blank.js';

/** Three cards, where they will stand, and the panel below them. */
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
    <div class="panel wait"></div>
  </div>`;
}
