import {html, nothing, type TemplateResult} from 'lit';
import type {Subscription} from '../../contract/subscription.js';
import {findOpenInvoice} from './open-invoice.js';
import {findStart, listActs} from './subscription-actions.js';
import {arrange, renderControls, renderLoneAct, renderMore} from './subscription-controls.js';
import {renderItems} from './subscription-items.js';
import {renderLine} from './subscription-line.js';
import {renderPanel, type SummaryHost} from './subscription-panel.js';
import {renderLines} from './subscription-rows.js';
import {renderSide} from './subscription-side.js';
import {hasEnded, toStatus} from './subscription-status.js';
import {renderFacts, toPriceParts} from './subscription-terms.js';

export {styles} from './subscription-states.styles.js';

/**
 * Everything that a subscription can be but simply active, several of them, and all that can be done with one. Loaded with
 * its words when it is needed, and behind what is simply active once that is shown.
 */

/** Several: a line each, and below them the way to another. */
export function renderRows(host: SummaryHost, subscriptions: readonly Subscription[]): unknown {
  const start = findStart(host);
  return [
    renderLines(host, subscriptions, (_host, subscription) => renderOne(host, subscription, false)),
    start ? html`<div class="below"><div class="actions">${renderLoneAct(host, start)}</div></div>` : nothing,
  ];
}

/** One, in whatever state it is. */
export function renderState(host: SummaryHost, subscription: Subscription): TemplateResult {
  return renderOne(host, subscription, true);
}

/** For a customer who has none: the way to the first; nothing where there is no way. */
export function renderStart(host: SummaryHost): unknown {
  const start = findStart(host, true);
  return start ? renderLoneAct(host, start, true) : nothing;
}

function renderOne(host: SummaryHost, subscription: Subscription, isOnly: boolean): TemplateResult {
  const {localize, asOf, opened} = host;
  const isOver = hasEnded(subscription, asOf);
  const owed = isOver ? undefined : findOpenInvoice(host, subscription);
  const {price, note} = toPriceParts(host, subscription, owed);
  const start = isOnly ? findStart(host) : undefined;
  const controls = arrange([...listActs(host, subscription, owed), ...(start ? [start] : [])]);
  return renderPanel(subscription, {
    status: toStatus(localize, subscription, asOf),
    more: renderMore(host, subscription, controls),
    ...(price && {price}),
    note,
    actions: renderControls(host, subscription, controls),
    ...(!isOver && {
      facts: renderFacts(localize, subscription),
      period: renderLine(localize, subscription, asOf),
      side: renderSide(host, subscription, owed),
      below:
        subscription.items.length > 1 || opened.has(subscription.id) ? renderItems(localize, subscription) : nothing,
    }),
  });
}
