import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/payment-method-setup/payment-method-setup.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/payment-method-setup', component: 'payment-method-setup'} satisfies Meta;

/** A card is added, or put in the place of one. */
const setup =
  (replaces = '') =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<payment-method-setup
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      replaces=${replaces}
    ></payment-method-setup>`;

const save = '.foot .primary';
const testCard = '.cards button';

export const Add = inSandbox({play: shows(testCard)}, setup());
export const Replace = inSandbox({play: shows(testCard)}, setup('pm_visa_brightwater'));
export const FilledIn = inSandbox({play: shows(testCard, save)}, setup());
export const Saved = inSandbox({play: shows(testCard, save, '.done')}, setup());
export const Replaced = inSandbox({play: shows(testCard, save, '.done')}, setup('pm_visa_brightwater'));
export const NothingTyped = inSandbox({play: shows(save, '[aria-invalid="true"]')}, setup());
export const NotHandedOver = inSandbox({cut: '/step', play: shows(testCard, save, '.status.danger')}, setup());
export const NotBegun = inSandbox({cut: '/setups', play: shows('.notice.warning')}, setup());
export const SwitchedOff = inSandbox(
  {session: {features: {paymentMethods: {add: false}}}, play: shows('.notice.danger')},
  setup(),
);

const [account, wallet] = ['.segments button:nth-child(2)', '.segments button:nth-child(3)'];

export const BankAccount = inSandbox({play: shows(account, '#mandate')}, setup());
export const MandateMissing = inSandbox({play: shows(account, testCard, save, '#mandate-note')}, setup());
export const BankAccountSaved = inSandbox({play: shows(account, '#mandate', testCard, save, '.done')}, setup());
export const Wallet = inSandbox({play: shows(wallet, '.bank')}, setup());
export const WalletRefused = inSandbox({play: shows(wallet, '.answers .button:last-child', '.notice.danger')}, setup());
export const CardsOnly = inSandbox(
  {session: {features: {paymentMethods: {accepted: ['card']}}}, play: shows(testCard)},
  setup(),
);
