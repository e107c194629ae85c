import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing, type TemplateResult} from 'lit';
import '../src/components/subscription-summary/subscription-summary.js';
import type {ScenarioName} from '../src/server/providers/sandbox/index.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {ended, failing, loading, offline} from './support/situations.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/subscription-summary', component: 'subscription-summary'} satisfies Meta;

/** The summary, in a language where one is given. */
const summary =
  (locale?: string) =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<subscription-summary
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      locale=${locale ?? nothing}
    ></subscription-summary>`;

const play = shows('.panel:not([aria-hidden])');
const failed = shows('[part~="failed"]');

export const Active = inSandbox({play}, summary());
/** A state by its scenario. */
const state = (scenario: ScenarioName, locale?: string): StoryObj => inSandbox({scenario, play}, summary(locale));

export const ActiveWithItsItems = inSandbox({play: shows('.link[aria-expanded]', '[part~="items"]')}, summary());
export const Yearly = inSandbox({scenario: 'yearly', play}, summary());
export const Trialing = inSandbox({scenario: 'trialing', play}, summary());
export const TrialWithoutCard = state('trial_without_card');
export const PastDue = state('past_due');
export const PastDueInArabic = state('past_due', 'ar');
export const Unpaid = state('unpaid');
export const Incomplete = state('incomplete');
export const Paused = state('paused');
export const PausedIndefinitely = state('paused_indefinitely');
export const PausesSoon = state('pauses_soon');
export const CancelsSoon = state('cancels_soon');
export const ContractEnds = state('contract_ends');
export const Committed = state('committed');
export const ChangePending = state('change_pending');
export const ChangePendingInArabic = state('change_pending', 'ar');
export const QuantityPending = state('quantity_pending');
export const Upcoming = state('upcoming');
export const Ended = state('ended');
export const ManualCollection = state('manual_collection');
export const Discounted = state('discounted');
export const CreditBalance = state('credit_balance');
export const AddOns = state('add_ons');
export const Metered = state('metered');
export const CardOfItsOwn = state('own_card');
export const NoCard = state('no_card');
export const ReadOnly = inSandbox({session: {readOnly: true}, play}, summary());
export const ForAViewer = inSandbox({session: {role: 'viewer'}, play}, summary());
export const SeveralSubscriptions = inSandbox({scenario: 'several', play}, summary());
export const SeveralWithOneOpen = inSandbox({scenario: 'several', play: shows('.row button', '.plan')}, summary());
export const SeveralWithThoseThatEnded = inSandbox(
  {scenario: 'several', play: shows('.fold button', '.fold + .row')},
  summary(),
);
export const MenuOpen = inSandbox({play: shows('.name .icon', ':popover-open')}, summary());
export const MenuOpenInArabic = inSandbox({play: shows('.name .icon', ':popover-open')}, summary('ar'));
export const NoSubscription = inSandbox({scenario: 'no_subscription', play: shows('[part~="empty"]')}, summary());
export const KuwaitiDinarInArabic = inSandbox({scenario: 'kuwait', play}, summary('ar-KW'));
export const JapaneseYen = inSandbox({scenario: 'yen', play}, summary());
export const Forint = inSandbox({scenario: 'forint', play}, summary());
export const LongNames = inSandbox({scenario: 'long_names', play}, summary());
export const UnknownValues = inSandbox({scenario: 'unknown_values', play}, summary());
export const Loading = inSandbox(loading, summary());
export const PlanFailed = inSandbox({...failing('listSubscriptions'), play: failed}, summary());
export const PaymentMethodsFailed = inSandbox({...failing('listPaymentMethods'), play}, summary());
export const EverythingFailed = inSandbox({...failing(), play: failed}, summary());
export const Offline = inSandbox({...offline, play: failed}, summary());
export const SessionEnded = inSandbox({...ended, play: shows('.notice')}, summary());
export const SessionEndedWithAWayToReopen = inSandbox(
  {...ended, play: shows('.notice button')},
  ({endpoint, fetch, fetchSession}) =>
    html`<subscription-summary
      endpoint=${endpoint}
      .fetch=${fetch}
      .fetchSession=${fetchSession}
    ></subscription-summary>`,
);
export const SectionOff = inSandbox({session: {features: {subscriptions: {view: false}}}}, summary());
