import {html, nothing, type TemplateResult} from 'lit';
import type {ChargeLine, Totals} from '../contract/charge.js';
import type {LocalizeController} from '../localize/localize-controller.js';

/** Lines of money: label at the start, amount at the end. The lines of one charge, its discount and its taxes. */
export function renderLedger(
  localize: LocalizeController,
  lines: readonly ChargeLine[],
  totals: Totals,
): TemplateResult {
  return html`<dl class="ledger" part="ledger">
    ${lines.map((line) => renderEntry(toLabel(localize, line), localize.money(line.amount)))}
    ${renderReductions(localize, totals)}
  </dl>`;
}

/** Discount and taxes, as they stand below the lines. */
export function renderReductions(localize: LocalizeController, {discount, taxes}: Totals): TemplateResult {
  return html`${discount ? renderEntry(localize.term('discount'), localize.money(discount)) : nothing}
  ${taxes.map(({name, percent, amount}) =>
    renderEntry(
      percent && isFinite(Number(percent))
        ? localize.term('taxRate', {name, percent: localize.percent(percent)})
        : name,
      localize.money(amount),
    ),
  )}`;
}

/** One entry of a ledger. */
export function renderEntry(label: unknown, amount: string, className = ''): TemplateResult {
  return html`<dt class=${className}>${label}</dt>
    <dd class=${className}>${amount}</dd>`;
}

function toLabel(localize: LocalizeController, {description, quantity, unitPrice}: ChargeLine): string {
  if (!quantity || !unitPrice) return description;
  const price = localize.money(unitPrice);
  return localize.term('lineTimes', {name: description, count: localize.number(quantity), price});
}
