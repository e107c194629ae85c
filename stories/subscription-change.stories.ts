import type {Meta, StoryContext} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import '../src/components/subscription-change/subscription-change.js';
import type {ReviewedChange, SubscriptionReviewKind} from '../src/components/subscription-change/reviewed-change.js';
import type {ConfigurationInput} from '../src/contract/configuration.js';
import type {ScenarioName} from '../src/server/providers/sandbox/index.js';
import {inSandbox, type Place, type PlaceOptions} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/subscription-change', component: 'subscription-change'} satisfies Meta;

/** What is done to Crew, or besides it; with the ways out that it has inside of a portal. */
const review =
  (kind: SubscriptionReviewKind, change?: ReviewedChange, subscriptionId = 'sub_crew') =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<subscription-change
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      subscription-id=${subscriptionId}
      kind=${kind}
      .change=${change}
      .back=${'overview'}
      @billing-navigate=${(event: Event) => event.preventDefault()}
      @billing-redirect=${(event: Event) => event.preventDefault()}
    ></subscription-change>`;

/** As it stands alone in a page. */
const change =
  (kind: SubscriptionReviewKind) =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<subscription-change
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      subscription-id="sub_crew"
      kind=${kind}
    ></subscription-change>`;

const failed = shows('.notice.danger');
const act = '.primary.large';
const scenario = 'cancels_soon';
const withTwoCards = 'many_methods';

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

/** What the endpoint answers to a preview, with some of it put otherwise: as a provider that prices in another way would. */
const previewed =
  (members: Record<string, unknown>) =>
  (place: Place): void => {
    const {fetch} = place;
    place.fetch = async (request) => {
      const response = await fetch(request);
      if (!request.url.endsWith('/preview') || !response.ok) return response;
      return Response.json({...((await response.json()) as object), ...members});
    };
  };

const company: ReviewedChange = {kind: 'plan', priceId: 'company_monthly', promotionCode: 'FIELD10'};
const toCompany = review('plan', company);
const plan = (options: PlaceOptions, template = toCompany) => inSandbox({play: shows(act), ...options}, template);

export const Review = plan({});
export const ReviewOfSeats = plan({}, review('plan', {kind: 'plan', priceId: 'crew_monthly', quantity: 6}));
export const ReviewOfAddOns = plan(
  {},
  review('plan', {kind: 'plan', priceId: 'crew_monthly', addOns: [{priceId: 'route_history_monthly', quantity: 1}]}),
);
export const ReviewOfYearlyBilling = plan({}, review('plan', {kind: 'plan', priceId: 'crew_yearly'}));
export const ReviewOfALaterChange = plan(
  {configurations: {features: {change: {timing: 'period_end'}}}},
  review('plan', {kind: 'plan', priceId: 'company_monthly'}),
);
export const ReviewWithCredit = plan(
  {
    scenario: 'yearly',
    configurations: {features: {change: {timing: 'immediately', proration: 'prorate', atPeriodEnd: []}}},
  },
  review('plan', {kind: 'plan', priceId: 'crew_monthly'}),
);
export const ReviewInATrial = plan({scenario: 'trialing'});
export const ReviewOfAnEstimate = plan({prepare: previewed({certainty: 'estimate'})});
const untold = {certainty: 'none', dueNow: null, lines: [], totals: null, credit: null};
export const ReviewWithoutAmounts = plan({prepare: previewed({...untold, timeline: []})});
export const ConsentMissing = plan({prepare: previewed({...untold, timeline: []}), play: shows(act, '.error')});
export const ReviewOfUnknownKinds = plan({
  prepare: previewed({
    timeline: [{kind: 'eclipse', at: '2026-12-01T00:00:00Z', amount: null, interval: null, name: 'Company'}],
    notes: [{kind: 'eclipse', at: null, amount: null, name: null}],
  }),
});
export const ReviewWithLongNames = plan({
  prepare(place) {
    const {fetch} = place;
    const long = 'Company for very long and winding undertakings with Donaudampfschifffahrtsgesellschaftskapitäne';
    place.fetch = async (request) => {
      const response = await fetch(request);
      if (!request.url.endsWith('/preview')) return response;
      return Response.json(JSON.parse((await response.text()).replaceAll('"Company', `"${long}`)));
    };
  },
});
export const NotOnOffer = plan(
  {scenario: 'long_names', play: failed},
  review('plan', {kind: 'plan', priceId: 'company_monthly'}, 'sub_long'),
);
export const ChangeOfMethod = plan({scenario: withTwoCards, play: shows('.link', 'select')});
export const NoMethod = plan({scenario: 'no_card', play: shows('.panel .muted')});
export const Working = plan({
  prepare: ({sandbox}) => sandbox.delay('applyChange', 60_000),
  play: shows(act, '[aria-busy]'),
});
export const BankAsks = plan({
  prepare: ({sandbox}) => sandbox.nextPayment('challenge'),
  play: shows(act, '.bank .primary'),
});
export const BankOnAPageOfItsOwn = plan({
  prepare({sandbox}) {
    sandbox.nextPayment('challenge');
    sandbox.challengeBy('redirect');
  },
  play: shows(act, '.notice.info'),
});
export const BankRefused = plan({
  prepare: ({sandbox}) => sandbox.nextPayment('challenge'),
  play: shows(act, '.answers .button:last-child', '.notice.danger'),
});
export const Declined = plan({
  scenario: withTwoCards,
  prepare: ({sandbox}) => sandbox.nextPayment('declined'),
  play: shows(act, '.notice.danger'),
});
export const BeingChecked = plan({
  prepare({sandbox}) {
    sandbox.forgetKeys(true);
    sandbox.loseAnswer('applyChange');
  },
  play: shows(act, '.notice'),
});
export const Unsure = plan({cut: '/change', play: shows(act, '.notice.warning')});

