import {
  customerUpdates,
  type ChangeFeatures,
  type Features,
  type FeaturesInput,
  type PauseFeatures,
  type Span,
} from '../../contract/configuration.js';
import {paymentMethodKinds} from '../../contract/payment-method.js';
import type {Section} from '../../contract/session.js';
import {isShorter} from './spans.js';

/** Everything that there is to switch off, and a pause as it is where nothing is said of it. */
const everything: Features = {
  subscriptions: {view: true},
  invoices: {view: true, download: true, pay: true, export: true},
  paymentMethods: {view: true, add: true, remove: true, setDefault: true, accepted: [...paymentMethodKinds]},
  change: {
    upgrade: true,
    downgrade: true,
    interval: true,
    quantity: true,
    addOns: true,
    promotionCode: true,
    start: true,
    restart: true,
  },
  pause: {
    enabled: true,
    durations: [1, 2, 3].map((count) => ({unit: 'month', count})),
    date: true,
    indefinite: true,
    maximum: null,
    at: 'customer_choice',
  },
  cancel: {enabled: true},
  usage: {view: true},
  billingInformation: {view: true, allowedUpdates: [...customerUpdates]},
};

/** The switches of a configuration: all that it does not say is on. */
export function toFeatures(input: FeaturesInput = {}): Features {
  const {durations, maximum, at} = input.pause ?? {};
  const pause: PauseFeatures = {
    ...everything.pause,
    ...(durations && {durations}),
    ...(maximum && {maximum}),
    ...(at && {at}),
  };
  // A length that may not be chosen is not shown either.
  const isAllowed = (span: Span): boolean => pause.maximum === null || !isShorter(pause.maximum, span);
  const allowed = {...pause, durations: (pause.durations as Span[]).filter(isAllowed)};
  return narrow({...everything, pause: allowed}, input);
}

/** Switches off what `by` switches off; it can never switch anything on. */
export function narrow(features: Features, by: FeaturesInput = {}): Features {
  const {subscriptions, invoices, paymentMethods, cancel, usage, billingInformation} = features;
  const updates: readonly string[] | undefined = by.billingInformation?.allowedUpdates;
  return {
    subscriptions: {view: subscriptions.view && by.subscriptions?.view !== false},
    invoices: {
      view: invoices.view && by.invoices?.view !== false,
      download: invoices.download && by.invoices?.download !== false,
      pay: invoices.pay && by.invoices?.pay !== false,
      export: invoices.export && by.invoices?.export !== false,
    },
    paymentMethods: {
      view: paymentMethods.view && by.paymentMethods?.view !== false,
      add: paymentMethods.add && by.paymentMethods?.add !== false,
      remove: paymentMethods.remove && by.paymentMethods?.remove !== false,
      setDefault: paymentMethods.setDefault && by.paymentMethods?.setDefault !== false,
      accepted: paymentMethods.accepted.filter(
        (kind) => by.paymentMethods?.accepted?.some((one) => one === kind) ?? true,
      ),
    },
    change: narrowChange(features.change, by.change),
    pause: narrowPause(features.pause, by.pause),
    cancel: {enabled: cancel.enabled && by.cancel?.enabled !== false},
    usage: {view: usage.view && by.usage?.view !== false},
    billingInformation: {
      view: billingInformation.view && by.billingInformation?.view !== false,
      allowedUpdates: billingInformation.allowedUpdates.filter((update) => updates?.includes(update) ?? true),
    },
  };
}

function narrowChange(change: ChangeFeatures, by: FeaturesInput['change'] = {}): ChangeFeatures {
  const switches = Object.entries(change).map(([name, isOn]) => [
    name,
    isOn && by[name as keyof ChangeFeatures] !== false,
  ]);
  return Object.fromEntries(switches) as ChangeFeatures;
}

function narrowPause(pause: PauseFeatures, by: FeaturesInput['pause'] = {}): PauseFeatures {
  const {durations, maximum, at} = by;
  const mostOf = (own: PauseFeatures['maximum']): PauseFeatures['maximum'] =>
    maximum && (own === null || isShorter(maximum, own)) ? maximum : own;
  const most = mostOf(pause.maximum);
  return {
    enabled: pause.enabled && by.enabled !== false,
    durations: pause.durations.filter(
      (one) =>
        (durations?.some(({unit, count}) => unit === one.unit && count === one.count) ?? true) &&
        (most === null || !isShorter(most, one)),
    ),
    date: pause.date && by.date !== false,
    indefinite: pause.indefinite && by.indefinite !== false,
    maximum: most,
    // Where the customer may choose, a session may leave one of both.
    at: pause.at === 'customer_choice' ? (at ?? pause.at) : pause.at,
  };
}

/** What each part of the portal shows; what it does not is not there for a session that is for that part alone. */
const shownIn: Record<Section, readonly string[] | undefined> = {
  overview: undefined,
  subscriptions: ['subscriptions', 'paymentMethods'],
  usage: ['subscriptions', 'usage'],
  payment_methods: ['paymentMethods'],
  billing_information: ['billingInformation'],
  // An invoice is paid with one of the methods.
  invoices: ['invoices', 'paymentMethods'],
};

/** The parts in which subscriptions are changed: another one may show them and changes nothing of them. */
const changesIn: readonly Section[] = ['overview', 'subscriptions'];

/** Switches off what a part of the portal does not show, and what is not done there. */
export function narrowToSection(features: Features, section: Section | undefined): Features {
  const shown = section && shownIn[section];
  if (!shown) return features;
  const narrowed = Object.entries(features).map(([name, feature]) => [
    name,
    'view' in feature && !shown.includes(name) ? {...feature, view: false} : feature,
  ]);
  const visible = Object.fromEntries(narrowed) as Features;
  return changesIn.includes(section) ? visible : withoutChanges(visible);
}

function withoutChanges(features: Features): Features {
  const change = Object.fromEntries(Object.keys(features.change).map((name) => [name, false])) as ChangeFeatures;
  return {...features, change, pause: {...features.pause, enabled: false}, cancel: {enabled: false}};
}
