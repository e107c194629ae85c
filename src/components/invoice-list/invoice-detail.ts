import {css, html, nothing, type CSSResult, type TemplateResult} from 'lit';
import type {ChargeLine} from '../../contract/charge.js';
import type {Credit, Invoice} from '../../contract/invoice.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderEntry, renderReductions} from '../../ui/ledger.js';
import {toMethodText} from '../../ui/payment-method.js';

/** One invoice as it is printed: loaded when the first one is opened. */
export function renderInvoice(localize: LocalizeController, invoice: Invoice): TemplateResult {
  const {lines, totals, credits, amountDue, total} = invoice;
  return html`<article class="panel" part="panel">
    <dl class="facts">${renderFacts(localize, invoice)}</dl>
    <table class="lines" aria-label=${localize.term('invoice')}>
      <thead>
        <tr>
          <th scope="col">${localize.term('forWhat')}</th>
          <th scope="col" class="end wide">${localize.term('quantity')}</th>
          <th scope="col" class="end wide">${localize.term('each')}</th>
          <th scope="col" class="end">${localize.term('amount')}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map((line) => renderLine(localize, line))}
      </tbody>
    </table>
    <div class="totals">
      <dl class="ledger" part="ledger">
        ${renderEntry(localize.term('subtotal'), localize.money(totals.subtotal))} ${renderReductions(localize, totals)}
        ${renderEntry(localize.term('total'), localize.money(total), 'total')}
        ${credits.map((credit) => renderCredit(localize, credit))}
        ${
          amountDue.amount > 0 && amountDue.amount !== total.amount
            ? renderEntry(localize.term('amountDue'), localize.money(amountDue))
            : nothing
        }
      </dl>
    </div>
  </article>`;
}

function renderFacts(localize: LocalizeController, {issuedAt, paidAt, dueAt, paidWith, billedTo}: Invoice): unknown[] {
  const facts: [label: string, value: string | null | undefined][] = [
    [localize.term('date'), localize.date(issuedAt, 'long')],
    [localize.term('state_paid'), paidAt && localize.date(paidAt, 'long')],
    [localize.term('due'), !paidAt && dueAt ? localize.date(dueAt, 'long') : null],
    [localize.term('paidWith'), paidWith && toMethodText(localize, paidWith)],
    [localize.term('billedTo'), billedTo?.name],
  ];
  return facts.map(([label, value]) =>
    value
      ? html`<div>
          <dt class="note">${label}</dt>
          <dd><bdi>${value}</bdi></dd>
        </div>`
      : nothing,
  );
}

function renderLine(localize: LocalizeController, line: ChargeLine): TemplateResult {
  const {description, note, period, quantity, unitPrice, amount} = line;
  const under = note ?? (period ? renderSpan(localize, period.start, period.end) : null);
  return html`<tr>
    <td>
      <bdi>${description}</bdi>
      ${under ? html`<span class="under muted note"><bdi>${under}</bdi></span>` : nothing}
    </td>
    <td class="end wide">${quantity ? localize.number(quantity) : nothing}</td>
    <td class="end wide money">${unitPrice ? localize.money(unitPrice) : nothing}</td>
    <td class="end money ${amount.amount < 0 ? 'minus' : ''}">${localize.money(amount)}</td>
  </tr>`;
}

/** "1 Sep to 1 Oct 2026": the year once, where it is the same. */
function renderSpan(localize: LocalizeController, start: string, end: string): string {
  const style = start.slice(0, 4) === end.slice(0, 4) ? 'short' : 'medium';
  return localize.term('periodFromTo', {start: localize.date(start, style), end: localize.date(end)});
}

function renderCredit(localize: LocalizeController, {kind, at, amount}: Credit): TemplateResult {
  const date = localize.date(at);
  const label = kind === 'refund' ? localize.term('refundedOn', {date}) : localize.term('creditedOn', {date});
  return renderEntry(label, localize.money({...amount, amount: -amount.amount}));
}

/** Kept beside what they style; the browser of invoices brings them with its own. */
export const detailStyles: CSSResult = css`
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
    gap: 12px 24px;
    padding: 18px var(--_pad);
    border-block-end: 1px solid var(--_border);
  }
  .facts,
  .lines td {
    overflow-wrap: anywhere;
  }
  .lines td {
    padding-block: 10px;
    vertical-align: top;
  }
  .under {
    display: block;
  }
  .minus {
    color: var(--_success);
  }
  .totals {
    display: grid;
    justify-content: end;
    padding: 18px var(--_pad);
    border-block-start: 1px solid var(--_border);
  }
  .totals .ledger {
    width: min(320px, 100cqi - 2 * var(--_pad) - 2px);
  }
  .ledger .total {
    padding-block-start: 8px;
    border-block-start: 1px solid var(--_border);
    font-size: calc(1em * 20 / 14);
    font-weight: var(--_heading-weight);
    line-height: 1.4;
    letter-spacing: -0.017em;
    color: var(--_text);
  }
  /* The rule goes on over the gap between label and amount. */
  dt.total {
    margin-inline-end: -16px;
  }
  @container billing (width < 640px) {
    .lines .wide {
      display: none;
    }
    .totals {
      justify-content: stretch;
    }
    .totals .ledger {
      width: auto;
    }
  }
`;
