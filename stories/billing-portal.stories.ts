import type {Meta} from '@storybook/web-components-vite';
import {html, nothing, type TemplateResult} from 'lit';
import '../src/components/billing-portal/billing-portal.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {ended, failing, loading, offline} from './support/situations.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/billing-portal', component: 'billing-portal'} satisfies Meta;

/** The portal, at a view or in a language where one is given. */
const portal =
  ({view, locale}: {view?: string; locale?: string} = {}) =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<billing-portal
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      view=${view ?? 'overview'}
      locale=${locale ?? nothing}
    ></billing-portal>`;

const play = shows('.panel:not([aria-hidden])');
const failed = shows('[part~="failed"]');
const row = '.list [part~="row"] button';

export const Active = inSandbox({play}, portal());
export const Yearly = inSandbox({scenario: 'yearly', play}, portal());
export const Trialing = inSandbox({scenario: 'trialing', play}, portal());
export const SeveralSubscriptions = inSandbox({scenario: 'several', play}, portal());
export const NoSubscription = inSandbox({scenario: 'no_subscription', play: shows('[part~="empty"]')}, portal());
export const KuwaitiDinarInArabic = inSandbox({scenario: 'kuwait', play}, portal({locale: 'ar-KW'}));
export const JapaneseYen = inSandbox({scenario: 'yen', play}, portal());
export const Forint = inSandbox({scenario: 'forint', play}, portal());
export const LongNames = inSandbox({scenario: 'long_names', play}, portal());
export const OpenAndOverdueInvoices = inSandbox({scenario: 'open_invoice', play}, portal());
export const UnknownValues = inSandbox({scenario: 'unknown_values', play}, portal());
export const Loading = inSandbox(loading, portal());
export const PlanFailed = inSandbox({...failing('listSubscriptions'), play: failed}, portal());
export const InvoicesFailed = inSandbox({...failing('listInvoices'), play: failed}, portal());
export const EverythingFailed = inSandbox({...failing(), play: failed}, portal());
export const Offline = inSandbox({...offline, play: failed}, portal());
export const SessionEnded = inSandbox({...ended, play: shows('.notice')}, portal());
export const SessionEndedWithAWayToReopen = inSandbox(
  {...ended, play: shows('.notice button')},
  ({endpoint, fetch, fetchSession}) =>
    html`<billing-portal endpoint=${endpoint} .fetch=${fetch} .fetchSession=${fetchSession}></billing-portal>`,
);
export const AllInvoices = inSandbox({play: shows(row)}, portal({view: 'invoices'}));
export const ManyInvoicesWithShowMore = inSandbox(
  {scenario: 'many_invoices', play: shows('.foot button', '[part~="row"]:nth-child(40)')},
  portal({view: 'invoices'}),
);
export const InvoiceOpen = inSandbox({play: shows('article')}, portal({view: 'invoices/in_lf2038'}));
export const InvoiceWithRefund = inSandbox({play: shows('article')}, portal({view: 'invoices/in_lf1846'}));
export const InvoiceUnknown = inSandbox({play: failed}, portal({view: 'invoices/in_none'}));
export const InvoicesOff = inSandbox({session: {features: {invoices: {view: false}}}, play}, portal());
export const PlanOff = inSandbox(
  {session: {features: {subscriptions: {view: false}, paymentMethods: {view: false}}}, play},
  portal(),
);
export const WhiteLabel = inSandbox(
  {play},
  (place) =>
    html`<style>
        .brand {
          --billing-color-accent: #b4532a;
          --billing-color-surface: light-dark(#fffaf3, #221c17);
          --billing-color-text: light-dark(#2b1d12, #f4e9dd);
          --billing-radius: 14px;
          --billing-density: 1.05;
          --billing-font-family: Georgia, serif;
          --billing-heading-font-family: 'Trebuchet MS', sans-serif;
        }
      </style>
      <div class="brand">${portal()(place)}</div>`,
);
