import {html, nothing, type TemplateResult} from 'lit';
import type {Customer} from '../../contract/customer.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {fieldStyles} from '../../styles/field.styles.js';
import {links} from '../../styles/link.styles.js';
import {renderField} from '../../ui/field.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {toAddressText} from '../billing-details/address-text.js';
import {beginDetails, findRefusedField} from '../billing-details/details-write.js';
import {FlowElement} from '../flow/flow-element.js';
import {renderDone} from '../flow/outcome.js';
import {renderAddressFields, type FieldsView} from './address-fields.js';
import {billingDetailsFormStyles} from './billing-details-form.styles.js';
import {dropDraft, findDraft, findFaults, toChange, type Draft, type Place, type Faults} from './details-draft.js';
import {renderSummary, toFieldError, toFieldLabel} from './field-words.js';

/**
 * @summary Changes who is billed: name, e-mail, phone and addresses, with the fields that each country has; below it, tax ids.
 *
 * @fires {BillingDetailsChangeRequestEvent} billing-details-change-request - Before details are changed; cancelable.
 * @fires {BillingDetailsChangedEvent} billing-details-changed - They are changed: the endpoint said so.
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over; what was typed is kept.
 * @fires {BillingErrorEvent} billing-error - A read or a change failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The title.
 * @csspart panel - The frame around the form.
 * @csspart notice - What is wrong, or what came of it.
 * @csspart button - A button.
 *
 * @tag billing-details-form
 */
export class BillingDetailsFormElement extends FlowElement {
  static override styles = [...FlowElement.styles, fieldStyles, links, billingDetailsFormStyles];

  #faults: Faults = {};
  #draft: Draft | undefined;
  /** True from the moment it was saved, also while something else is done beside it, until it is left or gone on with. */
  #isSaved = false;

  constructor() {
    super();
    void this.localize.load('details').catch(() => undefined);
  }

  /** @internal */
  override get members() {
    return [] as const;
  }

  protected override isOwn({kind, purpose}: StandingWrite): boolean {
    return kind === 'change_customer' && !purpose?.startsWith('email:');
  }

  protected override get doneText(): string {
    return this.localize.term('detailsSaved');
  }

  get #allowed(): readonly string[] {
    const {configuration} = this.portal?.answer ?? {};
    return (this.#mayWrite && configuration?.features.billingInformation.allowedUpdates) || [];
  }

