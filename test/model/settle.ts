import {readSeen} from './screen.js';
import type {Tab} from './tab.js';
import type {Walk} from './walk.js';

/** How much time passes between two looks, in milliseconds, and how many looks there are: more than anything waits for. */
const lookEvery = 15_000;
const looks = 70;

/**
 * Heals everything, and lets time pass until every page rests. Throws where one does not, where there is nothing to do
 * on it, or where a page that was asked anew does not show what is so.
 */
export async function settle(walk: Walk): Promise<void> {
  walk.heal();
  await walk.rest();
  await untilResting(walk);
  for (const tab of walk.tabs) await goOn(walk, tab);
  await untilResting(walk);
  for (const tab of walk.tabs) await checkFresh(walk, tab);
  await walk.rest();
}

async function untilResting(walk: Walk): Promise<void> {
  let restless = '';
  for (let look = 0; look < looks; look++) {
    restless = walk.tabs.flatMap(findUnrest).join('; ');
    if (!restless) return;
    await walk.pass(lookEvery);
  }
  throw new Error(`(d) does not come to rest: ${restless}`);
}

/** What on a page waits for something, or that nothing can be done on it. */
function findUnrest(tab: Tab): string[] {
  const {screen, portal, name} = tab;
  const found = [...screen.waiting];
  if (portal?.status !== 'ended' && portal?.write?.isBusy) found.push(`a write that is ${portal.write.phase}`);
  const isOver = portal?.status === 'ended' && !portal.canReopen;
  if (screen.controls.length === 0 && !isOver) found.push('nothing to press');
  return found.map((what) => `${what} [${name}: ${screen.text}]`);
}

/** Does what the page offers where it could not go on: everything is well now, and so it must work. */
async function goOn(walk: Walk, tab: Tab): Promise<void> {
  const {portal} = tab;
  const findStatus = () => portal?.status;
  if (portal?.status === 'ended' && !portal.canReopen) return;
  if (findStatus() === 'ended') await press(walk, tab, 'Continue');
  if (findStatus() === 'failed') {
    // What can be done in a flow is done there; what could not be read is behind it.
    for (const back of ['Choose a plan', 'Choose a pause', 'Billing'])
      if (tab.screen.controls.some(({name}) => name === back)) await press(walk, tab, back);
    await press(walk, tab, 'Try again');
  }
  if (findStatus() !== 'ready') await untilResting(walk);
  if (findStatus() !== 'ready') throw new Error(`(d) stays ${findStatus()}: ${tab.screen.text}`);
  const {write} = portal ?? {};
  // It may be another flow that is shown.
  if (write?.phase !== 'unsure' || !tab.screen.text.includes('It is not certain yet')) return;
  await press(walk, tab, 'Try again');
  await untilResting(walk);
  // The session may turn out to be over only now.
  if (write.phase === 'unsure' && findStatus() !== 'ended')
    throw new Error(`(d) stays unsure, ${write.error?.code}: ${tab.screen.text}`);
}

async function press(walk: Walk, tab: Tab, name: string): Promise<void> {
  const control = tab.screen.controls.find((candidate) => candidate.name === name);
  if (!control) throw new Error(`(d) there is no "${name}": ${tab.screen.text}`);
  control.press();
  await walk.rest();
}

/** What is said of each invoice and of the subscription is what is so, once it was asked anew. */
async function checkFresh(walk: Walk, tab: Tab): Promise<void> {
  if (tab.portal?.status !== 'ready') return;
  const reading = tab.element.refresh();
  await walk.rest();
  await reading;
  const {invoices, subscriptions} = walk.truth;
  // Below a flow the rows are there, and not seen.
  const rows = tab.element.shadowRoot?.querySelector('invoice-list')?.shadowRoot?.querySelectorAll('tr[part="row"]');
  for (const row of rows ?? []) {
    const id = row.querySelector<HTMLElement>('[data-id]')?.dataset['id'] ?? '';
    const said = readSeen(row.querySelector('.status') ?? row);
    const isPaid = invoices.get(id)?.status === 'paid';
    if (/^(Paid|Refunded)/.test(said) !== isPaid && said !== 'Void') throw new Error(`(a) ${id} is said to be ${said}`);
  }
  for (const shown of tab.portal.answer?.subscriptions ?? []) {
    const known = subscriptions.get(shown.id);
    const [plan] = shown.items;
    const seen = [
      shown.name,
      plan?.quantity,
      shown.cancelsAt !== null,
      shown.pausedAt !== null,
      shown.pausesAt !== null,
    ];
    const so = known && [known.name, known.quantity, known.isEnding, known.isPaused, known.pausesAt !== null];
    if (String(seen) !== String(so))
      throw new Error(`(a) ${shown.id} is shown as it was: ${seen.join()} for ${so?.join()}`);
  }
}
