import {html, nothing, type TemplateResult} from 'lit';
import type {InvoiceSummary} from '../../contract/invoice.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Preview} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {toMethodText} from '../../ui/payment-method.js';
import {renderDone} from '../flow/outcome.js';
import type {DoneWords} from './done-words.js';
import {toAmount} from './review-money.js';

/** What is known once a change is done. */
export interface DoneFacts {
  words: DoneWords;
  /** What was confirmed; undefined where the page was loaded anew in between. */
  preview: Preview | undefined;
  /** As the endpoint tells it now. */
  subscription: Subscription | undefined;
  /** What it was paid with; undefined where nothing was, or nobody here knows. */
  method: PaymentMethod | undefined;
  /** The invoice that came of it. */
  invoice: InvoiceSummary | undefined;
}

/** The new truth: what is so, what was paid with what, and what comes next. */
export function renderChangeDone(localize: LocalizeController, facts: DoneFacts, controls: unknown): TemplateResult {
  const {words, subscription, invoice} = facts;
  const {nextPayment} = subscription ?? {};
  const rows: [term: string, text: string][] = [];
  if (invoice?.number) rows.push([localize.term('invoice'), invoice.number]);
  if (nextPayment) {
    const amount = toAmount(localize, nextPayment.amountDue);
    rows.push([localize.term('nextCharge'), localize.term('amountOn', {amount, date: localize.date(nextPayment.at)})]);
  }
  return renderDone(
    words.title,
    [words.text, toPaidText(localize, facts)].filter(Boolean).map((text) => html`${text} `),
    html`${
      rows.length > 0
        ? html`<dl class="facts">
            ${rows.map(
              ([term, text]) =>
                html`<dt>${term}</dt>
                  <dd><bdi>${text}</bdi></dd>`,
            )}
          </dl>`
        : nothing
    }${controls}`,
  );
}

/** An exact preview is what was charged; of any other the invoice says it. */
function toPaidText(localize: LocalizeController, {preview, method, invoice}: DoneFacts): string {
  if (!preview) return '';
  const {dueNow, certainty} = preview;
  if (dueNow && dueNow.amount <= 0) return localize.term('chargedNothing');
  const paid = certainty === 'exact' ? dueNow : invoice?.total;
  if (!paid || paid.amount <= 0) return '';
  const amount = toAmount(localize, paid);
  return method
    ? localize.term('youPaid', {amount, method: toMethodText(localize, method)})
    : localize.term('youPaidPlain', {amount});
}
