import {css, html, nothing, type CSSResult, type TemplateResult} from 'lit';
import type {PortalAnswer} from '../../contract/portal.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderIcon} from '../../ui/icon.js';
import {toStateName} from '../../ui/state-name.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import type {InvoiceFiles} from './invoice-files.js';
import type {InvoiceFilter, InvoicePages} from './invoice-pages.js';

/** What the tools above a list work on. */
export interface Tools {
  localize: LocalizeController;
  pages: InvoicePages;
  files: InvoiceFiles;
  chosen: ReadonlySet<string>;
  answer: PortalAnswer | undefined;
  find(filter: InvoiceFilter): void;
}

/** The states that are asked for by name; a draft is nothing that a customer looks for. */
const statuses = ['open', 'overdue', 'paid', 'pending', 'void', 'uncollectible', 'refunded', 'partially_refunded'];
/** How many years back are offered. */
const years = 10;

/** Search, filters and downloads, above a list. */
export function renderTools(tools: Tools): TemplateResult {
  const {localize, pages, answer, files} = tools;
  const {filter} = pages;
  const set = (patch: InvoiceFilter): void => tools.find({...filter, ...patch});
  const look = ({target}: Event): (() => void) => {
    const field = target as HTMLInputElement;
    return () => set({query: field.value.trim().slice(0, 200) || undefined});
  };
  const subscriptions = answer?.subscriptions ?? [];
  const thisYear = Number(answer?.asOf.slice(0, 4));
  return html`<div class="tools" role="search" aria-label=${localize.term('findInvoices')}>
      <input
        type="search"
        class="field"
        maxlength="200"
        aria-label=${localize.term('findInvoices')}
        placeholder=${localize.term('numberOrPlan')}
        .value=${filter.query ?? ''}
        @input=${(event: Event) => pages.wait(look(event))}
        @change=${(event: Event) => look(event)()}
      />
      ${renderSelect(
        localize.term('period'),
        filter.from?.slice(0, 4) ?? '',
        [
          ['', localize.term('anyTime')],
          ...Array.from({length: years}, (_, back): [string, string] => {
            const year = String(thisYear - back);
            return [year, toYear(localize, year)];
          }),
        ],
        (year) => set({from: year ? `${year}-01-01` : undefined, to: year ? `${year}-12-31` : undefined}),
      )}
      ${renderSelect(
        localize.term('status'),
        filter.status ?? '',
        [
          ['', localize.term('anyStatus')],
          ...statuses.map((status): [string, string] => [
            status,
            status === 'partially_refunded' ? localize.term('refundedInPart') : toStateName(localize, status),
          ]),
        ],
        (status) => set({status: (status || undefined) as InvoiceFilter['status']}),
      )}
      ${
        subscriptions.length > 1
          ? renderSelect(
              localize.term('subscription'),
              filter.subscriptionId ?? '',
              [
                ['', localize.term('anySubscription')],
                ...subscriptions.map(({id, name}): [string, string] => [id, name]),
              ],
              (id) => set({subscriptionId: id || undefined}),
            )
          : nothing
      }
      ${renderDownloads(tools)}
    </div>
    <div class="files">${files.renderStates()}</div>`;
}

/** A year as the language writes it, without the marks of a number. */
function toYear({locale}: LocalizeController, year: string): string {
  return new Intl.DateTimeFormat(locale, {year: 'numeric', timeZone: 'UTC'}).format(new Date(`${year}-07-01`));
}

function renderSelect(
  label: string,
  value: string,
  options: readonly (readonly [value: string, text: string])[],
  choose: (value: string) => void,
): TemplateResult {
  return html`<span class="select">
    <select
      class="button"
      aria-label=${label}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${options.map(([id, text]) => html`<option value=${id} .selected=${id === value}>${text}</option>`)}
    </select>
  </span>`;
}

function renderDownloads({localize, files, pages, chosen}: Tools): TemplateResult {
  const {may} = files;
  const count = chosen.size;
  const what = count > 0 ? localize.term('shownInvoices', {count}) : localize.term('allFound');
  const render = (format: 'csv' | 'zip', label: string): TemplateResult =>
    renderWorkingButton({
      label,
      name: localize.term('joined', {first: label, second: what}),
      ...(format === 'zip' && {icon: renderIcon('download')}),
      busy: files.isBusy(format),
      onClick: () => void files.saveMany(format, pages.filter, chosen),
    });
  const zip = count > 0 ? localize.term('someAsZip', {count}) : localize.term('allAsZip');
  return html`<span class="downloads"
    >${may.csv ? render('csv', localize.term('csv')) : nothing}${may.zip ? render('zip', zip) : nothing}</span
  >`;
}

export const toolStyles: CSSResult = css`
  .tools,
  .downloads,
  .file {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .tools {
    margin-block-end: 20px;
  }
  .field {
    flex: 1 1 200px;
    max-width: 320px;
    min-width: 0;
    min-height: var(--billing-field-height, var(--_control));
    padding: 4px 12px;
    border: 1px solid var(--billing-field-border-color, color-mix(in oklab, var(--_text) 45%, var(--_surface)));
    border-radius: var(--billing-field-radius, var(--_radius));
    background: var(--billing-field-background, var(--_surface));
    color: inherit;
    font: inherit;
    &::placeholder {
      color: var(--_muted);
      opacity: 1;
    }
  }
  .select {
    position: relative;
    min-width: 0;
    & select {
      appearance: none;
      width: 100%;
      padding-inline-end: 32px;
      text-overflow: ellipsis;
    }
    & option {
      background: Canvas;
      color: CanvasText;
    }
    &::after {
      content: '';
      position: absolute;
      inset-block-start: calc(50% - 5px);
      inset-inline-end: 14px;
      width: 6px;
      height: 6px;
      border: solid;
      border-width: 0 1.5px 1.5px 0;
      rotate: 45deg;
      pointer-events: none;
    }
  }
  .downloads {
    flex-wrap: nowrap;
    margin-inline-start: auto;
  }
  .file {
    margin-block-end: 12px;
  }
  .file a {
    color: var(--_accent-text);
  }
  @container billing (width < 640px) {
    .tools {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    .tools > .field,
    .downloads {
      grid-column: 1 / -1;
      max-width: none;
      margin: 0;
    }
    .downloads .button {
      flex: 1 0 0;
    }
  }
  @media print {
    .tools,
    .files {
      display: none;
    }
  }
`;
