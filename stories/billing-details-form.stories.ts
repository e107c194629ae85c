import type {Meta, StoryContext} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/billing-details-form/billing-details-form.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/billing-details-form', component: 'billing-details-form'} satisfies Meta;

const form = ({endpoint, token, fetch}: Place): TemplateResult =>
  html`<billing-details-form endpoint=${endpoint} session-token=${token} .fetch=${fetch}></billing-details-form>`;

const save = '.foot .primary';
const play = shows(save);

/** Types, and goes on as a customer would. */
const typing =
  (texts: Record<string, string>, ...then: string[]) =>
  async (context: StoryContext): Promise<void> => {
    await shows(save)(context);
    const root = context.canvasElement.querySelector('billing-details-form')?.shadowRoot;
    for (const [id, text] of Object.entries(texts)) {
      const field = root?.querySelector<HTMLInputElement>(`[id="${id}"]`);
      if (field) field.value = text;
      field?.dispatchEvent(new Event('input'));
    }
    await shows(save, ...then)(context);
  };

export const Edit = inSandbox({play}, form);
export const Errors = inSandbox(
  {play: typing({email: 'accounts@brightwater', 'address.postalCode': '2009'}, '[aria-invalid="true"]')},
  form,
);
export const Saved = inSandbox({play: typing({name: 'Brightwater'}, '.done')}, form);
export const SavedWithNewEmail = inSandbox({play: typing({email: 'office@brightwater.example.com'}, '.done')}, form);
export const Unreachable = inSandbox(
  {cut: '/customer', play: typing({name: 'Brightwater'}, '[aria-busy="true"], .notice')},
  form,
);
export const Japanese = inSandbox({scenario: 'yen', play}, form);
export const Arabic = inSandbox({scenario: 'kuwait', session: {locale: 'ar'}, play}, form);
export const Restricted = inSandbox(
  {session: {features: {billingInformation: {allowedUpdates: ['phone', 'shipping']}}}, play},
  form,
);
export const ReadOnly = inSandbox({session: {readOnly: true}, play: shows('.facts')}, form);
