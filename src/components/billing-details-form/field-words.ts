import {html, type TemplateResult} from 'lit';
import type {AddressField} from '../../contract/address-rules.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {MessageId} from '../../localize/messages.js';
import {renderNotice} from '../../ui/notice.js';
import {toAddressError, toAddressLabel} from './address-fields.js';
import type {Draft, Faults, FieldName, Place, Reason} from './details-draft.js';

/** What the fields of the form are called, and what is said of those that are wrong. */

const labels: Record<string, MessageId> = {name: 'companyOrName', email: 'invoicesGoTo', phone: 'phoneNumber'};

const errors: Record<string, MessageId> = {missing: 'missingField', email_not_sent: 'emailNotSent'};

/** A part of an address with its country; undefined for any other field. */
function toPart(name: FieldName, {texts}: Draft): {member: AddressField; country: string} | undefined {
  const [place, member] = name.split('.') as [Place, AddressField?];
  return member && {member, country: texts[`${place}.country`] ?? ''};
}

/** What a field is called. */
export function toFieldLabel(localize: LocalizeController, draft: Draft, name: FieldName): string {
  const part = toPart(name, draft);
  return part
    ? toAddressLabel(localize, part.member, part.country)
    : localize.term((labels[name] ?? 'payerName') as 'payerName');
}

/** What is wrong with a field. */
export function toFieldError(localize: LocalizeController, draft: Draft, name: FieldName, reason: Reason): string {
  const part = toPart(name, draft);
  if (part) return toAddressError(localize, part.member, reason, part.country);
  const format = name === 'email' ? 'emailForm' : 'phoneForm';
  return localize.term((reason === 'format' ? format : (errors[reason] ?? 'fieldRefused')) as 'fieldRefused');
}

/** What is wrong, once above all, with a way to each field. */
export function renderSummary(
  localize: LocalizeController,
  draft: Draft,
  faults: Faults,
  goTo: (name: FieldName) => void,
): TemplateResult {
  const names = Object.keys(faults) as FieldName[];
  const links = names.map(
    (name) =>
      html`<button type="button" class="link" @click=${() => goTo(name)}>
        ${toFieldLabel(localize, draft, name)}
      </button>`,
  );
  return html`<div class="summary">
    ${renderNotice({
      icon: 'alert',
      tone: 'danger',
      title: localize.term('needChange', {count: names.length}),
      text: html`<span class="links">${links}</span>`,
    })}
  </div>`;
}
