import {html, nothing, type TemplateResult} from 'lit';
import type {BillingError} from '../../contract/errors.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {MessageId} from '../../localize/messages.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {renderIcon} from '../../ui/icon.js';
import {renderNotice} from '../../ui/notice.js';

/** What a refusal is said with: what is the case, and what it means. */
export interface RefusalWords {
  title: string;
  text: string;
  /** True where nothing failed: what is shown has only moved. */
  isNews?: boolean;
  /** A control that leads on. */
  action?: unknown;
}

/**
 * A write that is not over, or was refused, in words: one sentence for what is the case, one for what it means. `own` are
 * the words of an element that knows more of the refusal than its code.
 */
export function renderOutcome(
  localize: LocalizeController,
  write: StandingWrite,
  amount?: string,
  own?: RefusalWords,
): unknown {
  const {phase, error} = write;
  switch (phase) {
    case 'working':
    case 'step':
      if (!write.operation?.paymentStep) return nothing;
      // A form for a new payment method needs no explanation; a bank that asks does.
      return write.kind === 'set_up_payment_method'
        ? nothing
        : renderNotice({
            icon: 'lock',
            tone: 'info',
            title: localize.term('bankAsks'),
            text: localize.term('bankAsksText'),
          });
    case 'checking':
      return renderNotice({icon: 'clock', title: localize.term('checking'), text: localize.term('checkingText')});
    case 'unsure':
      return renderNotice({
        icon: 'refresh',
        tone: 'warning',
        title: localize.term(error?.code === 'offline' ? 'unreachable' : 'noAnswer'),
        text: [localize.term('unsureText'), renderReference(localize, error)],
      });
    case 'refused':
      return renderRefusal(localize, error, amount, own);
    default:
      return nothing;
  }
}

/** Why something was not done, and the way forward. */
export function renderRefusal(
  localize: LocalizeController,
  error: BillingError | undefined,
  amount?: string,
  own?: RefusalWords,
): TemplateResult {
  const {title, text, isNews = false, action} = own ?? toRefusal(localize, error, amount);
  const look = isNews ? ({icon: 'refresh', tone: 'warning'} as const) : ({icon: 'alert', tone: 'danger'} as const);
  return renderNotice({...look, title, text: [text, isNews ? nothing : renderReference(localize, error)], action});
}

/** The outcome in one sentence, for whoever hears it; empty while nothing has come of it. */
export function toAnnouncement(
  localize: LocalizeController,
  write: StandingWrite | undefined,
  done: string,
  amount?: string,
  own?: RefusalWords,
): string {
  switch (write?.phase) {
    case 'step':
      return write.kind === 'set_up_payment_method' ? '' : localize.term('bankAsks');
    case 'checking':
      return localize.term('checking');
    case 'unsure':
      return localize.term(write.error?.code === 'offline' ? 'unreachable' : 'noAnswer');
    case 'refused':
      return (own ?? toRefusal(localize, write.error, amount)).title;
    case 'done':
      return done;
    default:
      return '';
  }
}

/** A write that is done: what is so now. The title has the focus then, because the control that did it is gone. */
export function renderDone(title: string, text: unknown, rest: unknown): TemplateResult {
  return html`<div class="done">
    <span class="tick">${renderIcon('check')}</span>
    <h3 id="done" tabindex="-1">${title}</h3>
    <p class="muted">${text}</p>
    ${rest}
  </div>`;
}

const refusals: Record<string, [title: MessageId, text: MessageId]> = {
  payment_declined: ['declined', 'declinedText'],
  challenge_failed: ['notConfirmed', 'declinedText'],
  setup_refused: ['setupRefused', 'setupRefusedText'],
  operation_lost: ['lost', 'lostText'],
  preview_stale: ['moved', 'movedText'],
  action_refused: ['notPossible', 'notPossibleText'],
  not_found: ['notPossible', 'notPossibleText'],
  provider_cannot: ['notPossible', 'providerCannotText'],
  provider_rate_limited: ['tooMany', 'tooManyText'],
  scope_missing: ['notAllowed', 'notAllowedText'],
  feature_disabled: ['notAllowed', 'notAllowedText'],
};

/** Reasons of a refusal that lie in the session. */
const lacking: ReadonlySet<unknown> = new Set(['role', 'read_only', 'feature_disabled']);

/** Worded by the code; what this copy does not know is our fault, not the customer's. */
function toRefusal(localize: LocalizeController, error: BillingError | undefined, amount = ''): RefusalWords {
  const reason = error?.details?.['reason'];
  // Refused by who is asking, and not by what has become of it.
  const code = lacking.has(reason) ? 'scope_missing' : (error?.code ?? '');
  const [title, text] = (Object.hasOwn(refusals, code) && refusals[code]) || ['notDone', 'notDoneText'];
  if (title === 'declined' && amount)
    return {title: localize.term('declinedAmount', {amount}), text: localize.term('declinedText')};
  const count = Number(error?.details?.['retryAfter']);
  if (title === 'tooMany' && count > 0)
    return {title: localize.term('tooMany'), text: localize.term('tooManySeconds', {count})};
  return {title: localize.term(title as 'notDone'), text: localize.term(text as 'notDoneText')};
}

function renderReference(localize: LocalizeController, error: BillingError | undefined): unknown {
  const id = error?.correlationId;
  return id
    ? html` <span class="reference">${localize.term('referenceId', {id: `${id.slice(0, 4)}-${id.slice(4)}`})}</span>`
    : nothing;
}
