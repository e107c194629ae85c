import type {PortalView} from '../../src/events/portal-events.js';
import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';

/** A screen of the portal. */
export interface Screen {
  scenario: ScenarioName;
  view: PortalView;
  /** What is there only once everything is. */
  awaited: string;
}

/** The screens that tests go through: every view, and the states that look unlike the others. */
export const screens: readonly Screen[] = [
  {scenario: 'past_due', view: 'overview', awaited: '.actions .button'},
  {scenario: 'several', view: 'overview', awaited: '[part~=row]'},
  {scenario: 'change_pending', view: 'overview', awaited: '.actions .button'},
  {scenario: 'metered', view: 'overview', awaited: '[part~=items]'},
  {scenario: 'discounted', view: 'overview', awaited: '.facts'},
  {scenario: 'cancels_soon', view: 'overview', awaited: '.primary'},
  {scenario: 'open_invoice', view: 'invoices', awaited: 'h2 bdi'},
  {scenario: 'active', view: 'invoices/in_lf1846', awaited: '.ledger'},
  {scenario: 'open_invoice', view: 'invoices/in_lf2051/pay', awaited: 'invoice-payment'},
  {scenario: 'active', view: 'subscriptions/sub_crew/cancel', awaited: 'subscription-change'},
  {scenario: 'cancels_soon', view: 'subscriptions/sub_crew/keep', awaited: 'subscription-change'},
  {scenario: 'add_ons', view: 'subscriptions/sub_crew/plan', awaited: 'plan-picker'},
  {scenario: 'past_due', view: 'subscriptions/new', awaited: 'plan-picker'},
  {scenario: 'many_methods', view: 'payment-methods', awaited: '.method button'},
  {scenario: 'active', view: 'billing-details', awaited: '.facts bdi'},
  {scenario: 'active', view: 'billing-details/edit', awaited: 'tax-ids'},
  {scenario: 'active', view: 'usage', awaited: '.plot rect'},
  {scenario: 'active', view: 'overview', awaited: '.meter .value'},
  {scenario: 'add_ons', view: 'overview', awaited: '.with rect'},
  {scenario: 'committed', view: 'overview', awaited: '[aria-disabled]'},
  {scenario: 'long_names', view: 'overview', awaited: '.actions .button'},
  {scenario: 'past_due', view: 'invoices/in_lf2038/pay', awaited: 'invoice-payment'},
  {scenario: 'active', view: 'payment-methods/add', awaited: 'payment-method-setup'},
];
