import {brands} from './brands.js';
import {possible, readChoice} from './choices.js';

/** The bar above the pretended app. Built here, so that both pages have the same one; by nodes, as Trusted Types want it. */

const words = {
  scheme: {auto: 'System', light: 'Light', dark: 'Dark'},
  language: {en: 'English', ar: 'العربية', de: 'Deutsch', ja: '日本語'},
  width: {full: 'Full width', 1180: '1180 px', 768: '768 px', 390: '390 px', 320: '320 px'},
  brand: Object.fromEntries(brands.map(({id, name}) => [id, name])),
  payment: {
    works: 'Work',
    declined: 'Are declined',
    challenge: 'Bank asks in place',
    redirect: 'Bank asks on its page',
  },
};

/** The bar, with everything that can be known without the sandbox. */
export function createBar() {
  const more = make('div', {className: 'more', id: 'bar-more'}, [
    makeSelect('payment', 'Payments', words.payment, 'works'),
    makeClock(),
    ...['language', 'scheme', 'brand', 'width'].map((name) =>
      makeSelect(name, toTitle(name), pick(words[name], possible[name]), readChoice(name)),
    ),
    makeMail(),
    makeWays(),
  ]);
  const toggle = make('button', {className: 'toggle', type: 'button', textContent: 'More'});
  toggle.setAttribute('aria-expanded', 'false');
  toggle.setAttribute('aria-controls', more.id);
  toggle.addEventListener('click', () => {
    const isOpen = more.classList.toggle('open');
    toggle.setAttribute('aria-expanded', String(isOpen));
  });
  // Its names come from the sandbox: room is kept for them.
  const scenario = makeSelect('scenario', 'Scenario', {}, '');
  const bar = make('form', {className: 'bar', autocomplete: 'off', lang: 'en', dir: 'ltr', ariaLabel: 'Demo'}, [
    scenario,
    toggle,
    more,
    make('output', {name: 'told'}),
  ]);
  bar.addEventListener('submit', (event) => event.preventDefault());
  return bar;
}

/**
 * Writes into the bar how the sandbox stands.
 *
 * @param {HTMLFormElement} bar
 * @param {{scenario: string, scenarios: Record<string, string>, now: string}} sandbox
 * @param {string} payment
 */
export function showSandbox(bar, {scenario, scenarios, now}, payment) {
  const {elements} = bar;
  if (elements.scenario.length === 0) {
    elements.scenario.append(...Object.keys(scenarios).map((name) => new Option(toTitle(name), name)));
  }
  elements.scenario.value = scenario;
  elements.scenario.title = scenarios[scenario];
  elements.payment.value = payment;
  const clock = bar.querySelector('time');
  clock.dateTime = now;
  clock.textContent = toDay(now);
}

/** Says something, aloud too. */
export function tell(bar, text) {
  bar.elements.told.value = text;
}

/** `20 Nov 2026`. */
export function toDay(at) {
  return new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeZone: 'UTC'}).format(new Date(at));
}

function makeClock() {
  const step = (value, text, label) =>
    Object.assign(make('button', {type: 'button', name: 'clock', value, textContent: text}), {ariaLabel: label});
  return make('div', {className: 'group', role: 'group', ariaLabel: 'Test clock'}, [
    make('time', {}),
    step('days', '+ 1 day', 'Advance the clock by 1 day'),
    step('months', '+ 1 month', 'Advance the clock by 1 month'),
    step('again', 'Reset', 'Begin the scenario again'),
  ]);
}

/** What the endpoint would have mailed. */
function makeMail() {
  const button = make('button', {type: 'button', name: 'mail', textContent: 'Mail'});
  return make('div', {className: 'group'}, [button]);
}

/** From one page of the demo to the other, with all that was chosen. */
function makeWays() {
  const link = (path, text) => {
    const way = make('a', {href: path + location.search, textContent: text});
    if (location.pathname === path) way.ariaCurrent = 'page';
    return way;
  };
  return make('nav', {className: 'group', ariaLabel: 'Pages of the demo'}, [
    link('/', 'Portal'),
    link('/elements', 'Elements alone'),
  ]);
}

function makeSelect(name, label, options, value) {
  const select = make(
    'select',
    {name},
    Object.entries(options).map(([key, text]) => new Option(text, key)),
  );
  select.value = value;
  return make('label', {className: `choice ${name}`}, [make('span', {textContent: label}), select]);
}

function make(tag, properties, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** In the order in which they can be chosen: an object puts its numbers first. */
function pick(texts, keys) {
  return Object.fromEntries(keys.map((key) => [key, texts[key]]));
}

/** `past_due` is "Past due". */
function toTitle(name) {
  const text = name.replaceAll('_', ' ');
  return text[0].toUpperCase() + text.slice(1);
}
