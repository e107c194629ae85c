import {html, nothing, type TemplateResult} from 'lit';
import type {Preview} from '../../contract/preview.js';
import type {PortalView} from '../../events/portal-events.js';
import type {StandingWrite} from '../../state/standing-write.js';
import type {BillingElement} from '../billing-element.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import type {ChangeAttempt} from './change-attempt.js';
import {toBusyText, toConfirmText, toStayText, type ChangeFacts} from './change-words.js';
import {renderConsent} from './consent.js';
import {renderReviewMethod} from './review-method.js';
import {toAmount} from './review-money.js';
import {mayCost, needsConsent} from './reviewed-change.js';

/** The element whose panel it is the foot of. */
interface FootHost extends Pick<BillingElement, 'localize' | 'portal' | 'find' | 'requestUpdate'> {
  readonly back: PortalView | undefined;
  readonly facts: ChangeFacts;
  readonly asOf: string;
  readonly isHeldUp: boolean;
  readonly stepWrite: StandingWrite | undefined;
  /** Shows the form for another method; undefined where none may be added. */
  readonly addMethod: (() => void) | undefined;
  confirm(): void;
  focusLater(selector: string): void;
  leaveForGood(): void;
}

/** Refusals that trying again does not change: what is shown is not possible any more. */
const finals: ReadonlySet<string> = new Set(['action_refused', 'not_found', 'scope_missing', 'feature_disabled']);

/** The foot of the panel: with what is paid, the one button, and the way out. */
export class ReviewFoot {
  #isChoosing = false;
  /** The preview that was agreed to: agreeing to one is not agreeing to another. */
  #agreed: string | undefined;
  #lacksConsent = false;

  constructor(
    private readonly host: FootHost,
    private readonly attempt: ChangeAttempt,
  ) {}

  /** True where the customer has to agree first, and has not; from then on this is said. */
  lacksConsent(preview: Preview): boolean {
    this.#lacksConsent = needsConsent(preview) && this.#agreed !== preview.id;
    return this.#lacksConsent;
  }

  /** Nothing while something is on its way that has controls of its own. */
  render(preview: Preview, write: StandingWrite | undefined): unknown {
    const {host} = this;
    const {localize, stepWrite} = host;
    const isOpen = !write || write.phase === 'refused' || (write.phase === 'working' && !stepWrite);
    if (!isOpen) return nothing;
    if (write?.phase === 'refused' && finals.has(write.error?.code ?? ''))
      return html`<div class="foot">${this.renderBack()}</div>`;
    const isBusy = write?.phase === 'working';
    const valid = new Date(preview.validUntil);
    const time = new Intl.DateTimeFormat(localize.locale, {timeStyle: 'short'}).format(valid);
    return html`${this.#renderMethod(preview, isBusy)}${this.#renderConsent(preview)}${
        host.isHeldUp ? html`<p class="muted">${localize.term('heldUp')}</p>` : nothing
      }
      <div class="foot">${this.#renderButtons(preview, write)}</div>
      ${preview.dueNow?.amount ? html`<p class="muted note">${localize.term('holdUntil', {time})}</p>` : nothing}`;
  }

  /** Where the flow can be left for. */
  renderBack(): unknown {
    const {localize, back} = this.host;
    return back
      ? renderWorkingButton({label: localize.term('backToBilling'), onClick: () => this.host.leaveForGood()})
      : nothing;
  }

  #renderButtons(preview: Preview, write: StandingWrite | undefined): unknown {
    const {localize, facts, back} = this.host;
    const isBusy = write?.phase === 'working';
    const label = isBusy ? toBusyText(localize, facts) : this.#toLabel(preview, write);
    const confirm = renderWorkingButton({
      label,
      variant: 'primary large',
      busy: isBusy,
      onClick: () => this.host.confirm(),
    });
    const leave = {
      label: toStayText(localize, facts),
      variant: 'quiet',
      onClick: () => this.host.leaveForGood(),
    } as const;
    return [
      this.#isUnpayable(preview) ? nothing : confirm,
      write && !isBusy && back ? renderWorkingButton(leave) : nothing,
    ];
  }

  #toLabel(preview: Preview, write: StandingWrite | undefined): string {
    const {localize, facts} = this.host;
    const isAgain = write?.phase === 'refused' && write.error?.code !== 'preview_stale';
    return isAgain && preview.dueNow && mayCost(preview)
      ? localize.term('actAgain', {amount: toAmount(localize, preview.dueNow)})
      : toConfirmText(localize, facts);
  }

  /** Whoever does not see the methods still pays with the one that is due. */
  #isUnpayable(preview: Preview): boolean {
    const {attempt, host} = this;
    if (attempt.isManual || host.find('paymentMethods').state !== 'ready') return false;
    return mayCost(preview) && !attempt.findMethod(preview);
  }

  #renderMethod(preview: Preview, isFixed: boolean): unknown {
    const {localize, portal, addMethod: add} = this.host;
    const chosen = this.attempt.findMethod(preview);
    if (this.#isUnpayable(preview))
      return html`<p class="muted">${localize.term('noMethod')}</p>
        ${add ? html`<div class="foot">${renderWorkingButton({label: localize.term('otherCard'), onClick: add})}</div>` : nothing}`;
    if (!portal || !chosen) return nothing;
    const changed = (): void => this.host.requestUpdate();
    return renderReviewMethod({
      ...{localize, portal, chosen, isFixed, add, changed},
      methods: this.attempt.methods,
      isOpen: this.#isChoosing,
      open: () => {
        this.#isChoosing = true;
        this.host.focusLater('.with select');
      },
    });
  }

  #renderConsent(preview: Preview): TemplateResult | typeof nothing {
    if (!needsConsent(preview)) return nothing;
    const {localize, asOf} = this.host;
    return renderConsent(localize, preview, {
      asOf,
      isGiven: this.#agreed === preview.id,
      isMissing: this.#lacksConsent,
      give: (isGiven) => {
        this.#agreed = isGiven ? preview.id : undefined;
        this.#lacksConsent &&= !isGiven;
        this.host.requestUpdate();
      },
    });
  }
}
