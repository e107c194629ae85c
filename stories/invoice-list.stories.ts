import type {Meta} from '@storybook/web-components-vite';
import {html, nothing, type TemplateResult} from 'lit';
import '../src/components/invoice-list/invoice-list.js';
import {inSandbox, type Place, type PlaceOptions} from './support/in-sandbox.js';
import {ended, failing, loading, offline} from './support/situations.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/invoice-list', component: 'invoice-list'} satisfies Meta;

/** The list, short, in a language or at an invoice where that is given. */
const list =
  ({limit, invoice, locale}: {limit?: number; invoice?: string; locale?: string} = {}) =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<invoice-list
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      limit=${limit ?? 0}
      invoice-id=${invoice ?? nothing}
      locale=${locale ?? nothing}
    ></invoice-list>`;

const play = shows('.list [part~="row"] button');
const failed = shows('[part~="failed"]');

export const Paid = inSandbox({play}, list());
export const TheNewestThree = inSandbox({play}, list({limit: 3}));
export const NoInvoices = inSandbox({scenario: 'trialing', play: shows('[part~="empty"]')}, list());
export const KuwaitiDinarInArabic = inSandbox({scenario: 'kuwait', play}, list({locale: 'ar-KW'}));
export const JapaneseYen = inSandbox({scenario: 'yen', play}, list());
export const Forint = inSandbox({scenario: 'forint', play}, list());
export const LongNames = inSandbox({scenario: 'long_names', play}, list());
export const OpenAndOverdueInvoices = inSandbox({scenario: 'open_invoice', play}, list());
export const UnknownValues = inSandbox({scenario: 'unknown_values', play}, list());
export const Loading = inSandbox(loading, list());
export const InvoicesFailed = inSandbox({...failing('listInvoices'), play: failed}, list());
export const EverythingFailed = inSandbox({...failing(), play: failed}, list());
export const Offline = inSandbox({...offline, play: failed}, list());
export const SessionEnded = inSandbox({...ended, play: shows('.notice')}, list());
export const SessionEndedWithAWayToReopen = inSandbox(
  {...ended, play: shows('.notice button')},
  ({endpoint, fetch, fetchSession}) =>
    html`<invoice-list endpoint=${endpoint} .fetch=${fetch} .fetchSession=${fetchSession}></invoice-list>`,
);
export const ManyInvoices = inSandbox({scenario: 'many_invoices', play: shows('.foot button')}, list());
export const ManyInvoicesAfterShowMore = inSandbox(
  {scenario: 'many_invoices', play: shows('.foot button', '.window.long')},
  list(),
);
export const MoreFailed = inSandbox(
  {
    scenario: 'many_invoices',
    async play(context) {
      await shows('.foot button')(context);
      (context.loaded['place'] as Place).sandbox.fail('listInvoices', 'provider_unavailable');
      await shows('.foot button', '.foot .danger')(context);
    },
  },
  list(),
);
/** Sets a field of the tools above the list, and waits for something. */
const sets =
  (field: string, value: string, wanted: string): NonNullable<PlaceOptions['play']> =>
  async (context) => {
    await shows('.tools')(context);
    const root = context.canvasElement.querySelector('invoice-list')?.shadowRoot;
    const control = root?.querySelector<HTMLInputElement | HTMLSelectElement>(field);
    if (control) control.value = value;
    control?.dispatchEvent(new Event('change', {bubbles: true}));
    await shows(wanted)(context);
  };

export const Filtered = inSandbox(
  {scenario: 'open_invoice', play: sets('[aria-label="Status"]', 'paid', '[part~="row"]:nth-child(3):last-child')},
  list(),
);
export const NoInvoicesMatch = inSandbox({play: sets('.field', 'nothing like it', '.nothing')}, list());
export const TwoChosen = inSandbox(
  {play: shows('tr:nth-child(2) .pick input', 'tr:nth-child(3) .pick input', '.downloads .button')},
  list(),
);
export const SeveralSubscriptions = inSandbox({scenario: 'several', play: shows('.select:nth-of-type(3)')}, list());
export const DownloadsSwitchedOff = inSandbox(
  {session: {features: {invoices: {download: false, export: false}}}, play},
  list(),
);
export const DownloadUnderWay = inSandbox(
  {
    async play(context) {
      await shows('.tools')(context);
      (context.loaded['place'] as Place).sandbox.delay('readInvoice', 60_000);
      await shows('.get', '.get .spinner')(context);
    },
  },
  list(),
);
export const DownloadFailed = inSandbox(
  {
    async play(context) {
      await shows('.tools')(context);
      (context.loaded['place'] as Place).sandbox.fail('readInvoice', 'provider_misconfigured');
      await shows('.get', '.file .danger')(context);
    },
  },
  list(),
);
export const TooManyForOneFile = inSandbox(
  {scenario: 'many_invoices', play: shows('.downloads .button + .button', '.file .danger')},
  list(),
);
export const InvoiceOpen = inSandbox({play: shows('article')}, list({invoice: 'in_lf2038'}));
export const InvoiceWithRefund = inSandbox({play: shows('article')}, list({invoice: 'in_lf1846'}));
export const InvoiceOverdue = inSandbox(
  {scenario: 'open_invoice', play: shows('article')},
  list({invoice: 'in_lf1921'}),
);
export const InvoicePdfFailed = inSandbox(
  {
    async play(context) {
      await shows('article')(context);
      (context.loaded['place'] as Place).sandbox.fail('readInvoice', 'provider_misconfigured');
      await shows('.acts .button[aria-label]', '.file .danger')(context);
    },
  },
  list({invoice: 'in_lf2038'}),
);
export const InvoiceWithLongNames = inSandbox(
  {scenario: 'long_names', play: shows('article')},
  list({invoice: 'in_lf2038'}),
);
export const InvoiceLoading = inSandbox(
  {prepare: ({sandbox}) => sandbox.delay('readInvoice', 60_000), play: shows('.waiting')},
  list({invoice: 'in_lf2038'}),
);
export const InvoiceUnknown = inSandbox({play: failed}, list({invoice: 'in_none'}));
export const SectionOff = inSandbox({session: {features: {invoices: {view: false}}}}, list());
