import type {Meta} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import type {Fetch} from '../src/client/send.js';
import '../src/components/plan-picker/plan-picker.js';
import type {Catalog} from '../src/contract/catalog.js';
import type {ConfigurationInput} from '../src/contract/configuration.js';
import type {PortalAnswer} from '../src/contract/portal.js';
import {refusalReasons, type RefusalReason} from '../src/contract/subscription.js';
import {inSandbox, type Place} from './support/in-sandbox.js';
import {shows} from './support/shown.js';

export default {title: 'Elements/plan-picker', component: 'plan-picker'} satisfies Meta;

const render =
  (subscriptionId = 'sub_crew') =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<plan-picker
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      subscription-id=${subscriptionId}
    ></plan-picker>`;

/** Another subscription. */
const start = ({endpoint, token, fetch}: Place): TemplateResult =>
  html`<plan-picker endpoint=${endpoint} session-token=${token} .fetch=${fetch}></plan-picker>`;

/** What the merchant sells, in place of all that there is. */
const only = (...plans: NonNullable<ConfigurationInput['catalog']>['plans']): ConfigurationInput => ({
  catalog: {plans},
});

const crew = {id: 'crew', priceIds: ['crew_monthly', 'crew_yearly'], quantity: {maximum: 50, meter: 'seats'}};
const company = {
  ...crew,
  id: 'company',
  priceIds: ['company_monthly', 'company_yearly'],
  quantity: {minimum: 5, step: 5},
};

const cards = '.card .radio';
const amounts = '.will:not([aria-busy]) .strong';
const second = '.card:nth-child(2) .radio';
const third = '.card:nth-child(3) .radio';
const yearly = '.segments button:nth-child(2)';
const apply = '.beside button';

/** Writes a code, as the customer would. */
const writes =
  (code: string, ...then: string[]) =>
  async (context: Parameters<ReturnType<typeof shows>>[0]): Promise<void> => {
    await shows(cards, third, amounts)(context);
    const input = context.canvasElement.querySelector('plan-picker')?.shadowRoot?.querySelector('input#code');
    if (!(input instanceof HTMLInputElement)) throw new Error('no field for a code');
    input.value = code;
    input.dispatchEvent(new Event('input'));
    await shows(apply, ...then)(context);
  };

export const ThreePlans = inSandbox({play: shows(cards)}, render());
export const AnotherPlan = inSandbox({play: shows(cards, third, amounts)}, render());
export const TwoPlans = inSandbox({configurations: only(crew, company), play: shows(cards, second, amounts)}, render());
export const TwelvePlans = inSandbox({scenario: 'many_plans', play: shows(cards)}, render());
export const OnePlan = inSandbox({configurations: only(crew), play: shows(cards)}, render());
export const NoPlans = inSandbox({configurations: only(), play: shows('.state')}, render());
export const Yearly = inSandbox({play: shows(cards, yearly, amounts)}, render());
export const CodeApplied = inSandbox({play: writes('FIELD10', '.effect')}, render());
export const CodeUnknown = inSandbox({play: writes('NOTHING', '.error')}, render());
export const CodeExpired = inSandbox({play: writes('SPRING25', '.error')}, render());
export const CodeForSomethingElse = inSandbox({play: writes('YEARLY20', '.error')}, render());
export const CodeUsedBefore = inSandbox({scenario: 'trial_code_used', play: writes('WELCOME50', '.error')}, render());
export const AddOns = inSandbox({scenario: 'add_ons', play: shows(cards)}, render());
export const AddOnThatEnds = inSandbox({scenario: 'add_ons', play: shows(cards, third, amounts)}, render());
export const Metered = inSandbox({scenario: 'metered', play: shows(cards, third, amounts)}, render());
export const TiersAndIntervals = inSandbox(
  {
    configurations: only(
      crew,
      {id: 'dispatches', priceIds: ['dispatches_monthly'], description: 'Pay for what you send'},
      {...company, priceIds: ['company_yearly']},
    ),
    play: shows(cards),
  },
  render(),
);
export const Steps = inSandbox({configurations: only(crew, company), play: shows(cards, second, amounts)}, render());
export const Dinars = inSandbox({scenario: 'kuwait', play: shows(cards, third, amounts)}, render('sub_almina'));
export const Yen = inSandbox({scenario: 'yen', play: shows(cards, third, amounts)}, render('sub_miru'));
export const LongNames = inSandbox({scenario: 'long_names', play: shows(cards, third, amounts)}, render('sub_long'));
export const TaxInclusive = inSandbox({scenario: 'tax_inclusive', play: shows(cards, third, amounts)}, render());
export const ReverseCharge = inSandbox({scenario: 'reverse_charge', play: shows(cards, third, amounts)}, render());
export const Trial = inSandbox({scenario: 'trialing', play: shows(cards, third, amounts)}, render());
export const Review = inSandbox({play: shows(cards, third, amounts, '#review', '.ledger')}, render());
export const Start = inSandbox({scenario: 'no_subscription', play: shows(cards)}, start);
export const StartChosen = inSandbox({scenario: 'no_subscription', play: shows(cards, second, amounts)}, start);

export const PastDue = inSandbox({scenario: 'past_due', play: shows('.common')}, render());
export const LockedNearRenewal = inSandbox({scenario: 'locked_near_renewal', play: shows('.common')}, render());
export const ChangeScheduled = inSandbox({scenario: 'change_pending', play: shows(cards)}, render());
export const Committed = inSandbox({scenario: 'committed', play: shows(cards)}, render());
export const SeveralItems = inSandbox({scenario: 'limited_provider', play: shows('.common')}, render('sub_several'));
export const ByUse = inSandbox({scenario: 'limited_provider', play: shows('.common')}, render('sub_counted'));
export const PlanNotOffered = inSandbox({scenario: 'archived_plan', play: shows(cards)}, render('sub_workshop'));
export const Viewer = inSandbox({session: {role: 'viewer'}, play: shows('.common')}, render());
export const ReadOnly = inSandbox({session: {readOnly: true}, play: shows('.common')}, render());
export const NoUpgrades = inSandbox(
  {configurations: {features: {change: {upgrade: false}}}, play: shows('.reason')},
  render(),
);
export const NoWayThere = inSandbox(
  {configurations: {features: {change: {transitions: {crew: ['starter']}}}}, play: shows('.reason')},
  render(),
);
export const SeatsFixed = inSandbox(
  {configurations: {features: {change: {quantity: false, addOns: false, promotionCode: false}}}, play: shows(cards)},
  render(),
);

/** Each plan is refused for another reason, as many as there are. */
const refuses =
  (reasons: readonly RefusalReason[]) =>
  ({endpoint, token, fetch}: Place): TemplateResult => {
    const refused: Fetch = async (request) => {
      const response = await fetch(request);
      if (!new URL(request.url).pathname.endsWith('/portal')) return response;
      const answer = (await response.json()) as PortalAnswer;
      if (answer.catalog) refuse(answer.catalog, reasons);
      return Response.json(answer, {status: response.status});
    };
    return render()({endpoint, token, fetch: refused} as Place);
  };

function refuse({plans, moves}: Catalog, reasons: readonly RefusalReason[]): void {
  const prices = moves['sub_crew']?.prices ?? {};
  const others = plans.filter(({id}) => id !== 'crew');
  for (const [index, plan] of others.entries()) {
    const reason = reasons[index % reasons.length] ?? 'provider_cannot';
    for (const {id} of plan.prices) prices[id] = {allowed: false, reason};
  }
}

const shown = refusalReasons.filter((reason) => reason !== 'not_in_catalog' && !reason.startsWith('promotion'));
const options = {scenario: 'many_plans', play: shows('.reason')} as const;

export const Refusals = inSandbox(options, refuses(shown.slice(0, 11)));
export const MoreRefusals = inSandbox(options, refuses(shown.slice(11)));

export const Loading = inSandbox(
  {prepare: ({sandbox}) => sandbox.delay('readPrices', 60_000), play: shows('.cards .blank')},
  render(),
);
export const Failed = inSandbox(
  {prepare: ({sandbox}) => sandbox.fail('readPrices', 'provider_unavailable'), play: shows('.state')},
  render(),
);
export const NoAmounts = inSandbox(
  {
    prepare: ({sandbox}) => sandbox.fail('previewChange', 'provider_unavailable'),
    play: shows(cards, third, '.will .button'),
  },
  render(),
);
export const Unknown = inSandbox({play: shows('.state')}, render('sub_nobody'));
