/** What the page of single elements does as their host: it shows their markup, and names what three of them are about. */

const summary = document.querySelector('subscription-summary');
const payment = document.querySelector('invoice-payment');
const change = document.querySelector('subscription-change');
const picker = document.querySelector('plan-picker');

for (const article of document.querySelectorAll('article')) showMarkup(article);
// They wait for their names, which a host of its own would have from a link or from its own data.
for (const waiting of [payment, change, picker]) waiting.hidden = true;
summary.addEventListener('billing-ready', () => {
  summary.portal.subscribe(nameWhatIsThere);
  summary.portal.need(['invoices']);
  nameWhatIsThere();
});
document.querySelector('#add').addEventListener('click', addCard);

/** The markup of an element as it stands in this page, as text. */
function showMarkup(article) {
  const template = article.querySelector('template');
  const element = (template?.content ?? article).querySelector('[endpoint]');
  const attributes = element.getAttributeNames().map((name) => {
    const value = element.getAttribute(name);
    return `${name}="${value === '' ? '…' : value}"`;
  });
  const tag = element.localName;
  const pre = document.createElement('pre');
  pre.tabIndex = 0;
  pre.dir = 'ltr';
  pre.ariaLabel = `Markup of ${tag}`;
  pre.role = 'region';
  pre.append(document.createElement('code'));
  pre.firstChild.textContent = `<${tag} ${attributes.join(' ')}></${tag}>`;
  article.append(pre);
}

/** Once it is known which invoice is owed and which subscription can be canceled, each element is told its own. */
function nameWhatIsThere() {
  const [invoices, subscriptions] = ['invoices', 'subscriptions'].map((member) => summary.portal.find(member));
  if (invoices.state === 'ready') tellOf(payment, 'invoiceId', findOwed(invoices.value.items));
  if (subscriptions.state !== 'ready') return;
  tellOf(change, 'subscriptionId', findAllowed(subscriptions.value, 'cancel'));
  tellOf(picker, 'subscriptionId', findAllowed(subscriptions.value, 'changePlan'));
}

function findOwed(invoices) {
  return invoices.find(({status, amountDue}) => status === 'open' && amountDue.amount > 0)?.id;
}

function findAllowed(subscriptions, action) {
  return subscriptions.find(({actions}) => actions[action]?.allowed)?.id;
}

/** One that has its name keeps it: what it did to that is what it shows. */
function tellOf(element, property, id) {
  if (element[property]) return;
  if (id !== undefined) element[property] = id;
  element.hidden = id === undefined;
  document.querySelector(`[data-none="${element.localName}"]`).hidden = id !== undefined;
}

/** In the place of the button that asked for it. */
function addCard({target}) {
  const {content} = document.querySelector('template');
  const setup = content.firstElementChild.cloneNode(true);
  setup.setAttribute('locale', summary.getAttribute('locale'));
  target.closest('p').replaceWith(setup);
}
