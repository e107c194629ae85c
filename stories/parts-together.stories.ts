import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/index.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/Parts together'} satisfies Meta;

const play = shows('.list [part~="row"] button');

/** Two parts with one session: they share one read. */
export const SideBySide = inSandbox({play}, ({endpoint, token, fetch}: Place): TemplateResult => {
  return html`<subscription-summary endpoint=${endpoint} session-token=${token} .fetch=${fetch}></subscription-summary>
    <h2>Invoices of this year</h2>
    <invoice-list endpoint=${endpoint} session-token=${token} .fetch=${fetch} limit="3"></invoice-list>`;
});

/** A page's own text around the portal's sections, and a part that it put below them itself. */
export const InSlotsOfThePortal = inSandbox({play}, ({endpoint, token, fetch}: Place): TemplateResult => {
  return html`<billing-portal endpoint=${endpoint} session-token=${token} .fetch=${fetch} view="invoices">
    <h1 slot="header">Billing</h1>
    <subscription-summary></subscription-summary>
    <p slot="footer">Larkfield Ltd, 4 Weir Lane, Galway</p>
  </billing-portal>`;
});
