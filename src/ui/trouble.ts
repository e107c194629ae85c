import {css, html, nothing, type CSSResult, type TemplateResult} from 'lit';
import type {BillingError} from '../contract/errors.js';
import type {LocalizeController} from '../localize/localize-controller.js';
import {actions} from '../styles/action.styles.js';
import {notices} from '../styles/notice.styles.js';
import {renderIcon} from './icon.js';
import {renderNotice} from './notice.js';
import {renderWorkingButton} from './working-button.js';

/** What there is to say where there is nothing to show. */
export type Trouble =
  | {
      kind: 'empty';
      title: 'noSubscription' | 'noInvoices' | 'noMethods' | 'noUsage' | 'noPlans' | 'sectionOff';
      action?: unknown;
    }
  /** Without an error it is a part of the page itself that could not be loaded. */
  | {kind: 'failed'; title: FailedTitle; error?: BillingError; isReading?: boolean; again: () => void}
  | {kind: 'ended'; portal: Reopening};

/** What brings an ended session back, where that can be done without the host. */
export interface Reopening {
  /** True where the customer ended it. */
  readonly isSignedOut: boolean;
  readonly canReopen: boolean;
  reopen(): Promise<void>;
}

/** What could not be loaded. */
export type FailedTitle =
  'planFailed' | 'detailsFailed' | 'methodsFailed' | 'usageFailed' | 'invoicesFailed' | 'invoiceFailed' | 'flowFailed';

const emptyTexts = {
  noSubscription: 'noSubscriptionText',
  noInvoices: 'noInvoicesText',
  noMethods: 'noMethodsText',
  noUsage: 'noUsageText',
  sectionOff: 'sectionOffText',
  noPlans: 'noPlansText',
} as const;

/** A panel, or the one quiet notice of a session that is over. Loaded with its words when it is first needed. */
export function renderTrouble(localize: LocalizeController, trouble: Trouble): TemplateResult {
  switch (trouble.kind) {
    case 'empty':
      return renderEmpty(localize, trouble);
    case 'failed':
      return renderFailed(localize, trouble);
    case 'ended':
      return renderEnded(localize, trouble.portal);
  }
}

/** What will be here, and the way to it, if there is one. */
function renderEmpty(localize: LocalizeController, {title, action}: Extract<Trouble, {kind: 'empty'}>): TemplateResult {
  return html`<div class="panel" part="panel">
    <div class="state" part="empty">
      <h3>${localize.term(title)}</h3>
      <p>${localize.term(emptyTexts[title])}</p>
      ${action}
    </div>
  </div>`;
}

/** What failed, that nothing has changed, a way to try again, and what to tell support. */
function renderFailed(
  localize: LocalizeController,
  {title, error, isReading = false, again}: Extract<Trouble, {kind: 'failed'}>,
): TemplateResult {
  const {correlationId: id, code} = error ?? {code: 'offline'};
  const isFinal = code === 'not_found' || code === 'feature_disabled';
  return html`<div class="panel" part="panel">
    <div class="state" part="failed" role="alert">
      <h3>${localize.term(title)}</h3>
      <p>${localize.term(toText(code))}</p>
      ${
        isFinal
          ? nothing
          : renderWorkingButton({
              label: localize.term(isReading ? 'trying' : 'tryAgain'),
              icon: renderIcon('refresh'),
              busy: isReading,
              onClick: (event) => {
                keepFocus(event.currentTarget as HTMLElement);
                again();
              },
            })
      }
      ${id ? html`<p class="reference">${localize.term('reference', {id: `${id.slice(0, 4)}-${id.slice(4)}`})}</p>` : nothing}
    </div>
  </div>`;
}

/**
 * A button that has done its work goes away, and the focus with it: then it goes on at the section's heading. Watched
 * from the first press until then, also over presses that failed.
 */
function keepFocus(button: HTMLElement): void {
  const root = button.getRootNode() as ShadowRoot;
  const observer = new MutationObserver(() => {
    if (button.isConnected) return;
    observer.disconnect();
    const heading = root.querySelector<HTMLElement>('h2');
    // Whoever has gone on somewhere else in the meantime is left there.
    if (!heading || document.activeElement !== document.body) return;
    heading.tabIndex = -1;
    heading.focus();
  });
  observer.observe(root, {childList: true, subtree: true});
}

/** Errors are worded by their code; what this copy does not know is our fault, not the customer's. */
function toText(
  code: BillingError['code'],
): 'offlineText' | 'providerText' | 'notFoundText' | 'sectionOffText' | 'failedText' {
  switch (code) {
    case 'offline':
    case 'timeout':
    case 'invalid_answer':
      return 'offlineText';
    case 'provider_unavailable':
    case 'provider_rate_limited':
    case 'provider_malformed':
      return 'providerText';
    case 'not_found':
      return 'notFoundText';
    case 'feature_disabled':
      return 'sectionOffText';
    default:
      return 'failedText';
  }
}

function renderEnded(localize: LocalizeController, portal: Reopening): TemplateResult {
  return renderNotice({
    icon: 'lock',
    title: localize.term(portal.isSignedOut ? 'signedOut' : 'sessionEnded'),
    text: localize.term(portal.isSignedOut ? 'signedOutText' : 'sessionEndedText'),
    isNews: true,
    action: portal.canReopen
      ? renderWorkingButton({
          label: localize.term('continue'),
          variant: 'primary small',
          onClick: () => void portal.reopen(),
        })
      : nothing,
  });
}

export const styles: CSSResult = css`
  ${actions}
  ${notices}
  [tabindex='-1']:focus {
    outline: none;
  }
  .state {
    display: grid;
    gap: 6px;
    justify-items: center;
    padding: calc(var(--_unit) * 10) var(--_pad);
    text-align: center;
  }
  .state p {
    max-width: 44ch;
    color: var(--_muted);
  }
  .state button {
    margin-block-start: 14px;
  }
  .state .reference {
    margin-block-start: 6px;
    font-size: calc(1em * 12 / 14);
    user-select: all;
  }
`;
