import {html, nothing} from 'lit';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderBrand, toMethodText} from '../../ui/payment-method.js';
import type {TestCard} from './test-cards.js';

/** What the buttons that fill a form in are made of. */
interface TestNumbers {
  title: 'testCards' | 'testAccounts';
  kind: 'card' | 'bank_debit';
  numbers: readonly TestCard[];
  changed(): void;
  fill(number: TestCard, name: string): void;
}

const outcomes: Record<string, 'testCardWorks' | 'testCardDeclined' | 'testCardChallenge' | 'testCardRefused'> = {
  works: 'testCardWorks',
  declined: 'testCardDeclined',
  challenge: 'testCardChallenge',
  refused: 'testCardRefused',
};

/** Test numbers, each a button that fills it in, with what comes of it; nothing where there are none. */
export function renderTestNumbers(
  localize: LocalizeController,
  {title, kind, numbers, changed, fill}: TestNumbers,
): unknown {
  if (numbers.length === 0) return nothing;
  return html`<p class="label" id="cards">${localize.term(title)}</p>
    <ul class="cards" aria-labelledby="cards">
      ${numbers.map((number) => {
        const method = toMethod(number, kind);
        const name = toMethodText(localize, method);
        const outcome = outcomes[number.outcome];
        return html`<li>
          <button type="button" class="button small card" @click=${() => fill(number, name)}>
            ${renderBrand(method, changed)}
            <span class="meaning">
              <span>${name}</span> ${outcome ? html`<span class="muted">${localize.term(outcome)}</span>` : nothing}
            </span>
          </button>
        </li>`;
      })}
    </ul>`;
}

/** A test number as it would stand among the customer's methods. */
function toMethod({brand, number}: TestCard, kind: TestNumbers['kind']): Parameters<typeof toMethodText>[1] {
  const last4 = number.slice(-4);
  return {...{id: '', kind, brand, last4, label: null}, expiry: null, status: 'active', isDefault: false};
}
