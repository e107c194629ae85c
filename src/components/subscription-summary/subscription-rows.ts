import {html, nothing, type TemplateResult} from 'lit';
import type {Subscription} from '../../contract/subscription.js';
import type {SummaryHost} from './subscription-panel.js';
import {hasEnded, toStatus} from './subscription-status.js';
import {toPer, toPrice} from './subscription-view.js';

/** Shows what a line opens into. */
type RenderPanel = (host: SummaryHost, subscription: Subscription) => TemplateResult;

/** Under this name those that have ended are opened together. */
const endedKey = 'ended';

/** Several: a line each. Those that have ended are folded away, unless there is nothing else. */
export function renderLines(
  host: SummaryHost,
  subscriptions: readonly Subscription[],
  renderPanel: RenderPanel,
): unknown {
  const {localize, opened, asOf} = host;
  const going = subscriptions.filter((subscription) => !hasEnded(subscription, asOf));
  const ended = subscriptions.filter((subscription) => hasEnded(subscription, asOf));
  const lines = (some: readonly Subscription[], isOpen: boolean): unknown[] =>
    some.map((subscription) => renderLine(host, subscription, renderPanel, isOpen));
  if (ended.length === 0 || going.length === 0) return lines(subscriptions, false);
  const isOpen = opened.has(endedKey);
  return [
    // The only one that goes on is open from the beginning.
    ...lines(going, going.length === 1),
    html`<div class="row fold" part="row">
      <h3>
        <button type="button" aria-expanded=${isOpen} @click=${() => host.toggle(endedKey)}>
          ${localize.term('endedCount', {count: ended.length})}
        </button>
      </h3>
    </div>`,
    ...(isOpen ? lines(ended, false) : []),
  ];
}

/** One of several: a line, which opens into its summary. */
function renderLine(
  host: SummaryHost,
  subscription: Subscription,
  renderPanel: RenderPanel,
  isFirst: boolean,
): TemplateResult {
  const {localize, asOf, opened} = host;
  const {id, name, totals, interval, nextPayment, endsAt} = subscription;
  const row = `row ${id}`;
  const isOpen = opened.has(row) !== isFirst;
  const isOver = hasEnded(subscription, asOf);
  const status = toStatus(localize, subscription, asOf);
  const at = nextPayment?.at ?? (isOver ? null : endsAt);
  return html`<div class="row" part="row">
      <div>
        <h3>
          <button type="button" aria-expanded=${isOpen} @click=${() => host.toggle(row)}><bdi>${name}</bdi></button>
        </h3>
        <span class="status ${status.tone}">${status.text}</span>
      </div>
      <p>
        ${
          isOver
            ? html`<span class="muted note">${localize.term('nothingDue')}</span>`
            : html`<b>${toPrice(localize, totals)}</b>
                <span class="muted note">${toPer(localize, interval, totals)}</span>`
        }
      </p>
      <p>
        ${
          at
            ? html`<b>${localize.date(at)}</b>
                <span class="muted note">${localize.term(nextPayment ? 'nextChargeRow' : 'endsRow')}</span>`
            : nothing
        }
      </p>
    </div>
    ${isOpen ? html`<div class="plan">${renderPanel(host, subscription)}</div>` : nothing}`;
}
