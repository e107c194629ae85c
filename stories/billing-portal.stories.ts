import type {Meta} from '@storybook/web-components-vite';
import {html, nothing, type TemplateResult} from 'lit';
import {loadWhenNeeded} from '../src/components/autoload.js';
import '../src/components/billing-portal/billing-portal.js';
import type {ConfigurationInput} from '../src/contract/configuration.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {ended, failing, loading, offline} from './support/situations.js';
import {shows} from './support/shown.js';

// The opener of a dialog.
loadWhenNeeded();

export default {title: 'Elements/billing-portal', component: 'billing-portal'} satisfies Meta;

/** The portal, at a view, in a language or as a page where one is given. */
const portal =
  ({view, locale, display}: {view?: string; locale?: string; display?: string} = {}) =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<billing-portal
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      view=${view ?? 'overview'}
      display=${display ?? nothing}
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
export const PastDue = inSandbox({scenario: 'past_due', play: shows('.notice')}, portal());
export const CancelsSoon = inSandbox({scenario: 'cancels_soon', play: shows('.actions button')}, portal());
export const ChangePending = inSandbox({scenario: 'change_pending', play: shows('.new')}, portal());
export const Paused = inSandbox({scenario: 'paused', play: shows('.off')}, portal());
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
  {scenario: 'many_invoices', play: shows('.foot button', '[aria-rowindex="21"], [aria-rowcount="42"]')},
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
export const PastDueForAViewer = inSandbox(
  {scenario: 'past_due', session: {role: 'viewer'}, play: shows('.notice')},
  portal(),
);
export const PayingAnInvoice = inSandbox(
  {scenario: 'open_invoice', play: shows('.act button', '.flow .primary')},
  portal(),
);
export const Canceling = inSandbox({play: shows('.actions button + button', '.flow .danger')}, portal());
export const KeepingWhatWasCanceled = inSandbox(
  {scenario: 'cancels_soon', play: shows('.actions button', '.flow .primary')},
  portal(),
);
export const ReplacingACard = inSandbox({play: shows('.notice button', '.flow .primary')}, portal());

/** Another merchant's: tokens, words, a page to go back to. */
const kilnhouse: ConfigurationInput = {
  brand: {
    name: 'Kilnhouse',
    logo: 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"%3E%3Crect width="28" height="28" rx="6" fill="%23b4532a"/%3E%3Cpath d="M8 21v-7a6 6 0 0 1 12 0v7z" fill="%23fff"/%3E%3C/svg%3E',
    tokens: {
      '--billing-color-accent': '#b4532a',
      '--billing-color-surface': 'light-dark(#fffaf3, #221c17)',
      '--billing-color-text': 'light-dark(#2b1d12, #f4e9dd)',
      '--billing-radius': '14px',
      '--billing-density': '1.05',
      '--billing-font-family': 'Karla, "Trebuchet MS", sans-serif',
      '--billing-heading-font-family': 'Vollkorn, Georgia, serif',
    },
  },
  copy: {
    footer: 'Kilnhouse Software, 12 Quay Street, Bristol',
    termsUrl: 'https://kilnhouse.example.com/terms',
    privacyUrl: 'https://kilnhouse.example.com/privacy',
    messages: {en: {currentPlan: 'Membership'}},
  },
  returnUrl: 'https://billing.example.com/settings',
};
const branded = {configurations: kilnhouse, play};

export const German = inSandbox({play}, portal({locale: 'de'}));
export const Japanese = inSandbox({scenario: 'yen', play}, portal({locale: 'ja'}));
export const PageOfItsOwn = inSandbox({play}, portal({display: 'page'}));
export const WhiteLabelPage = inSandbox(branded, portal({display: 'page'}));
export const WhiteLabelPageInArabic = inSandbox(branded, portal({display: 'page', locale: 'ar'}));
export const SignedOut = inSandbox(
  {...branded, play: shows('.ways .button', '.root > .notice')},
  portal({display: 'page'}),
);
export const Dialog = inSandbox(
  {play: shows('[data-billing-open]', '.panel:not([aria-hidden])')},
  ({endpoint, token, fetch}) =>
    html`<button type="button" data-billing-open="billing">Manage billing</button>
      <billing-portal
        id="billing"
        display="dialog"
        endpoint=${endpoint}
        session-token=${token}
        .fetch=${fetch}
      ></billing-portal>`,
);
export const ReadOnly = inSandbox({session: {readOnly: true}, play}, portal());
export const BackLink = inSandbox({configurations: {returnUrl: 'https://billing.example.com/'}, play}, portal());
export const PaymentMethodsAlone = inSandbox({play}, portal({view: 'payment-methods'}));
export const SectionSwitchedOff = inSandbox(
  {configurations: {features: {paymentMethods: {view: false}}}, play: shows('[part~="empty"]')},
  portal({view: 'payment-methods'}),
);
export const SessionForInvoicesAlone = inSandbox({session: {section: 'invoices'}, play}, portal());
