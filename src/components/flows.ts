import {css, html, type CSSResult, type TemplateResult} from 'lit';
import type {PortalView} from '../events/portal-events.js';
import {actions} from '../styles/action.styles.js';
import {notices} from '../styles/notice.styles.js';
import {renderNotice} from '../ui/notice.js';
import {renderWorkingButton} from '../ui/working-button.js';
import type {BillingElement} from './billing-element.js';
import {toExportParts} from './export-parts.js';
import {findReturnedWrite} from './flow/returned-write.js';
import type {SubscriptionReviewKind} from './subscription-change/reviewed-change.js';

/** What of an element a flow needs: it is shown in the element's place, and leads back to it. */
type FlowHost = Pick<
  BillingElement,
  'content' | 'flow' | 'portal' | 'locale' | 'localize' | 'go' | 'requestUpdate' | 'renderRoot' | 'isConnected'
>;

/** A flow by the module that it is in, and what it is about. */
interface Target {
  section: Section;
  id: string;
  act: string;
}

/** A flow that is shown, and where it was opened from. */
interface Opened {
  flow: string;
  target: Target;
  back: PortalView;
  opener: HTMLElement | undefined;
}

/** The flows of each host, the one that is shown last; those before it were led out of. */
const opened = new WeakMap<FlowHost, Opened[]>();

/** Modules of flows: each is loaded when it is first opened. Open to tests, which cut one off. */
export const modules: Record<Section, () => Promise<unknown>> = {
  invoices: () => import('./invoice-payment/invoice-payment.js'),
  subscriptions: () => import('./subscription-change/subscription-change.js'),
  plan: () => import('./plan-picker/plan-picker.js'),
  'payment-methods': () => import('./payment-method-setup/payment-method-setup.js'),
  'billing-details': () => import('./billing-details-form/billing-details-form.js'),
};
type Section = 'invoices' | 'subscriptions' | 'plan' | 'payment-methods' | 'billing-details';
const loaded = new Map<Section, 'here' | 'failed'>();
const arrivals = new Map<Section, Promise<unknown>>();

export const styles: CSSResult = css`
  ${actions}
  ${notices}
  [tabindex='-1']:focus {
    outline: none;
  }
`;

/** The flow that an element is led into; undefined while it is loaded, and for a name that is none. */
export function renderFlow(host: FlowHost): TemplateResult | undefined {
  const target = findTarget(host);
  if (!target) return undefined;
  const state = load(host, target.section);
  if (state === 'here') return renderSection(host, note(host, target));
  if (state === 'failed') return renderFailed(host, target.section);
  // Until it is here, the flow that it was led out of stays where it is.
  const former = isWithin(host) ? opened.get(host)?.at(-1) : undefined;
  return former && renderSection(host, former);
}

/** Which flow a write that is returned to belongs to, and as which act. */
const sections: Record<string, [Section, act: string]> = {
  pay_invoice: ['invoices', ''],
  change_subscription: ['subscriptions', 'returned'],
  start_subscription: ['subscriptions', 'started'],
  set_up_payment_method: ['payment-methods', ''],
};

/** What each act on a subscription is. */
const reviews: Record<string, SubscriptionReviewKind> = {
  pause: 'pause',
  resume: 'unpause',
  restart: 'restart',
  withdraw: 'withdraw_pending',
  cancel: 'cancel',
  keep: 'undo_cancel',
  returned: 'plan',
  started: 'start',
};

function findTarget(host: FlowHost): Target | undefined {
  const [section = '', id = '', act = ''] = host.flow.split('/');
  if (section === 'operations') {
    const write = findReturnedWrite(host, id);
    const [returned, as = ''] = (write && sections[write.kind]) ?? [];
    return returned && {section: returned, id: write?.resourceId ?? '', act: as};
  }
  // A plan is chosen by a part of its own.
  if (section === 'subscriptions' && id === 'new') return {section: 'plan', id: '', act: ''};
  if (section === 'subscriptions' && act === 'plan') return {section: 'plan', id, act};
  return isSection(section) ? {section, id, act} : undefined;
}

function isSection(section: string): section is Section {
  return Object.hasOwn(modules, section);
}

/** True where a flow is on the screen. */
function isWithin({renderRoot}: FlowHost): boolean {
  return !!renderRoot.querySelector('[data-flow]');
}

