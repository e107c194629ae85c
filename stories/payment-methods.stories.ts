import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/payment-methods/payment-methods.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';
import {ended, failing, loading, offline} from './support/situations.js';

export default {title: 'Elements/payment-methods', component: 'payment-methods'} satisfies Meta;

/** The list, alone or as a whole view of a portal. */
const list =
  (back?: 'overview') =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<payment-methods endpoint=${endpoint} session-token=${token} .fetch=${fetch} .back=${back}></payment-methods>`;

const row = (id: string) => `[data-id="pm_${id}_brightwater"]`;
const menu = (id: string) => `${row(id)} .icon`;
/** An item of the menu that is open, counted from the top. */
const item = (index: number) => `:popover-open [role="menuitem"]:nth-of-type(${index})`;
const remove = ':popover-open hr + [role="menuitem"]';

export const Three = inSandbox({play: shows('.method')}, list());
export const WholeView = inSandbox({scenario: 'many_methods', play: shows('.method')}, list('overview'));
export const EveryState = inSandbox({scenario: 'many_methods', play: shows('.method')}, list());
export const Menu = inSandbox({play: shows(menu('visa'), item(1))}, list());
export const MenuOfSeveral = inSandbox({scenario: 'many_methods', play: shows(menu('paypal'), item(1))}, list());
export const OnlyOne = inSandbox(
  {
    prepare: async ({sandbox}) => {
      for (const id of ['pm_mastercard_brightwater', 'pm_sepa_brightwater'])
        await sandbox.removePaymentMethod(sandbox.customerId, id, {
          idempotencyKey: id,
          signal: new AbortController().signal,
        });
    },
    play: shows(menu('visa'), item(1)),
  },
  list(),
);
export const MadeDefault = inSandbox({play: shows(menu('sepa'), item(2), `${row('sepa')} .badge`)}, list());
export const AskedToRemove = inSandbox({play: shows(menu('mastercard'), remove, 'dialog[open]')}, list());
export const NotRemoved = inSandbox(
  {
    cut: '/payment-methods/',
    play: shows(menu('mastercard'), remove, 'dialog .danger', '.notice'),
  },
  list(),
);
export const Refused = inSandbox(
  {
    prepare: ({sandbox}) => sandbox.fail('setDefaultPaymentMethod', 'action_refused'),
    play: shows(menu('sepa'), item(2), '.notice.danger'),
  },
  list(),
);
export const LongNames = inSandbox({scenario: 'long_names', play: shows('.method')}, list());
export const UnknownBrand = inSandbox({scenario: 'unknown_values', play: shows('.method')}, list());
export const Viewer = inSandbox({session: {role: 'viewer'}, play: shows(menu('visa'), item(1))}, list());
export const OnlyLooking = inSandbox({session: {readOnly: true}, play: shows('.method')}, list());
export const AddingSwitchedOff = inSandbox(
  {session: {features: {paymentMethods: {add: false}}}, play: shows('.method')},
  list(),
);
export const Empty = inSandbox({scenario: 'no_subscription', play: shows('.state')}, list());
export const Loading = inSandbox(loading, list());
export const Failed = inSandbox({...failing('listPaymentMethods'), play: shows('.state')}, list());
export const Offline = inSandbox(offline, list());
export const Ended = inSandbox(ended, list());
export const Adding = inSandbox({play: shows('.head .button', '.segments')}, list());