/** Adds seats in another tab while the review is on the screen. */
async function addSeats(context: StoryContext): Promise<void> {
  await shows(act)(context);
  const {write} = context.loaded['place'] as Place;
  const path = '/v1/portal/subscriptions/sub_crew';
  const previewing = write('POST', `${path}/preview`, {kind: 'plan', priceId: 'crew_monthly', quantity: 5});
  const {id} = (await ((await previewing) as Response).json()) as {id: string};
  await write('POST', `${path}/change`, {previewId: id});
}

export const Stale = plan({
  async play(context) {
    await addSeats(context);
    await shows(act, '.notice.warning')(context);
  },
});
export const OverTheLimit = plan({play: failed}, review('plan', {kind: 'plan', priceId: 'starter_monthly'}));
export const NothingChanges = plan({play: failed}, review('plan', {kind: 'plan', priceId: 'crew_monthly'}));
export const UnknownCode = plan(
  {play: failed},
  review('plan', {kind: 'plan', priceId: 'company_monthly', promotionCode: 'NEVER'}),
);
export const Changed = plan({play: shows(act, '.done')});
export const ChangedLater = plan(
  {configurations: {features: {change: {timing: 'period_end'}}}, play: shows(act, '.done')},
  review('plan', {kind: 'plan', priceId: 'company_monthly'}),
);

const another: ReviewedChange = {kind: 'start', priceId: 'crew_monthly', quantity: 2};
export const Start = plan({}, review('start', another, ''));
export const Started = plan({play: shows(act, '.done')}, review('start', another, ''));

const pausing = (configurations: ConfigurationInput['features'], play = shows('.options')) =>
  inSandbox({configurations: {features: configurations ?? {}}, play}, review('pause'));
export const Pause = pausing({});
export const PauseUntilADay = pausing(
  {pause: {maximum: {unit: 'month', count: 6}}},
  shows('.option:nth-of-type(4) input', '.day'),
);
export const PauseAtOnceOnly = pausing({pause: {at: 'immediately', durations: [], indefinite: false}});
export const PauseOff = pausing({pause: {enabled: false}}, shows('.notice'));
export const PauseReview = inSandbox({play: shows('.primary', act)}, review('pause'));
export const PauseNow = inSandbox(
  {play: shows(act)},
  review('pause', {kind: 'pause', at: 'immediately', until: '2027-02-01T00:00:00Z'}),
);
export const Paused = inSandbox(
  {play: shows(act, '.done')},
  review('pause', {kind: 'pause', at: 'immediately', until: '2027-02-01T00:00:00Z'}),
);
export const PausedLater = inSandbox({play: shows(act, '.done')}, review('pause', {kind: 'pause', until: null}));

const once = (name: ScenarioName, kind: SubscriptionReviewKind, ...selectors: string[]) =>
  inSandbox({scenario: name, play: shows(act, ...selectors)}, review(kind));
export const Resume = once('paused', 'unpause');
export const Resumed = once('paused', 'unpause', '.done');
export const Restart = once('ended', 'restart');
export const Restarted = once('ended', 'restart', '.done');
export const WithdrawPlan = once('change_pending', 'withdraw_pending');
export const WithdrawnPlan = once('change_pending', 'withdraw_pending', '.done');
export const WithdrawPause = once('pauses_soon', 'withdraw_pending');
