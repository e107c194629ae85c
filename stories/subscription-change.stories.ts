import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/subscription-change/subscription-change.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/subscription-change', component: 'subscription-change'} satisfies Meta;

/** What is done to Crew. */
const change =
  (kind: 'cancel' | 'undo_cancel') =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<subscription-change
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      subscription-id="sub_crew"
      kind=${kind}
    ></subscription-change>`;

const scenario = 'cancels_soon';
const failed = shows('.notice.danger');

export const Cancel = inSandbox({play: shows('.danger')}, change('cancel'));
export const Canceling = inSandbox(
  {prepare: ({sandbox}) => sandbox.delay('applyChange', 60_000), play: shows('.danger', '[aria-busy]')},
  change('cancel'),
);
export const Canceled = inSandbox({play: shows('.danger', '.done')}, change('cancel'));
export const CanceledAlready = inSandbox({scenario, play: failed}, change('cancel'));
export const NotReached = inSandbox({cut: '/change', play: shows('.danger', '.notice.warning')}, change('cancel'));
export const NotAllowed = inSandbox({session: {role: 'billing'}, play: failed}, change('cancel'));
export const Keep = inSandbox({scenario, play: shows('.primary')}, change('undo_cancel'));
export const Kept = inSandbox({scenario, play: shows('.primary', '.done')}, change('undo_cancel'));
export const PreviewFailed = inSandbox(
  {prepare: ({sandbox}) => sandbox.fail('previewChange', 'provider_unavailable'), play: failed},
  change('cancel'),
);
