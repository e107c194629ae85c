import {html, nothing} from 'lit';
import type {MessageId} from '../../localize/messages.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {fieldStyles} from '../../styles/field.styles.js';
import {renderField} from '../../ui/field.js';
import {renderNotice} from '../../ui/notice.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {beginDetails, findRefusedField} from '../billing-details/details-write.js';
import {FlowElement} from '../flow/flow-element.js';
import {toAnnouncement} from '../flow/outcome.js';
import {emailConfirmationStyles} from './email-confirmation.styles.js';

/** What is done to an address that waits, each a change of its own. */
type Purpose = 'email:send' | 'email:keep';

const refusals: Record<string, MessageId> = {wrong_code: 'wrongCode', code_expired: 'codeExpired'};

/**
 * @summary Asks for the code that was sent to a new billing e-mail address. Shows nothing where none waits.
 *
 * @fires {BillingDetailsChangeRequestEvent} billing-details-change-request - Before it is confirmed, or the old one kept; cancelable.
 * @fires {BillingDetailsChangedEvent} billing-details-changed - It is done: the endpoint said so.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read or a change failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart notice - The frame around it.
 * @csspart button - A button.
 *
 * @tag email-confirmation
 */
export class EmailConfirmationElement extends FlowElement {
  static override styles = [...FlowElement.styles, fieldStyles, emailConfirmationStyles];

  #code = '';

  constructor() {
    super();
    void this.localize.load('details').catch(() => undefined);
  }

  /** @internal */
  override get members() {
    return [] as const;
  }

  protected override isOwn({kind, purpose}: StandingWrite): boolean {
    return kind === 'confirm_email' || !!purpose?.startsWith('email:');
  }

  protected override get doneText(): string {
    const {purpose} = this.writing.write ?? {};
    return purpose === ('email:send' satisfies Purpose) ? this.localize.term('codeSent') : '';
  }

  /** Confirms with what was typed. Has no effect while a change is on its way. */
  confirm(): void {
    const code = this.#code.trim();
    const confirmEmail = this.portal?.answer?.customer.pendingEmail;
    if (!code || !confirmEmail) return this.#focusCode();
    beginDetails(this.writing, {
      kind: 'confirm_email',
      purpose: code,
      change: {confirmEmail},
      send: (requests, key) => requests.confirmEmail({code}, key),
    });
  }

  #change(email: string, purpose: Purpose): void {
    beginDetails(this.writing, {
      kind: 'change_customer',
      purpose,
      change: {customer: {email}},
      send: (requests, key) => requests.changeCustomer({email}, key),
    });
  }

  #focusCode(): void {
    this.renderRoot.querySelector<HTMLElement>('#code')?.focus();
  }

  protected override renderContent(): unknown {
    const {localize, portal} = this;
    const {email: old, pendingEmail: email} = portal?.answer?.customer ?? {};
    const {write} = this.writing;
    if (!email || !localize.term('confirmTitle', {email: ''})) return nothing;
    return html`${renderNotice({
        icon: 'clock',
        tone: 'info',
        title: localize.term('confirmTitle', {email}),
        text: localize.term('confirmText', {old: old ?? ''}),
        action: this.#renderForm(write, email, old ?? ''),
      })}
      <p class="spoken" role="status">${toAnnouncement(localize, write, this.doneText)}</p>`;
  }

  #renderForm(write: StandingWrite | undefined, email: string, old: string): unknown {
    const {localize} = this;
    const reason = findRefusedField(write)?.reason ?? '';
    const error = refusals[reason];
    const isBusy = write?.isBusy === true;
    const isConfirming = isBusy && write.kind === 'confirm_email';
    const isDone = write?.phase === 'done';
    return html`<div class="form" @keydown=${this.#handleKey}>
      ${renderField({
        id: 'code',
        label: localize.term('emailCode'),
        value: this.#code,
        dir: 'ltr',
        autocomplete: 'one-time-code',
        hint: localize.term(isDone ? 'codeSent' : 'codeHint'),
        error: error && localize.term(error as 'wrongCode'),
        onInput: (code) => (this.#code = code),
      })}
      ${write && !error && !isDone ? this.renderProgress(write) : nothing}
      <div class="foot">
        ${renderWorkingButton({
          label: localize.term(isConfirming ? 'confirmingEmail' : 'confirmEmail'),
          variant: 'primary',
          busy: isConfirming,
          onClick: () => this.confirm(),
        })}
        ${this.#renderOther('sendCode', email, 'email:send')}
        ${old ? this.#renderOther('keepOld', old, 'email:keep') : nothing}
      </div>
    </div>`;
  }

  #renderOther(label: 'sendCode' | 'keepOld', email: string, purpose: Purpose): unknown {
    const {write} = this.writing;
    return renderWorkingButton({
      label: this.localize.term(label),
      variant: 'quiet',
      busy: write?.isBusy === true && write.purpose === purpose,
      onClick: () => this.#change(email, purpose),
    });
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.isComposing) this.confirm();
  };
}
