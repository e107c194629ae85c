import {sendKeys} from '@web/test-runner-commands';
import type {ReviewedChange} from '../../src/components/subscription-change/reviewed-change.js';
import '../../src/components/subscription-change/subscription-change.js';
import type {PortalView} from '../../src/events/portal-events.js';
import type {FlowPage} from './flow-page.js';
import {readText} from './harnesses/element.js';
import {SubscriptionChangeHarness} from './harnesses/flow.js';
import {mount, nextTask, until} from './mount.js';

/** Another plan, with a code: what most reviews are tried with. */
export const toCompany: ReviewedChange = {kind: 'plan', priceId: 'company_monthly', promotionCode: 'FIELD10'};

/** A review as the choice of a plan shows it, with a place that it leads back to. */
export interface Review {
  flow: SubscriptionChangeHarness;
  /** The control that led to it. */
  opener: HTMLButtonElement;
  /** The views that it led to. */
  views: PortalView[];
}

/** Opens a review from a button, which leaves the page where it leads back. */
export function openReview(
  page: FlowPage,
  properties: Partial<HTMLElementTagNameMap['subscription-change']> = {change: toCompany},
): Review {
  const opener = document.createElement('button');
  opener.textContent = 'Open';
  const views: PortalView[] = [];
  const element = mount('subscription-change', {
    ...page.source,
    subscriptionId: 'sub_crew',
    back: 'subscriptions/sub_crew/plan',
    home: 'overview',
    opener,
    ...properties,
  });
  element.before(opener);
  element.addEventListener('billing-navigate', (event) => {
    event.preventDefault();
    views.push(event.view);
    element.remove();
  });
  return {flow: new SubscriptionChangeHarness(element), opener, views};
}

/** Changes the subscription as another tab would, with its own preview. */
export async function changeElsewhere(page: FlowPage, body: Exclude<ReviewedChange, {kind: 'start'}>): Promise<void> {
  const ids = {subscriptionId: 'sub_crew'};
  const {answer} = await page.call('previewChange', {ids, body});
  const changed = await page.call('changeSubscription', {ids, body: {previewId: answer.id}});
  if (changed.answer.operation.state !== 'succeeded') throw new Error(`not done: ${changed.text}`);
}

/** What has the focus, below all shadow roots. */
export function findFocused(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

/** What the focused control says. */
function readFocused(): string {
  const focused = findFocused();
  const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : [];
  return labels.map((label) => readText(label)).join(' ') || (focused?.ariaLabel ?? (focused ? readText(focused) : ''));
}

/** Goes on with the Tab key until a control has the focus that begins with these words. Throws where none comes. */
export async function tabTo(words: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await sendKeys({press: 'Tab'});
    if (readFocused().startsWith(words)) return;
    passed.push(readFocused());
  }
  throw new Error(`no way to "${words}" by the keyboard, only to ${passed.join(' | ')}`);
}

/** Goes to a control and presses it, by the keyboard alone. */
export async function pressKey(words: string, key = 'Enter'): Promise<void> {
  await until(() => readAll(document.body).includes(words), `"${words}" on the screen`);
  await nextTask();
  await tabTo(words);
  await sendKeys({press: key});
}

function readAll(root: ParentNode): string {
  const inner = [...root.querySelectorAll('*')].map(({shadowRoot}) => (shadowRoot ? readAll(shadowRoot) : ''));
  return `${readText(root)} ${inner.join(' ')}`;
}
