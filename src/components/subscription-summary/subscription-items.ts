import {html, type TemplateResult} from 'lit';
import type {Subscription, SubscriptionItem} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderEntry, renderReductions} from '../../ui/ledger.js';

/** Each item with what it costs, and the sums of the provider below. */
export function renderItems(localize: LocalizeController, {items, totals}: Subscription): TemplateResult {
  return html`<div class="below" part="items">
    <h4>${localize.term('itemsTitle')}</h4>
    <dl class="ledger">
      ${items.map((item) =>
        renderEntry(
          html`${item.name}${toLines(localize, item).map((line) => html` <span class="note">${line}</span>`)}`,
          localize.money(item.total),
        ),
      )}
    </dl>
    <dl class="ledger sum">
      ${renderEntry(localize.term('itemsSubtotal'), localize.money(totals.subtotal))}
      ${renderReductions(localize, totals)} ${renderEntry(localize.term('itemsTotal'), localize.money(totals.total))}
    </dl>
  </div>`;
}

/** What an item is, how many of it at what price, and what its total holds. */
function toLines(localize: LocalizeController, item: SubscriptionItem): string[] {
  const {description, quantity, unitPrice, tiers, discount, taxes} = item;
  const lines: string[] = description ? [description] : [];
  if (quantity && unitPrice)
    lines.push(localize.term('timesPrice', {count: quantity, price: localize.money(unitPrice)}));
  let from = 1;
  for (const {upTo, unitPrice: each} of tiers ?? []) {
    const price = each ? localize.money(each) : '';
    lines.push(upTo ? localize.term('tierTo', {from, to: upTo, price}) : localize.term('tierFrom', {from, price}));
    from = (upTo ?? 0) + 1;
  }
  if (item.kind === 'metered') lines.push(localize.term('byUse'));
  if (discount) lines.push(localize.term('discountOf', {amount: localize.money(discount)}));
  for (const {name, amount} of taxes)
    if (amount.amount) lines.push(localize.term('taxWithin', {name, amount: localize.money(amount)}));
  return lines;
}
