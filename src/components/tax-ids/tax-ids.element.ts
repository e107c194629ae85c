import {html, nothing, type TemplateResult} from 'lit';
import type {TaxId} from '../../contract/customer.js';
import {taxIdTypes, toPlainTaxId} from '../../contract/tax-id-types.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {fieldStyles} from '../../styles/field.styles.js';
import {renderField, renderSelect} from '../../ui/field.js';
import {renderTaxIdStatus, taxIdStyles, toTaxIdText} from '../../ui/tax-id.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {toCountryName} from '../billing-details/address-text.js';
import {beginDetails, findRefusedField} from '../billing-details/details-write.js';
import {FlowElement} from '../flow/flow-element.js';
import {toAnnouncement} from '../flow/outcome.js';
import {taxIdsStyles} from './tax-ids.styles.js';

/**
 * @summary Lists the tax ids that stand on invoices with what their registers say, adds and removes them.
 *
 * @fires {BillingDetailsChangeRequestEvent} billing-details-change-request - Before one is added or removed; cancelable.
 * @fires {BillingDetailsChangedEvent} billing-details-changed - It is done: the endpoint said so.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read or a change failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The heading.
 * @csspart panel - The frame around the list.
 * @csspart notice - What came of a change that is not done.
 * @csspart button - A button.
 *
 * @tag tax-ids
 */
export class TaxIdsElement extends FlowElement {
  static override styles = [...FlowElement.styles, fieldStyles, taxIdStyles, taxIdsStyles];

  #country: string | undefined;
  #value = '';
  /** What is said of the field before it is sent. */
  #isMissing = false;
  /** The number that the write is about, as it is said. */
  #about = '';

  constructor() {
    super();
    void this.localize.load('details').catch(() => undefined);
  }

  /** @internal */
  override get members() {
    return [] as const;
  }

  protected override isOwn({kind}: StandingWrite): boolean {
    return kind === 'add_tax_id' || kind === 'remove_tax_id';
  }

  protected override get doneText(): string {
    const {kind} = this.writing.write ?? {};
    return this.localize.term(kind === 'remove_tax_id' ? 'taxIdRemoved' : 'taxIdAdded', {value: this.#about});
  }

  get #chosen(): string {
    const home = this.portal?.answer?.customer.address?.country ?? '';
    return this.#country ?? (taxIdTypes.has(home) ? home : (this.#countries[0]?.[0] ?? ''));
  }

  /** Those that have a tax id, by name. */
  get #countries(): (readonly [code: string, name: string])[] {
    const {locale} = this.localize;
    const named = [...taxIdTypes.keys()].map((code) => [code, toCountryName(locale, code)] as const);
    return named.sort(([, one], [, other]) => one.localeCompare(other, locale));
  }

