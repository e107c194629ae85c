import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/billing-details/billing-details.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';
import {ended, failing, loading} from './support/situations.js';

export default {title: 'Elements/billing-details', component: 'billing-details'} satisfies Meta;

const details = ({endpoint, token, fetch}: Place): TemplateResult =>
  html`<billing-details endpoint=${endpoint} session-token=${token} .fetch=${fetch}></billing-details>`;
const inLanguage =
  (locale: string) =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<billing-details
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      locale=${locale}
    ></billing-details>`;

const play = shows('.facts bdi');
const billingInformation = (rest: object) => ({session: {features: {billingInformation: rest}}});

export const View = inSandbox({play}, details);
export const PendingEmail = inSandbox(
  {
    prepare: ({write}) => write('PATCH', '/v1/portal/customer', {email: 'office@brightwater.example.com'}),
    play: shows('.notice'),
  },
  details,
);
export const WithShipping = inSandbox(
  {
    async prepare({write}) {
      const shipping = {
        line1: 'Am Hafen 2',
        line2: 'Gate 4',
        city: 'Bremen',
        region: null,
        postalCode: '28195',
        country: 'DE',
      };
      await write('PATCH', '/v1/portal/customer', {shipping, phone: '+49 40 123456'});
    },
    play,
  },
  details,
);
export const JapaneseAddress = inSandbox({scenario: 'yen', play}, details);
export const ArabicAddress = inSandbox({scenario: 'kuwait', play}, inLanguage('ar'));
export const LongNames = inSandbox({scenario: 'long_names', play}, details);
export const ReadOnly = inSandbox({session: {readOnly: true}, play}, details);
export const NothingToChange = inSandbox({...billingInformation({allowedUpdates: []}), play}, details);
export const SwitchedOff = inSandbox({...billingInformation({view: false}), play: shows('.state')}, details);
export const Loading = inSandbox({...loading, play: shows('.blank')}, details);
export const Failed = inSandbox({...failing('findCustomer'), play: shows('.state')}, details);
export const SessionEnded = inSandbox({...ended, play: shows('.notice')}, details);