  get #mayWrite(): boolean {
    return this.portal?.answer?.session.scopes.includes('customer:write') === true;
  }

  /** Saves what was changed. Has no effect while that is on its way. */
  override save(): void {
    const {portal} = this;
    const customer = portal?.answer?.customer;
    if (!customer || !this.#draft || portal.write?.isBusy) return;
    const change = toChange(this.#draft, customer, this.#allowed);
    this.#show(findFaults(change));
    if (Object.keys(this.#faults).length > 0) return;
    if (Object.keys(change).length === 0) return this.discard();
    const write = beginDetails(this.writing, {
      kind: 'change_customer',
      purpose: JSON.stringify(change),
      change: {customer: change},
      send: (requests, key) => requests.changeCustomer(change, key),
    });
    void write?.settled.then(() => {
      const refused = findRefusedField(write);
      this.#isSaved = write.phase === 'done';
      if (this.#isSaved) this.#forget();
      else if (refused) this.#show({[refused.field]: refused.reason});
    });
  }

  /** Throws away what was typed, and leaves. */
  discard(): void {
    this.#forget();
    this.#faults = {};
    this.leave();
    this.requestUpdate();
  }

  protected override leave(): void {
    this.#isSaved = false;
    super.leave();
  }

  #forget(): void {
    if (this.portal) dropDraft(this.portal);
  }

  /** Says what is wrong, and takes the customer to it. */
  #show(faults: Faults): void {
    this.#faults = faults;
    this.requestUpdate();
    if (Object.keys(faults).length > 0) void this.updateComplete.then(() => this.#goTo('.summary h3'));
  }

  #goTo(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override renderContent(): unknown {
    const {localize, portal} = this;
    const {customer, session} = portal?.answer ?? {};
    const {write} = this.writing;
    const title = localize.term('billingInformation');
    if (!portal || !customer || !session || !title) return this.renderFlow({title}, this.renderWaiting());
    if (!session.scopes.includes('customer:read'))
      return this.renderFlow({title}, this.renderTrouble({kind: 'empty', title: 'sectionOff'}));
    this.#draft = findDraft(portal, session.subject, customer);
    const isSaved = this.#isSaved || write?.phase === 'done';
    const panel = isSaved ? this.#renderDone(customer) : this.#renderForm(customer, this.#draft, write);
    return html`${this.renderFlow({title, text: localize.term('detailsText')}, panel)}
      <tax-ids class="below" .portal=${portal} .locale=${this.locale}></tax-ids>`;
  }

  #renderForm(customer: Customer, draft: Draft, write: StandingWrite | undefined): unknown {
    const {localize} = this;
    const view = this.#createView(draft);
    const allowed = this.#allowed;
    const isBusy = write?.isBusy === true || write?.phase === 'unsure';
    const isOther = write && !findRefusedField(write);
    return html`${
        Object.keys(this.#faults).length > 0
          ? renderSummary(localize, draft, this.#faults, (name) => this.#goTo(`[id="${name}"]`))
          : nothing
      }
      <div class="group" ?inert=${isBusy} @keydown=${this.#handleKey}>
        ${this.#renderContact(view, draft, customer, allowed)}
      </div>
      ${this.#renderPlace(view, 'address', customer, isBusy)} ${this.#renderShipping(view, draft, customer, isBusy)}
      ${isOther ? this.renderProgress(write) : nothing}
      ${this.isHeldUp ? html`<p class="muted">${localize.term('heldUp')}</p>` : nothing}
      <div class="foot">${this.#renderFoot(write)}</div>`;
  }

  #renderFoot(write: StandingWrite | undefined): unknown {
    const {localize, back} = this;
    const isSaving = write?.phase === 'working';
    // Nothing to save and nothing to discard: why, and the way back.
    if (!this.#allowed.some((name) => name !== 'tax_ids'))
      return html`${this.#mayWrite ? nothing : html`<p class="note muted">${localize.term('detailsLocked')}</p>`}
      ${back ? renderWorkingButton({label: localize.term('backToBilling'), onClick: () => this.leave()}) : nothing}`;
    return html`${
      write?.phase === 'unsure' || write?.phase === 'checking'
        ? nothing
        : renderWorkingButton({
            label: localize.term(isSaving ? 'saving' : 'saveDetails'),
            variant: 'primary',
            busy: isSaving,
            onClick: () => this.save(),
          })
    }
    ${isSaving ? nothing : renderWorkingButton({label: localize.term('discardChanges'), onClick: () => this.discard()})}`;
  }

  #renderContact(view: FieldsView, draft: Draft, customer: Customer, allowed: readonly string[]): unknown[] {
    const {localize, read, write, findError} = view;
    const fields = [
      {name: 'name', autocomplete: 'billing organization', isWide: true},
      {name: 'email', autocomplete: 'billing email', type: 'email', dir: 'ltr'},
      {name: 'phone', autocomplete: 'billing tel', type: 'tel', dir: 'ltr'},
    ] as const;
    return fields.map((field) => {
      const {name} = field;
      const label = toFieldLabel(localize, draft, name);
      if (!allowed.includes(name)) return this.#renderFact(label, customer[name]);
      return renderField({
        ...field,
        id: name,
        label,
        value: read(name),
        optional: name === 'phone' && localize.term('optionalField'),
        error: findError(name),
        onInput: (text) => write(name, text),
      });
    });
  }

  /** What may not be changed here is shown as it is. */
  #renderFact(term: string, text: string | null): unknown {
    return text
      ? html`<dl class="facts">
          <dt>${term}</dt>
          <dd><bdi>${text}</bdi></dd>
        </dl>`
      : nothing;
  }

  #renderPlace(view: FieldsView, place: Place, customer: Customer, isBusy: boolean): unknown {
    const {localize} = this;
    const term = localize.term(place === 'address' ? 'billingAddress' : 'shippingAddress');
    const found = customer[place];
    const isOpen = this.#allowed.includes(place);
    if (!isOpen && !found) return nothing;
    return html`<div class="group" role="group" aria-label=${term} ?inert=${isBusy} @keydown=${this.#handleKey}>
      ${isOpen && place === 'shipping' ? html`<h3>${term}</h3>` : nothing}
      ${isOpen ? renderAddressFields(view, place) : this.#renderFact(term, found && toAddressText(localize, found))}
    </div>`;
  }

  #renderShipping(view: FieldsView, draft: Draft, customer: Customer, isBusy: boolean): unknown {
    const {localize} = this;
    if (!this.#allowed.includes('shipping')) return this.#renderPlace(view, 'shipping', customer, isBusy);
    const handle = (event: Event): void => {
      draft.isSameShipping = (event.currentTarget as HTMLInputElement).checked;
      this.requestUpdate();
    };
    return html`<div class="group" ?inert=${isBusy}>
        <label class="check wide">
          <input type="checkbox" .checked=${draft.isSameShipping} @change=${handle} />
          ${localize.term('sameShipping')}
        </label>
      </div>
      ${draft.isSameShipping ? nothing : this.#renderPlace(view, 'shipping', customer, isBusy)}`;
  }

  #renderDone({pendingEmail}: Customer): TemplateResult {
    const {localize, back, portal, locale} = this;
    const again = (): void => {
      this.#isSaved = false;
      this.writing.write?.drop();
      this.requestUpdate();
    };
    return renderDone(
      this.doneText,
      localize.term('detailsText'),
      html`${pendingEmail ? html`<email-confirmation .portal=${portal ?? null} .locale=${locale}></email-confirmation>` : nothing}
        <div class="foot">
          ${
            back
              ? renderWorkingButton({label: localize.term('backToBilling'), onClick: () => this.leave()})
              : renderWorkingButton({label: localize.term('editDetails'), onClick: again})
          }
        </div>`,
    );
  }

  #createView(draft: Draft): FieldsView {
    const {localize} = this;
    return {
      localize,
      read: (name) => draft.texts[name] ?? '',
      write: (name, text) => {
        draft.texts[name] = text;
        // Being put right, it is not said to be wrong any more; a refusal of all of it is over, too.
        const {[name]: _, ...others} = this.#faults;
        this.#faults = others;
        if (this.writing.write?.phase === 'refused') this.writing.write.drop();
        this.requestUpdate();
      },
      findError: (name) => {
        const reason = this.#faults[name];
        return reason && toFieldError(localize, draft, name, reason);
      },
    };
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    const {target} = event;
    const isField = target instanceof HTMLInputElement && target.type !== 'checkbox';
    if (event.key === 'Enter' && isField && !event.isComposing) this.save();
  };
}
