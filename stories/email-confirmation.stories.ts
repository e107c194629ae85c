import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/email-confirmation/email-confirmation.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/email-confirmation', component: 'email-confirmation'} satisfies Meta;

const confirmation = ({endpoint, token, fetch}: Place): TemplateResult =>
  html`<email-confirmation endpoint=${endpoint} session-token=${token} .fetch=${fetch}></email-confirmation>`;

const prepare = ({write}: Place): unknown =>
  write('PATCH', '/v1/portal/customer', {email: 'office@brightwater.example.com'});
const send = '.foot .quiet';

export const Waiting = inSandbox({prepare, play: shows('#code')}, confirmation);
export const SentAgain = inSandbox({prepare, play: shows(send, '#code')}, confirmation);
export const Unreachable = inSandbox(
  {prepare, cut: '/customer', play: shows(send, '.notice .notice, [aria-busy]')},
  confirmation,
);
