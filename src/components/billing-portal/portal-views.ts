import {html, type TemplateResult} from 'lit';
import type {PortalAnswer} from '../../contract/portal.js';
import type {PortalView} from '../../events/portal-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';

/** The invoice that a view names; undefined for one that names none, also where a host says a word of its own. */
export const toInvoiceId = (view: PortalView): string | undefined => /^invoices\/([^/]+)$/.exec(view)?.[1];

/** The views that show one section alone, each by the switch that it needs; what is not there yet is switched off. */
export const switches: Partial<Record<PortalView, string>> = {
  subscriptions: 'subscriptions',
  usage: 'usage',
  'payment-methods': 'paymentMethods',
  'billing-details': 'billingInformation',
};

/** True for a section that is not switched off. */
export const isOn = ({configuration}: PortalAnswer, name: string): boolean | undefined =>
  (configuration.features as Partial<Record<string, {view?: boolean}>>)[name]?.view;

/** The geometry of those that are on their way: usage, and the two beside each other. */
export const renderSkeleton = (localize: LocalizeController): TemplateResult =>
  html`${renderBlankSection(localize, 'usage')}
    <div class="pair">
      ${renderBlankSection(localize, 'paymentMethods')} ${renderBlankSection(localize, 'billingInformation')}
    </div>`;

const renderBlankSection = (
  localize: LocalizeController,
  title: 'usage' | 'paymentMethods' | 'billingInformation',
): TemplateResult =>
  html`<section aria-hidden="true">
    <div class="head"><h2>${localize.word(title)}</h2></div>
    <div class="panel ${title}"></div>
  </section>`;
