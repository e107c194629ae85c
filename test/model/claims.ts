import type {SubscriptionChangeElement} from '../../src/components/subscription-change/subscription-change.js';
import type {InvoicePaymentElement} from '../../src/components/invoice-payment/invoice-payment.js';
import {listSeen, readSeen} from './screen.js';
import type {Intention, Tab} from './tab.js';
import type {SubscriptionTruth, Truth} from './truth.js';

/** What was the case at the provider, and since when. */
export interface Timeline {
  /** Counts what happened so far. */
  readonly now: number;
  /** Whether this was true of a subscription at some time since then; of any of them where none is named. */
  wasSo(subscriptionId: string, holds: (subscription: SubscriptionTruth) => boolean, since: number): boolean;
}

/** Whatever only one customer may see, of any customer in the sandbox. */
const personal = /€|Crew|Starter|LF-\d|••••|Brightwater|Millrace/;
/** What a refusal says that certainly did nothing. */
const nothingDone = /Nothing (was charged|was done\.|has changed)/;

/** A look at one page, and what is so. */
interface Look {
  /** Everything that is shown. */
  seen: readonly HTMLElement[];
  intention: Intention | undefined;
  timeline: Timeline;
  /** Read when something is said that has to be so. */
  truth: Truth;
}

/** What a screen says that is not so: one sentence each, with the invariant that it breaks. */
export function* findFalseClaims(tab: Tab, truth: () => Truth, timeline: Timeline): Generator<string> {
  const {element, portal} = tab;
  if (tab.isAway || !portal) return;
  if (portal.status === 'ended' && !element.isUpdatePending) {
    const found = personal.exec(tab.screen.text);
    if (found) yield `(e) the session has ended, and the screen says "${found[0]}": ${tab.screen.text}`;
  }
  let known: Truth | undefined;
  const look: Look = {
    seen: [...listSeen(element)].filter((node) => node instanceof HTMLElement),
    intention: portal.write && tab.intentions.get(portal.write),
    timeline,
    get truth() {
      return (known ??= truth());
    },
  };
  for (const check of [checkRows, checkPayment, checkNotice, checkChange, checkSetup, checkRefusal]) yield* check(look);
}

const isPaid = ({truth}: Look, id: string): boolean => truth.invoices.get(id)?.status === 'paid';
const find = <E extends HTMLElement>({seen}: Look, selector: string): E[] =>
  seen.filter((element): element is E => element.matches(selector));
const findDone = (flow: HTMLElement): HTMLElement | null | undefined => flow.shadowRoot?.querySelector('#done');

function* checkRows(look: Look): Generator<string> {
  for (const control of find(look, '[data-id]')) {
    const id = control.dataset['id'] ?? '';
    const said = readSeen(control.closest('tr')?.querySelector('.status') ?? control);
    if (said === 'Paid' && !isPaid(look, id)) yield `(a) the list says that ${id} is paid`;
  }
}

function* checkPayment(look: Look): Generator<string> {
  for (const flow of find<InvoicePaymentElement>(look, 'invoice-payment')) {
    const text = readSeen(flow);
    const saysPaid = findDone(flow) || text.includes('There is nothing left to pay');
    if (saysPaid && !isPaid(look, flow.invoiceId)) yield `(a) the payment of ${flow.invoiceId} says: ${text}`;
  }
}

function* checkNotice(look: Look): Generator<string> {
  const id = look.intention?.write.resourceId ?? '';
  for (const notice of find(look, '.notice.success')) {
    if (!isPaid(look, id)) yield `(a) the notice of ${id} says: ${readSeen(notice)}`;
  }
}

function* checkChange(look: Look): Generator<string> {
  const {intention, timeline} = look;
  for (const flow of find<SubscriptionChangeElement>(look, 'subscription-change')) {
    const done = findDone(flow);
    if (!done) continue;
    const said = readSeen(done);
    // Another tab may have changed it again; but it was so once since the press, and the provider has said so.
    const id = intention?.operationId ?? intention?.write.operation?.id;
    const isDone = id !== undefined && look.truth.isDone(id);
    const isSo = intention && timeline.wasSo(flow.subscriptionId, toClaim(flow.act, said), intention.begun);
    if (!isDone || !isSo) yield `(a) the change says: ${said}`;
  }
}

/** What has to be true of a subscription where a change of this kind says that it is done. */
function toClaim(act: SubscriptionChangeElement['act'], said: string): (subscription: SubscriptionTruth) => boolean {
  const [, name] = /^You are on (.+)$/.exec(said) ?? [];
  switch (act) {
    case 'cancel':
      return ({isEnding}) => isEnding;
    case 'undo_cancel':
      return ({isEnding}) => !isEnding;
    case 'pause':
      return ({isPaused, pausesAt}) => isPaused || pausesAt !== null;
    case 'unpause':
      return ({isPaused}) => !isPaused;
    case 'withdraw_pending':
      // One thing is taken back at a time.
      return ({hasPlanned, pausesAt, isEnding}) =>
        !said.endsWith('stays as it is') || (!hasPlanned && pausesAt === null && !isEnding);
    default:
      return (subscription) =>
        name === undefined ? !/ on [A-Z]/.test(said) || subscription.hasPlanned : subscription.name === name;
  }
}

function* checkSetup(look: Look): Generator<string> {
  const {intention} = look;
  for (const flow of find(look, 'payment-method-setup')) {
    const done = findDone(flow);
    if (!done) continue;
    const said = readSeen(done);
    const last4 = /•••• (\d{4})/.exec(said)?.[1];
    const isSo = intention?.operationId !== undefined && look.truth.isDone(intention.operationId);
    if (!isSo || (last4 !== undefined && !look.truth.cards.has(last4))) yield `(a) the card form says: ${said}`;
  }
}

/** What is said not to have been done must not have been, either. */
function* checkRefusal(look: Look): Generator<string> {
  const {intention} = look;
  if (intention?.write.phase !== 'refused' || intention.operationId === undefined) return;
  for (const flow of find(look, '[data-flow]')) {
    const said = nothingDone.exec(readSeen(flow))?.[0];
    if (said && look.truth.isDone(intention.operationId)) yield `(a) it is done, and the page says: ${readSeen(flow)}`;
  }
}
