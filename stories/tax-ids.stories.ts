import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/tax-ids/tax-ids.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/tax-ids', component: 'tax-ids'} satisfies Meta;

const taxIds = ({endpoint, token, fetch}: Place): TemplateResult =>
  html`<tax-ids endpoint=${endpoint} session-token=${token} .fetch=${fetch}></tax-ids>`;

/** One for each answer of a register. */
async function addAll({write, sandbox}: Place): Promise<void> {
  const answers = {verified: 'ATU13585627', unverified: 'FR40303265045', unavailable: 'DE136695976'} as const;
  for (const answer of ['verified', 'unverified', 'unavailable'] as const) {
    sandbox.registerAnswers(answer);
    await write('POST', '/v1/portal/tax-ids', {type: 'eu_vat', value: answers[answer]});
  }
  await sandbox.advanceBy({days: 1});
  await write('POST', '/v1/portal/tax-ids', {type: 'ch_vat', value: 'CHE-107.787.577'});
}

export const States = inSandbox({prepare: addAll, play: shows('li:nth-child(5)')}, taxIds);
export const None = inSandbox({scenario: 'no_subscription', play: shows('.foot button')}, taxIds);
export const NothingTyped = inSandbox({play: shows('.foot button', '[aria-invalid="true"]')}, taxIds);
export const Removed = inSandbox({play: shows('li button', '#done')}, taxIds);
export const ReadOnly = inSandbox({session: {readOnly: true}, play: shows('li')}, taxIds);
