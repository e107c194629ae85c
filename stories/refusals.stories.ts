import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/payment-methods/payment-methods.js';
import '../src/components/plan-picker/plan-picker.js';
import '../src/components/subscription-change/subscription-change.js';
import type {ReviewedChange, SubscriptionReviewKind} from '../src/components/subscription-change/reviewed-change.js';
import '../src/components/subscription-summary/subscription-summary.js';
import type {RefusalReason} from '../src/contract/subscription.js';
import {inSandbox, type Place, type PlaceOptions} from './support/in-sandbox.js';
import {refuses} from './support/refused.js';

/** Each reason that something is refused for, where a customer meets it: one story for each, by its name. */
export default {title: 'Elements/refusals'} satisfies Meta;

const summary = ({endpoint, token, fetch}: Place): TemplateResult =>
  html`<subscription-summary endpoint=${endpoint} session-token=${token} .fetch=${fetch}></subscription-summary>`;

const methods = ({endpoint, token, fetch}: Place): TemplateResult =>
  html`<payment-methods endpoint=${endpoint} session-token=${token} .fetch=${fetch}></payment-methods>`;

const picker =
  (subscriptionId = 'sub_crew') =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<plan-picker
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      subscription-id=${subscriptionId}
    ></plan-picker>`;

/** A change that is asked for without having been chosen: by an address that is old, say. */
const review =
  (kind: SubscriptionReviewKind, change?: ReviewedChange) =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<subscription-change
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      subscription-id="sub_crew"
      kind=${kind}
      .change=${change}
    ></subscription-change>`;

const more = '.name .icon';

/** In the menu of a subscription. */
const inMenu = (reason: RefusalReason, options: PlaceOptions = {}): StoryObj =>
  inSandbox({...options, play: refuses(reason, more)}, summary);

/** In place of a button of a subscription. */
const inPlace = (reason: RefusalReason, options: PlaceOptions = {}): StoryObj =>
  inSandbox({...options, play: refuses(reason)}, summary);

/** In the menu of a payment method. */
const ofMethod = (reason: RefusalReason, name: string, options: PlaceOptions = {}): StoryObj =>
  inSandbox({...options, play: refuses(reason, `[data-id="pm_${name}_brightwater"] button.icon`)}, methods);

/** In the review of a code. */
const ofCode = (reason: RefusalReason, promotionCode: string, options: PlaceOptions = {}): StoryObj =>
  inSandbox(
    {...options, play: refuses(reason)},
    review('plan', {kind: 'plan', priceId: 'company_monthly', quantity: 5, promotionCode}),
  );

const kilnhouse = {name: 'Kilnhouse'};

export const FeatureDisabled = inMenu('feature_disabled', {
  configurations: {brand: kilnhouse, features: {pause: {enabled: false}, change: {start: false}}},
});
export const NotInCatalog = inMenu('not_in_catalog', {
  configurations: {catalog: {plans: [{id: 'company', priceIds: ['company_monthly', 'company_yearly']}]}},
});
export const MoveNotAllowed = inSandbox(
  {configurations: {features: {change: {transitions: {crew: ['starter']}}}}, play: refuses('move_not_allowed')},
  picker(),
);
export const MultipleItems = inSandbox(
  {scenario: 'limited_provider', play: refuses('multiple_items')},
  picker('sub_several'),
);
export const Metered = inSandbox({scenario: 'limited_provider', play: refuses('metered')}, picker('sub_counted'));
export const ChangeScheduled = inMenu('change_scheduled', {scenario: 'pauses_soon'});
export const ProviderCannot = inSandbox(
  {scenario: 'limited_provider', play: refuses('provider_cannot', '.row button', more)},
  summary,
);
export const PastDue = inMenu('past_due', {scenario: 'past_due'});
export const LockedNearRenewal = inMenu('locked_near_renewal', {scenario: 'locked_near_renewal'});
export const UsageOverLimit = inSandbox(
  {
    configurations: {
      catalog: {
        plans: [
          {id: 'starter', priceIds: ['starter_monthly'], limits: {storage: 5}, quantity: {maximum: 20}},
          {id: 'crew', priceIds: ['crew_monthly'], quantity: {maximum: 50}},
        ],
      },
    },
    play: refuses('usage_over_limit'),
  },
  picker(),
);
export const Role = inPlace('role', {session: {role: 'billing'}});
export const RoleOfAViewer = inMenu('role', {session: {role: 'viewer'}});
export const Committed = inPlace('committed', {scenario: 'committed'});
export const ManualCollection = inMenu('manual_collection', {scenario: 'manual_collection'});
export const InTrial = inMenu('in_trial', {scenario: 'trialing'});
export const LastPaymentMethod = ofMethod('last_payment_method', 'visa');
export const MethodExpired = ofMethod('method_expired', 'amex', {scenario: 'many_methods'});
export const MethodPending = ofMethod('method_pending', 'pending', {scenario: 'many_methods'});
export const ReadOnly = inPlace('read_only', {session: {readOnly: true}});
export const AlreadyDone = ofMethod('already_done', 'visa');
export const NoPaymentMethod = inSandbox(
  {scenario: 'no_card', play: refuses('no_payment_method')},
  review('plan', {kind: 'plan', priceId: 'company_monthly', quantity: 5}),
);
export const NothingChanges = inSandbox(
  {play: refuses('nothing_changes')},
  review('plan', {kind: 'plan', priceId: 'crew_monthly', quantity: 4}),
);
export const PauseTooLong = inSandbox(
  {
    configurations: {features: {pause: {enabled: true, date: true, maximum: {unit: 'month', count: 3}}}},
    play: refuses('pause_too_long'),
  },
  review('pause', {kind: 'pause', until: '2028-01-01T00:00:00Z'}),
);
export const PromotionUnknown = ofCode('promotion_unknown', 'NOTHING');
export const PromotionExpired = ofCode('promotion_expired', 'SPRING25');
export const PromotionNotApplicable = ofCode('promotion_not_applicable', 'YEARLY20');
export const PromotionUsed = ofCode('promotion_used', 'WELCOME50', {scenario: 'trial_code_used'});
