/** Drives the sandbox of `npm start`. A host has nothing like it: its provider is driven by real customers. */

const address = '/sandbox/controls';

/** How the sandbox stands: `{scenario, scenarios, now, nextOutcome, challengeWay}`, and what was counted. */
export async function readSandbox() {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
  return response.json();
}

/**
 * Uses one of the sandbox's controls, such as `useControl('reset', 'past_due')`.
 *
 * @param {string} control
 * @param {...unknown} args
 */
export async function useControl(control, ...args) {
  const headers = {'Content-Type': 'application/json'};
  const response = await fetch(address, {method: 'POST', headers, body: JSON.stringify({control, args})});
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
}

/** The mails that were not sent, newest first: `{email, code}`, for each new address that is to be confirmed. */
export async function readMails() {
  const response = await fetch('/sandbox/inbox');
  return response.ok ? (await response.json()).items : [];
}

/** What the bar says of payments, by what the sandbox knows. */
export function toPayment({nextOutcome, challengeWay}) {
  if (nextOutcome !== 'challenge') return nextOutcome ?? 'works';
  return challengeWay === 'redirect' ? 'redirect' : 'challenge';
}

/** @param {string} payment `works`, `declined`, `challenge` or `redirect` */
export async function choosePayment(payment) {
  const isBank = payment === 'challenge' || payment === 'redirect';
  // Until something else is chosen. With 0, it is up to the card, which works where it is no test card.
  await useControl('nextPayment', isBank ? 'challenge' : payment, payment === 'works' ? 0 : 1000);
  if (isBank) await useControl('challengeBy', payment === 'redirect' ? 'redirect' : 'element');
}
