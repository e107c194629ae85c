import {html as markup} from 'hono/html';
import type {Money} from '../contract/money.js';
import type {ShownChallenge} from '../server/providers/sandbox/index.js';

/**
 * The pages of the sandbox's bank: plain forms, without script. `markup` escapes what is put into it, and by another name
 * than `html` it is not taken for a template of Lit's.
 */

type Markup = ReturnType<typeof markup>;

/** A page of its own, with nothing of the shop's. */
export const bankStyles = `:root {
  color-scheme: light dark;
  font-family: Inter, system-ui, sans-serif;
}
body {
  margin: 0;
}
header {
  padding: 1rem clamp(1rem, 4vw, 2.5rem);
  border-block-end: 1px solid;
  font-size: 0.875rem;
}
main {
  max-width: 40rem;
  margin: 0 auto;
  padding: clamp(1.25rem, 4vw, 2.5rem);
}
button {
  min-block-size: 2.75rem;
  margin-inline-end: 0.5rem;
  padding-inline: 1.25rem;
  font: inherit;
}
`;

/** What a customer came to the bank with. */
export interface BankVisit {
  reference: string;
  /** Where they go afterwards; null where they may not be sent there. */
  back: URL | null;
}

/** Asks whether a payment is to be made; says so where it was asked before. */
export function renderChallenge({amount, payee, answer}: ShownChallenge, {reference, back}: BankVisit): Markup {
  if (answer !== null) return renderAnswered(back);
  const returns = back === null ? '' : markup`<input type="hidden" name="return" value="${back.href}" />`;
  return renderPage(
    'Confirm a payment',
    markup`<p>${payee} asks for <strong>${toText(amount)}</strong>.</p>
      <form method="post" action="/sandbox-bank">
        <input type="hidden" name="reference" value="${reference}" />
        ${returns}
        <button name="answer" value="pass">Confirm</button>
        <button name="answer" value="fail">Refuse</button>
      </form>`,
  );
}

/** There is nothing more to ask. */
export function renderAnswered(back: URL | null): Markup {
  const way =
    back === null ? 'You can close this page and go back to the shop.' : markup`<a href="${back.href}">Go back</a>`;
  return renderPage('Your answer was taken', markup`<p>${way}</p>`);
}

/** A reference that this bank knows nothing of. */
export function renderUnknown(): Markup {
  return renderPage('There is no such payment', markup`<p>It may have been forgotten when the sandbox was reset.</p>`);
}

function renderPage(title: string, content: Markup): Markup {
  return markup`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · Sandbox bank</title>
        <link rel="stylesheet" href="/sandbox-bank.css" />
      </head>
      <body>
        <header><strong>Sandbox bank</strong> <span>No money moves here</span></header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `;
}

/** With as many decimals as the amount is counted in: this page has no rules of its own for a currency. */
function toText({amount, currency, exponent}: Money): string {
  const format = new Intl.NumberFormat('en-GB', {style: 'currency', currency, minimumFractionDigits: exponent});
  return format.format(amount / 10 ** exponent);
}