  /** Adds what was typed. Has no effect while a change is on its way. */
  addTaxId(): void {
    const country = this.#chosen;
    const {type = ''} = taxIdTypes.get(country) ?? {};
    const value = withCountry(toPlainTaxId(this.#value), type, country);
    this.#isMissing = !this.#value.trim();
    this.requestUpdate();
    if (this.#isMissing) return this.#focus('#value');
    const input = {type, value};
    const typed = this.#value;
    const write = beginDetails(this.writing, {
      kind: 'add_tax_id',
      purpose: `${type} ${value}`,
      change: {addTaxId: input},
      send: (requests, key) => requests.addTaxId(input, key),
    });
    if (write) this.#about = toTaxIdText(input);
    void write?.settled.then(() => {
      // What was typed since stays.
      if (write.phase === 'done' && this.#value === typed) this.#value = '';
      this.requestUpdate();
      // What was refused is put right where it was typed.
      void this.updateComplete.then(() => findRefusedField(write) && this.#focus('#value'));
    });
  }

  /** Removes one. Has no effect while a change is on its way. */
  removeTaxId(taxId: TaxId): void {
    const write = beginDetails(this.writing, {
      kind: 'remove_tax_id',
      purpose: taxId.id,
      change: {removeTaxId: taxId.id},
      send: (requests, key) => requests.removeTaxId(taxId.id, key),
    });
    if (write) this.#about = toTaxIdText(taxId);
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override renderContent(): unknown {
    const {localize, portal} = this;
    const {customer, session, configuration} = portal?.answer ?? {};
    const title = localize.term('taxIds');
    if (!customer || !title) return this.renderWaiting();
    const mayWrite =
      !!session?.scopes.includes('customer:write') &&
      !!configuration?.features.billingInformation.allowedUpdates.includes('tax_ids');
    const taxIds = customer.taxIds ?? [];
    if (!mayWrite && taxIds.length === 0) return nothing;
    return html`<section class="flow" aria-labelledby="heading">
      <div class="head"><h2 id="heading" part="heading" tabindex="-1">${title}</h2></div>
      <div class="panel" part="panel">
        ${
          taxIds.length > 0
            ? html`<ul>
                ${taxIds.map((taxId) => this.#renderRow(taxId, mayWrite))}
              </ul>`
            : nothing
        }
        ${mayWrite ? this.#renderAdd(this.writing.write) : nothing}
      </div>
      <p class="spoken" role="status">${toAnnouncement(localize, this.writing.write, this.doneText)}</p>
    </section>`;
  }

  #renderRow(taxId: TaxId, mayWrite: boolean): TemplateResult {
    const {localize, writing} = this;
    const value = toTaxIdText(taxId);
    const busy = writing.write?.isBusy === true && writing.write.purpose === taxId.id;
    return html`<li>
      <span class="number"><bdi>${value}</bdi></span>
      ${renderTaxIdStatus(localize, taxId)}
      ${
        mayWrite
          ? renderWorkingButton({
              label: localize.term(busy ? 'removingTaxId' : 'removeTaxId'),
              name: localize.term('removeTaxIdNamed', {value}),
              variant: 'small',
              busy,
              onClick: () => this.removeTaxId(taxId),
            })
          : nothing
      }
      ${mayWrite && taxId.verification === 'unverified' ? html`<p class="note muted">${localize.term('unverifiedText')}</p>` : nothing}
    </li>`;
  }

  #renderAdd(write: StandingWrite | undefined): TemplateResult {
    const {localize} = this;
    const country = this.#chosen;
    const error = this.#findError(write, country);
    const busy = write?.isBusy === true && write.kind === 'add_tax_id';
    const isElsewhere = write && !error && write.phase !== 'done';
    return html`<div class="body" @keydown=${this.#handleKey}>
      <div class="add">
        ${renderSelect(
          {
            id: 'country',
            label: localize.term('addressCountry'),
            value: country,
            onInput: (code) => {
              this.#country = code;
              this.#forget();
            },
          },
          this.#countries,
        )}
        ${renderField({
          id: 'value',
          label: localize.term('taxId'),
          value: this.#value,
          dir: 'ltr',
          hint: localize.term('taxIdExample', {example: taxIdTypes.get(country)?.example ?? ''}),
          error,
          onInput: (value) => {
            this.#value = value;
            if (error) this.#forget();
          },
        })}
      </div>
      ${isElsewhere ? this.renderProgress(write) : nothing}
      ${this.isHeldUp ? html`<p class="muted">${localize.term('heldUp')}</p>` : nothing}
      <div class="foot">
        ${renderWorkingButton({
          label: localize.term(busy ? 'addingTaxId' : 'addTaxId'),
          busy,
          onClick: () => this.addTaxId(),
        })}
      </div>
      ${write?.phase === 'done' && this.#about ? html`<p id="done" class="status success" tabindex="-1">${this.doneText}</p>` : nothing}
    </div>`;
  }

  #findError(write: StandingWrite | undefined, country: string): string | undefined {
    const {localize} = this;
    if (this.#isMissing) return localize.term('missingField');
    if (write?.kind !== 'add_tax_id') return undefined;
    const refused = findRefusedField(write);
    if (refused?.reason === 'already_there') return localize.term('alreadyThere');
    return refused && localize.term('taxIdForm', {country: toCountryName(localize.locale, country)});
  }

  /** What was wrong is being put right. */
  #forget(): void {
    this.#isMissing = false;
    this.writing.write?.drop();
    this.requestUpdate();
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.isComposing) this.addTaxId();
  };
}

/** A European number begins with its country, which many leave out. */
function withCountry(value: string, type: string, country: string): string {
  const prefix = country === 'GR' ? 'EL' : country;
  return type === 'eu_vat' && !value.startsWith(prefix) ? prefix + value : value;
}
