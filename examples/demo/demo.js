import {createBar, showSandbox, tell, toDay} from './bar.js';
import {brands} from './brands.js';
import {applyChoices, locales, possible, readChoice, writeChoice} from './choices.js';
import {choosePayment, readMails, readSandbox, toPayment, useControl} from './sandbox.js';
import {writeWords} from './words.js';

/** Both pages of the demo. It runs before the elements are defined, so that they begin in the language that was chosen. */

/** Which control goes on having the focus after a reload. */
const focusKey = 'demo-focus';

const bar = createBar();
showChoices();
document.body.prepend(bar);
bar.addEventListener('change', ({target}) => void run(() => choose(target.name, target.value)));
bar.addEventListener('click', ({target}) => {
  if (target.name === 'clock') void run(() => moveClock(target.value));
  if (target.name === 'mail') void run(showMail);
});
// The ways to the other page lead there with what is chosen by then.
bar.addEventListener('pointerdown', refreshWays);
bar.addEventListener('focusin', refreshWays);
void run(begin);

/** What goes wrong here is told in the bar; it is no fault of the portal's. */
async function run(work) {
  try {
    await work();
  } catch (error) {
    tell(bar, `That did not work: ${error.message}.`);
  }
}

/** Shows how the sandbox stands, once that is what the address says. */
async function begin() {
  const sandbox = await readSandbox();
  const wanted = new URLSearchParams(location.search);
  const scenario = wanted.get('scenario');
  if (scenario !== null && scenario !== sandbox.scenario && Object.hasOwn(sandbox.scenarios, scenario)) {
    await restart(scenario);
    return;
  }
  const payment = wanted.get('payment');
  const isOther = payment !== null && payment !== toPayment(sandbox);
  if (isOther) await choosePayment(payment);
  showSandbox(bar, sandbox, isOther ? payment : toPayment(sandbox));
  const focused = sessionStorage.getItem(focusKey);
  sessionStorage.removeItem(focusKey);
  if (focused) {
    bar.querySelector(`[name="${focused.split(' ')[0]}"]${focused.split(' ')[1] ?? ''}`)?.focus();
    tell(bar, sandbox.scenarios[sandbox.scenario]);
  }
}

async function choose(name, value) {
  if (name === 'scenario') {
    writeChoice(name, value);
    await restart(value, name);
  } else if (name === 'payment') {
    await choosePayment(value);
    writeChoice(name, value === 'works' ? null : value);
  } else if (Object.hasOwn(possible, name)) {
    writeChoice(name, value);
    showChoices();
  }
}

/** Begins with another customer, so that the page is loaded anew, as a host's is when somebody else signs in. */
async function restart(scenario, focused) {
  await useControl('reset', scenario);
  if (focused) sessionStorage.setItem(focusKey, focused);
  const url = new URL(location.href);
  url.hash = '';
  url.searchParams.delete('billing_operation');
  history.replaceState(null, '', url);
  location.reload();
}

async function moveClock(step) {
  if (step === 'again') {
    await restart(bar.elements.scenario.value, 'clock [value="again"]');
    return;
  }
  await useControl('advanceBy', {[step]: 1});
  const sandbox = await readSandbox();
  showSandbox(bar, sandbox, toPayment(sandbox));
  tell(bar, `It is ${toDay(sandbox.now)} now.`);
  for (const element of findElements()) void element.refresh?.();
}

/** The newest mail, which nobody has sent. */
async function showMail() {
  const [mail] = await readMails();
  tell(bar, mail ? `To ${mail.email}: the code ${mail.code.replace(/^(.{4})/, '$1-')}.` : 'No mail was sent.');
}

/** What was chosen for the looks of the page. */
function showChoices() {
  applyChoices();
  const {name} = brands.find(({id}) => id === readChoice('brand'));
  writeWords(name);
  const [title] = document.title.split(' · ');
  document.title = `${title} · ${name}`;
  for (const element of findElements()) element.setAttribute('locale', locales[readChoice('language')]);
}

/** Everything of billing-elements in the page. */
function findElements() {
  return document.querySelectorAll('[endpoint]');
}

function refreshWays() {
  for (const way of bar.querySelectorAll('a')) way.search = location.search;
}
