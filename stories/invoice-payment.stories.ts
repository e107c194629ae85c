import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/invoice-payment/invoice-payment.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/invoice-payment', component: 'invoice-payment'} satisfies Meta;

/** The payment of an invoice; of the one that is past due where no other is named. */
const payment =
  (invoiceId = 'in_lf2038') =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<invoice-payment
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      invoice-id=${invoiceId}
      @billing-redirect=${(event: Event) => event.preventDefault()}
    ></invoice-payment>`;

const scenario = 'past_due';
const pay = '.primary.large';

export const Due = inSandbox({scenario, play: shows(pay)}, payment());
export const Paying = inSandbox(
  {scenario, prepare: ({sandbox}) => sandbox.delay('payInvoice', 60_000), play: shows(pay, '[aria-busy]')},
  payment(),
);
export const Paid = inSandbox({scenario, play: shows(pay, '.done')}, payment());
export const Declined = inSandbox(
  {scenario, prepare: ({sandbox}) => sandbox.nextPayment('declined'), play: shows(pay, '.notice.danger')},
  payment(),
);
export const BankAsks = inSandbox(
  {scenario, prepare: ({sandbox}) => sandbox.nextPayment('challenge'), play: shows(pay, '.bank .primary')},
  payment(),
);
export const BankRefused = inSandbox(
  {
    scenario,
    prepare: ({sandbox}) => sandbox.nextPayment('challenge'),
    play: shows(pay, '.answers .button:last-child', '.notice.danger'),
  },
  payment(),
);
export const BankOnAPageOfItsOwn = inSandbox(
  {
    scenario,
    prepare({sandbox}) {
      sandbox.nextPayment('challenge');
      sandbox.challengeBy('redirect');
    },
    play: shows(pay, '.notice.info'),
  },
  payment(),
);
export const BeingChecked = inSandbox(
  {
    scenario,
    prepare({sandbox}) {
      sandbox.forgetKeys(true);
      sandbox.loseAnswer('payInvoice');
    },
    play: shows(pay, '.notice'),
  },
  payment(),
);
export const NotReached = inSandbox({scenario, cut: '/pay', play: shows(pay, '.notice.warning')}, payment());
export const TooManyRequests = inSandbox(
  {scenario, prepare: ({sandbox}) => sandbox.rateLimit('payInvoice', 60), play: shows(pay, '.notice.danger')},
  payment(),
);
export const PaidAlready = inSandbox({play: shows('.body .muted')}, payment());
export const Overdue = inSandbox({scenario: 'open_invoice', play: shows(pay)}, payment('in_lf1921'));
export const LongNames = inSandbox({scenario: 'long_names', play: shows('.body .muted')}, payment());
export const Unknown = inSandbox({scenario, play: shows('[part~="failed"]')}, payment('in_none'));
