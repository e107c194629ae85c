import type {Meta} from '@storybook/web-components-vite';
import {html, nothing, type TemplateResult} from 'lit';
import '../src/components/usage-meters/usage-meters.js';
import type {Meter, Usage} from '../src/contract/usage.js';
import {inSandbox, type Place, type PlaceOptions} from './support/in-sandbox.js';
import {shows} from './support/shown.js';
import {ended, failing, loading, offline} from './support/situations.js';

export default {title: 'Elements/usage-meters', component: 'usage-meters'} satisfies Meta;

/** Bars, or the details of a meter. */
const meters =
  ({
    detail = false,
    meter,
    limit = 0,
    locale,
  }: {detail?: boolean; meter?: string; limit?: number; locale?: string} = {}) =>
  ({endpoint, token, fetch}: Place): TemplateResult =>
    html`<usage-meters
      endpoint=${endpoint}
      session-token=${token}
      .fetch=${fetch}
      ?detail=${detail}
      limit=${limit}
      meter=${meter ?? nothing}
      locale=${locale ?? nothing}
    ></usage-meters>`;

const play = shows('.meter .name bdi');
const figures = shows('.figures');
const money = (amount: number) => ({amount, currency: 'EUR', exponent: 2});

/** Meters as other providers may have them: each is the sandbox's dispatches with something else. */
const saying = (...changes: Partial<Meter>[]): PlaceOptions => ({
  prepare(place) {
    const {fetch} = place;
    place.fetch = async (request) => {
      const response = await fetch(request);
      if (!request.url.includes('/portal/usage')) return response;
      const usage = (await response.json()) as Usage;
      const typical = usage.meters.find(({id}) => id === 'dispatches');
      const said = changes.map((change, index) => ({...typical, id: `meter_${index}`, ...change}));
      return Response.json({...usage, meters: said});
    };
  },
});

/** Uses more before it is shown. */
const using = (meter: string, amount: number): PlaceOptions => ({
  prepare: ({sandbox}) => sandbox.use('sub_crew', meter, amount),
});

export const Bars = inSandbox({play}, meters());
export const BarsInArabic = inSandbox({scenario: 'kuwait', play}, meters({locale: 'ar-KW'}));
export const AboveTheLimit = inSandbox({...using('text_messages', 900), play}, meters());
export const UsedUp = inSandbox({...using('dispatches', 9000), play}, meters());
export const Viewer = inSandbox({session: {role: 'viewer'}, play}, meters());
export const SomeOfThem = inSandbox({play}, meters({limit: 2}));
export const Single = inSandbox({...saying({}), play}, meters());
export const WithoutLimits = inSandbox(
  {
    ...saying(
      {name: 'Calls', limit: null},
      {name: 'Minutes', limit: null, beyondLimit: 'charged', unitPrice: {amount: '0.4', currency: 'EUR', exponent: 2}},
      {name: 'Exports', limit: null, projected: null, resetsAt: null},
    ),
    play,
  },
  meters(),
);
export const HugeAndTiny = inSandbox(
  {
    ...saying(
      {name: 'Events that were received from everywhere', used: 1_234_567_890_123, limit: 2e12, projected: 1.8e12},
      {name: 'Compute', unit: 'kWh', used: 0.125, limit: 0.5, projected: 0.2},
      {name: 'Nothing', used: 0, projected: 0},
    ),
    play,
  },
  meters(),
);
export const UnknownValues = inSandbox(
  {...saying({aggregation: 'median', beyondLimit: 'throttled', used: 9999, projected: 12_000}, {name: 'Other'}), play},
  meters(),
);
export const Forty = inSandbox(
  {...saying(...Array.from({length: 40}, (_, index) => ({name: `Meter ${index + 1}`, used: index * 270}))), play},
  meters(),
);
export const Several = inSandbox(
  {
    scenario: 'several',
    ...saying(
      {name: 'Dispatches'},
      {name: 'Routes', subscriptionId: 'sub_route_history', used: 90, limit: 100, projected: 98},
    ),
    play,
  },
  meters(),
);
export const Details = inSandbox({play: figures}, meters({detail: true}));
export const DetailsInArabic = inSandbox({scenario: 'kuwait', play: figures}, meters({detail: true, locale: 'ar-KW'}));
export const DetailsOfALevel = inSandbox({play: figures}, meters({detail: true, meter: 'storage'}));
export const DetailsOfSeats = inSandbox({play: figures}, meters({detail: true, meter: 'seats'}));
export const DetailsAboveTheLimit = inSandbox(
  {...using('text_messages', 900), play: figures},
  meters({detail: true, meter: 'text_messages'}),
);
export const DetailsByTheYear = inSandbox({scenario: 'yearly', play: figures}, meters({detail: true}));
export const DetailsOfForty = inSandbox(
  {...saying(...Array.from({length: 40}, (_, index) => ({name: `Meter ${index + 1}`}))), play: figures},
  meters({detail: true}),
);
export const DetailsWithTiers = inSandbox(
  {
    ...saying({beyondLimit: 'charged', used: 9400, projected: 14_100, cost: money(0), projectedCost: money(4100)}),
    play: figures,
  },
  meters({detail: true}),
);
export const DetailsWithoutPoints = inSandbox({...saying({points: []}), play: figures}, meters({detail: true}));
export const Empty = inSandbox({...saying(), play: shows('[part~="empty"]')}, meters());
export const SwitchedOff = inSandbox(
  {session: {features: {usage: {view: false}}}, play: shows('[part~="empty"]')},
  meters({detail: true}),
);
export const Loading = inSandbox(loading, meters());
export const LoadingDetails = inSandbox(
  {prepare: ({sandbox}) => sandbox.delay('readUsage', 60_000), play: shows('.waiting')},
  meters({detail: true}),
);
export const Failed = inSandbox({...failing('readUsage'), play: shows('[part~="failed"]')}, meters());
export const Offline = inSandbox({...offline, play: shows('[part~="failed"]')}, meters());
export const Ended = inSandbox({...ended, play: shows('.notice')}, meters());
