import {html, nothing, type TemplateResult} from 'lit';
import type {Subscription} from '../../contract/subscription.js';
import {renderButton} from '../../ui/button.js';
import {renderMenu, type MenuItem} from '../../ui/menu.js';
import {toRefusalWords, type RefusalWords} from '../../ui/refusal-words.js';
import type {Act} from './subscription-actions.js';
import type {SummaryHost} from './subscription-panel.js';

/** What is seen at once, and what is in the menu. */
export interface Controls {
  /** Two at most. */
  visible: readonly Act[];
  others: readonly Act[];
}

/** What something waits for comes before what it may become. */
const pressing: ReadonlySet<string> = new Set([
  ...['payInvoice', 'undoCancel', 'restart', 'unpause', 'withdrawPendingChange', 'changePlan'],
]);

/**
 * At once: what presses most, and leaving, allowed or not, because nobody shall search for it. What is refused besides is in
 * the menu, with its reason, unless there would be nothing to see.
 */
export function arrange(acts: readonly Act[]): Controls {
  const allowed = acts.filter(({refusal}) => !refusal);
  const main = allowed.find(({action}) => pressing.has(action));
  // Beside what has ended there is another, beside what has been canceled another plan.
  const beside = main?.action === 'restart' ? 'start' : 'changePlan';
  const second =
    acts.find(({action}) => action === 'cancel') ?? allowed.find((act) => act !== main && act.action === beside);
  const found = [main, second].filter((act) => !!act);
  const visible =
    found.length > 0
      ? found
      : [allowed.find(({action}) => action === 'start') ?? allowed[0] ?? acts[0]].filter((act) => !!act);
  return {visible, others: acts.filter((act) => !visible.includes(act))};
}

/** The buttons, and why one of them is none. */
export function renderControls(host: SummaryHost, subscription: Subscription, {visible}: Controls): unknown {
  const why = `why-${subscription.id}`;
  const [first, second] = visible.map((act) => renderAct(host, act, why));
  const refused = visible.find(({refusal}) => refusal);
  // In the places that they have before all this is loaded, so that the focus stays.
  const buttons = second ? [first, second] : visible[0]?.action === 'cancel' ? [nothing, first] : [first, nothing];
  return [...buttons, refused ? renderWhy(host, say(host, refused, subscription), why) : nothing];
}

/** The rest, behind three dots. */
export function renderMore(host: SummaryHost, subscription: Subscription, {visible, others}: Controls): unknown {
  const {id, name} = subscription;
  if (others.length === 0) return nothing;
  const shown = new Set(visible.filter(({refusal}) => !refusal).map(({view}) => view));
  const items = listItems(host, others, subscription, shown);
  return renderMenu({id: `more-${id}`, name: host.localize.term('moreActions', {name}), items});
}

/** One thing alone, with its reason where it is refused; filled where nothing else can be done. */
export function renderLoneAct(host: SummaryHost, act: Act, isOnly = false): TemplateResult {
  const why = `why-${act.action}`;
  return html`${renderAct(host, act, why, isOnly)} ${act.refusal ? renderWhy(host, say(host, act), why) : nothing}`;
}

function renderAct(
  host: SummaryHost,
  {action, label, view, refusal}: Act,
  why: string,
  isOnly = false,
): TemplateResult {
  if (refusal)
    return html`<button type="button" part="button" class="button" aria-disabled="true" aria-describedby=${why}>
      ${label}
    </button>`;
  // A cancellation waits for whoever regrets it.
  const variant = isOnly || action === 'undoCancel' ? 'primary' : '';
  return renderButton({label, variant, onClick: () => host.go(view)});
}

function renderWhy(host: SummaryHost, {text, way}: RefusalWords, id: string): TemplateResult {
  return html`<p class="note muted">
    <span id=${id}>${text}</span>
    ${way ? html`<button type="button" class="link" @click=${() => host.go(way.view)}>${way.label}</button>` : nothing}
  </p>`;
}

function say({localize, portal}: SummaryHost, {refusal}: Act, subscription?: Subscription): RefusalWords {
  const context = {answer: portal?.answer, subscriptionId: subscription?.id, actions: subscription?.actions};
  return refusal ? toRefusalWords(localize, refusal, context) : {text: ''};
}

/** First what is allowed; then what is not, by its reason, each with the way forward where nothing else leads there. */
function listItems(
  host: SummaryHost,
  acts: readonly Act[],
  subscription: Subscription,
  shown: ReadonlySet<string>,
): MenuItem[] {
  const allowed = acts.filter(({refusal}) => !refusal);
  const known = new Set([...shown, ...allowed.map(({view}) => view)]);
  const reasons = new Map<string, {words: RefusalWords; acts: Act[]}>();
  for (const act of acts) {
    if (!act.refusal) continue;
    const words = say(host, act, subscription);
    const same = reasons.get(words.text) ?? {words, acts: []};
    reasons.set(words.text, {words, acts: [...same.acts, act]});
  }
  const toItem = ({label, icon, view}: Act): MenuItem => ({label, icon, onChoose: () => void host.go(view)});
  return [
    ...allowed.map(toItem),
    ...[...reasons.values()].flatMap(({words: {text, way}, acts: refused}) => [
      ...refused.map((act, index) => ({...toItem(act), refusal: text, isApart: index === 0})),
      ...(way && !known.has(way.view)
        ? [{label: way.label, icon: 'play', onChoose: () => void host.go(way.view)} as const]
        : []),
    ]),
  ];
}