/** Remembers what led to the flow, before it takes the place of that. */
function note(host: FlowHost, target: Target): Opened {
  const {flow, content} = host;
  // Another flow on the screen was led out of; without one, all of them were left.
  const stack = isWithin(host) ? (opened.get(host) ?? []) : [];
  const known = stack.findIndex((place) => place.flow === flow || isAbout(place, target));
  const below = stack.at(-1)?.flow as PortalView | undefined;
  const place = {back: below ?? content, opener: findFocused(), ...stack[known], flow, target};
  opened.set(host, [...stack.slice(0, known < 0 ? undefined : known), place]);
  return place;
}

/** True for another act on the same thing, which takes the place of the first: keeping what was just canceled, say. */
function isAbout({target: {section, id}}: Opened, target: Target): boolean {
  return section === target.section && id === target.id && section !== 'payment-methods';
}

/** What has the focus, in whatever shadow root. */
function findFocused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : undefined;
}

/** Where the module of a flow is; it is on its way after this. One that did not come is asked for again on request only. */
function load(host: FlowHost, section: Section): 'loading' | 'here' | 'failed' {
  const state = loaded.get(section);
  if (state) return state;
  const arrival =
    arrivals.get(section) ??
    modules[section]().then(
      () => loaded.set(section, 'here'),
      () => loaded.set(section, 'failed'),
    );
  arrivals.set(section, arrival);
  // Whoever waits for it is told: another element of the page may have asked first.
  void arrival.then(() => host.requestUpdate());
  return 'loading';
}

function renderFailed(host: FlowHost, section: Section): TemplateResult {
  const {localize} = host;
  const again = (): void => {
    loaded.delete(section);
    arrivals.delete(section);
    host.requestUpdate();
  };
  return html`<div data-failed>
    ${renderNotice({
      icon: 'refresh',
      tone: 'warning',
      title: localize.term('unreachable'),
      isNews: true,
      action: [
        renderWorkingButton({label: localize.term('sendAgain'), variant: 'small', onClick: again}),
        renderWorkingButton({
          label: localize.term('backToBilling'),
          variant: 'small',
          onClick: () => host.go(host.content),
        }),
      ],
    })}
  </div>`;
}

function renderSection(host: FlowHost, {target, back, opener}: Opened): TemplateResult {
  const {portal = null, locale} = host;
  const {section, id, act} = target;
  const navigate = (event: Event & {view: PortalView}): void => {
    event.stopPropagation();
    event.preventDefault();
    host.go(event.view);
  };
  switch (section) {
    case 'invoices':
      return html`<invoice-payment
        data-flow
        .portal=${portal}
        .locale=${locale}
        .invoiceId=${id}
        .back=${back}
        .opener=${opener}
        @billing-navigate=${navigate}
        exportparts=${toExportParts('invoice-payment', 'heading, panel, notice, button, ledger')}
      ></invoice-payment>`;
    case 'subscriptions':
      return html`<subscription-change
        data-flow
        .portal=${portal}
        .locale=${locale}
        .subscriptionId=${id}
        .kind=${reviews[act] ?? 'cancel'}
        .back=${back}
        .opener=${opener}
        @billing-navigate=${navigate}
        exportparts=${toExportParts('subscription-change', 'heading, panel, changes, proration, timeline, ledger, notice, button')}
      ></subscription-change>`;
    case 'plan':
      return html`<plan-picker
        data-flow
        .portal=${portal}
        .locale=${locale}
        .subscriptionId=${id}
        .back=${back}
        .opener=${opener}
        @billing-navigate=${navigate}
        exportparts=${toExportParts('plan-picker', 'heading, panel, card, changes, proration, timeline, ledger, notice, button, empty, failed')}
      ></plan-picker>`;
    case 'billing-details':
      return html`<billing-details-form
        data-flow
        .portal=${portal}
        .locale=${locale}
        .back=${back}
        .opener=${opener}
        @billing-navigate=${navigate}
        exportparts=${toExportParts('billing-details-form', 'heading, panel, notice, button')}
      ></billing-details-form>`;
    default:
      return html`<payment-method-setup
        data-flow
        .portal=${portal}
        .locale=${locale}
        .replaces=${act === 'replace' ? id : ''}
        .back=${back}
        .opener=${opener}
        @billing-navigate=${navigate}
        exportparts=${toExportParts('payment-method-setup', 'heading, panel, notice, button')}
      ></payment-method-setup>`;
  }
}
