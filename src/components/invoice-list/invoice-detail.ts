import {css, html, nothing, type CSSResult, type TemplateResult} from 'lit';
import type {ChargeLine} from '../../contract/charge.js';
import type {Credit, Invoice, InvoiceSummary} from '../../contract/invoice.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {totalStyles} from '../../styles/total.styles.js';
import {renderButton} from '../../ui/button.js';
import {renderIcon} from '../../ui/icon.js';
import {toInvoiceStatus} from '../../ui/invoice-status.js';
import {renderEntry, renderReductions} from '../../ui/ledger.js';
import {toMethodText} from '../../ui/payment-method.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import type {InvoiceFiles} from './invoice-files.js';

/** One invoice as it is printed: loaded when the first one is opened. */
export function renderInvoice(
  localize: LocalizeController,
  invoice: Invoice,
  files: InvoiceFiles,
  pay?: () => void,
): TemplateResult {
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
    <div class="acts">
      ${
        pay && (invoice.status === 'open' || invoice.status === 'overdue')
          ? renderButton({label: localize.term('pay'), variant: 'primary', onClick: pay})
          : nothing
      }
      ${
        files.may.pdf && invoice.status !== 'draft'
          ? renderWorkingButton({
              label: localize.term('pdf'),
              name: localize.term('joined', {
                first: localize.term('pdf'),
                second: localize.term('downloadInvoice', {number: invoice.number ?? invoice.id}),
              }),
              icon: renderIcon('download'),
              busy: files.isBusy(invoice.id),
              onClick: () => void files.savePdf(invoice),
            })
          : nothing
      }
      ${renderWorkingButton({label: localize.term('print'), icon: renderIcon('print'), onClick: () => print()})}
      ${files.renderStates([invoice.id])}
    </div>
  </article>`;
}

/** The state of an open invoice: paid is said first, where only a part of it went back. */
export function toDetailStatus(localize: LocalizeController, invoice: InvoiceSummary): {text: string; tone: string} {
  const {status, refunded} = invoice;
  const found = toInvoiceStatus(localize, invoice);
  if (status !== 'partially_refunded' || !refunded) return found;
  return {...found, text: localize.term('paidThenRefunded', {amount: localize.money(refunded)})};
}

function renderFacts(localize: LocalizeController, {issuedAt, paidAt, dueAt, paidWith, billedTo}: Invoice): unknown[] {
  const facts: [label: string, value?: string | null, ...more: string[]][] = [
    [localize.term('date'), localize.date(issuedAt, 'long')],
    [localize.term('state_paid'), paidAt && localize.date(paidAt, 'long')],
    [localize.term('due'), !paidAt && dueAt ? localize.date(dueAt, 'long') : null],
    [localize.term('paidWith'), paidWith && toMethodText(localize, paidWith)],
    [localize.term('billedTo'), ...toBilledTo(localize, billedTo)],
  ];
  return facts.map(([label, value, ...more]) =>
    value
      ? html`<div>
          <dt class="note">${label}</dt>
          <dd><bdi>${value}</bdi></dd>
          ${more.map((line) => html`<dd class="note muted"><bdi>${line}</bdi></dd>`)}
        </div>`
      : nothing,
  );
}

/** Name, address and tax ids, as they were printed then. */
function toBilledTo({locale}: LocalizeController, billedTo: Invoice['billedTo']): string[] {
  const {name, address, taxIds = []} = billedTo ?? {};
  const {line1, line2, city, region, postalCode, country} = address ?? {};
  const names = new Intl.DisplayNames(locale, {type: 'region', fallback: 'code'});
  const land = country && /^[A-Z]{2}$/.test(country) ? names.of(country) : country;
  const place = [postalCode, city].filter(Boolean).join(' ');
  const lines = [name, line1, line2, place, region, land, ...taxIds.map(({value}) => value)];
  return lines.filter((line): line is string => !!line);
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

/** A refund, or a credit note with its number; why, where the provider says so. */
function renderCredit(localize: LocalizeController, {kind, at, amount, number, reason}: Credit): TemplateResult {
  const date = localize.date(at);
  const label = kind === 'refund' ? localize.term('refundedOn', {date}) : localize.term('creditedOn', {date});
  const notes = [number, reason].filter(Boolean);
  return html`<dt>${label} ${notes.map((note) => html`<span class="under note"><bdi>${note}</bdi></span>`)}</dt>
    <dd>${localize.money({...amount, amount: -amount.amount})}</dd>`;
}

/** Kept beside what they style; the browser of invoices brings them with its own. */
export const detailStyles: CSSResult = css`
  ${totalStyles}
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
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
    padding: 14px var(--_pad);
    border-block-start: 1px solid var(--_border);
  }
  .acts .file {
    margin: 0;
  }
  @media print {
    .acts {
      display: none;
    }
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
