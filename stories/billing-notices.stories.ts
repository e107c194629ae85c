import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/billing-notices/billing-notices.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/billing-notices', component: 'billing-notices'} satisfies Meta;

const notices = ({endpoint, token, fetch}: Place): TemplateResult =>
  html`<billing-notices endpoint=${endpoint} session-token=${token} .fetch=${fetch}></billing-notices>`;

const scenario = 'past_due';
const pay = '.notice .primary';

export const PaymentFailed = inSandbox({scenario, play: shows(pay)}, notices);
export const Paying = inSandbox(
  {scenario, prepare: ({sandbox}) => sandbox.delay('payInvoice', 60_000), play: shows(pay, '[aria-busy]')},
  notices,
);
export const Paid = inSandbox({scenario, play: shows(pay, '.notice.success')}, notices);
export const Declined = inSandbox(
  {
    scenario,
    prepare: ({sandbox}) => sandbox.nextPayment('declined'),
    play: shows(pay, '.flow .notice.danger'),
  },
  notices,
);
export const CardExpires = inSandbox({play: shows('.notice.warning')}, notices);
export const ForAViewer = inSandbox({scenario, session: {role: 'viewer'}, play: shows('.notice')}, notices);
export const LongNames = inSandbox({scenario: 'long_names', play: shows('.notice')}, notices);
export const KuwaitiDinar = inSandbox({scenario: 'kuwait', play: shows('.notice')}, notices);
export const CardHasExpired = inSandbox({scenario: 'expired_card', play: shows('.notice.danger')}, notices);
export const TrialEndsWithoutCard = inSandbox(
  {scenario: 'trial_without_card', play: shows('.notice.warning')},
  notices,
);
export const TrialEnds = inSandbox(
  {scenario: 'trialing', prepare: ({sandbox}) => sandbox.advanceBy({days: 3}), play: shows('.notice.info')},
  notices,
);
export const PlanChanges = inSandbox(
  {scenario: 'change_pending', prepare: ({sandbox}) => sandbox.advanceBy({days: 5}), play: shows('.notice.info')},
  notices,
);
export const ContractEnds = inSandbox({scenario: 'contract_ends', play: shows('.notice.info')}, notices);
export const ContractRenews = inSandbox(
  {scenario: 'committed', prepare: ({sandbox}) => sandbox.advanceBy({days: 20}), play: shows('.notice.info')},
  notices,
);
