import {css, html, nothing, type CSSResult, type LitElement, type TemplateResult} from 'lit';
import {isPicture, isWebAddress} from '../../contract/brand.js';
import type {PortalAnswer} from '../../contract/portal.js';
import {BillingSignedOutEvent} from '../../events/frame-events.js';
import type {PortalView} from '../../events/portal-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {actions} from '../../styles/action.styles.js';
import {badges} from '../../styles/badge.styles.js';
import {dialogs} from '../../styles/dialog.styles.js';
import {notices} from '../../styles/notice.styles.js';
import {titles} from '../../styles/title.styles.js';
import {renderIcon} from '../../ui/icon.js';
import {renderNotice} from '../../ui/notice.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {focusAgain} from '../flow/way-back.js';
import {frameStyles} from './portal-frame.styles.js';

/** A portal, as far as what stands around its sections needs it. */
export interface FramedPortal extends LitElement {
  readonly portal: Portal | undefined;
  readonly localize: LocalizeController;
  readonly display: string;
  readonly flow: string;
  readonly content: PortalView;
  open(view: PortalView): boolean;
  signOut(): Promise<void>;
}

export const styles: CSSResult = css`
  ${actions}
  ${badges}
  ${dialogs}
  ${notices}
  ${titles}
  ${frameStyles}
`;

type Configuration = Partial<PortalAnswer['configuration']>;

/** What was known last: whose portal it is may still be said once the session is over. */
const known = new WeakMap<FramedPortal, Configuration>();

export function findConfiguration(host: FramedPortal): Configuration {
  const configuration = host.portal?.answer?.configuration ?? known.get(host) ?? {};
  known.set(host, configuration);
  return configuration;
}

/** The view of a session that is for one section; undefined for one that is for all of them. */
export function toHome(section: string): PortalView | undefined {
  const homes: Record<string, PortalView> = {
    subscriptions: 'subscriptions',
    usage: 'usage',
    payment_methods: 'payment-methods',
    billing_information: 'billing-details',
    invoices: 'invoices',
  };
  return homes[section];
}

/** Above the sections where there is no page head: the way back, and the badge where no heading carries it. */
export function renderBar(host: FramedPortal): unknown {
  const back = renderWayBack(host);
  const badge = isMarked(host) ? nothing : renderBadge(host);
  if (back === nothing && badge === nothing) return nothing;
  const {locale, direction} = host.localize;
  return html`<div class="root" lang=${locale} dir=${direction}><div class="bar">${back}${badge}</div></div>`;
}

/** Nothing in live mode. `slot` puts it beside a section's heading. */
export function renderBadge(host: FramedPortal, slot?: string): unknown {
  if (host.portal?.answer?.session.mode !== 'test') return nothing;
  return html`<span class="badge warning" part="badge" slot=${slot ?? nothing}
    >${host.localize.term('testMode')}</span
  >`;
}

/** Beside the heading of the plan where that is in view, in the page itself. */
export function renderMark(host: FramedPortal): unknown {
  return isMarked(host) ? renderBadge(host, 'mark') : nothing;
}

function isMarked({display, flow, content, portal}: FramedPortal): boolean {
  const isThere = portal?.answer?.configuration.features.subscriptions.view;
  return display === 'inline' && !flow && (content === 'overview' || content === 'subscriptions') && !!isThere;
}

/** Says that nothing can be changed, and leads from a section that is shown alone to all of them. */
export function renderLead(host: FramedPortal, isAlone: boolean): unknown {
  const {readOnly, section} = host.portal?.answer?.session ?? {};
  return [
    readOnly ? renderReadOnly(host) : nothing,
    isAlone && !toHome(section ?? '') ? renderSectionBack(host) : nothing,
  ];
}

function renderReadOnly({localize}: FramedPortal): TemplateResult {
  const title = localize.term('readOnly');
  return renderNotice({icon: 'info', tone: 'info', title, text: localize.term('readOnlyText')});
}

function renderSectionBack(host: FramedPortal): TemplateResult {
  const leave = async ({currentTarget}: Event): Promise<void> => {
    if (!host.open('overview')) return;
    await host.updateComplete;
    focusAgain(currentTarget as HTMLElement, [host.renderRoot]);
  };
  return html`<div class="to-all">
    <button type="button" class="back" @click=${leave}>
      ${renderIcon('back')}${host.localize.term('billingTitle')}
    </button>
  </div>`;
}

/** A page of its own: whose it is, the ways out, the sections, and what stands below them. */
export function renderPage(host: FramedPortal, shown: unknown): TemplateResult {
  const {localize, portal} = host;
  const {brand, copy} = findConfiguration(host);
  const name = portal?.answer?.customer.name;
  const headline = copy?.headline ?? (name ? localize.term('billingFor', {name}) : localize.term('billingTitle'));
  const logo = brand?.logo && isPicture(brand.logo) ? brand.logo : undefined;
  const links = [
    renderLink(copy?.termsUrl, localize.term('terms')),
    renderLink(copy?.privacyUrl, localize.term('privacy')),
  ];
  // Their titles are of the third rank.
  const {status, answer} = portal ?? {};
  const hasNotices = status === 'ended' || !!answer?.notices?.length || answer?.session.readOnly;
  const hasFoot = !!copy?.footer || links.some((link) => link !== nothing);
  return html`<div class="root" lang=${localize.locale} dir=${localize.direction}>
    <div class="page" part="page">
      <header class="page-head" part="page-header">
        ${
          brand?.name || logo
            ? html`<span class="brand-name" part="brand">
                ${logo ? html`<img src=${logo} alt=${brand?.name ? '' : nothing} />` : nothing}<bdi>${brand?.name}</bdi>
              </span>`
            : nothing
        }
        ${renderBadge(host)}
        <span class="ways">${renderWayBack(host)}${renderSignOut(host)}</span>
      </header>
      ${renderSignOutFailure(host)}
      <h1 class="headline" part="headline"><bdi>${headline}</bdi></h1>
      ${hasNotices ? html`<h2 class="spoken">${localize.term('billingTitle')}</h2>` : nothing} ${shown}
      ${
        hasFoot
          ? html`<footer class="page-foot" part="page-footer">
              ${copy?.footer ? html`<bdi>${copy.footer}</bdi>` : nothing}<span class="ways">${links}</span>
            </footer>`
          : nothing
      }
    </div>
  </div>`;
}

/** Only http and https: anything else is no link. */
function renderLink(address: string | undefined, label: string): unknown {
  return address && isWebAddress(address) ? html`<a href=${address}>${label}</a>` : nothing;
}

function renderWayBack(host: FramedPortal): unknown {
  const {returnUrl, backLabel, brand} = findConfiguration(host);
  if (!returnUrl || !isWebAddress(returnUrl)) return nothing;
  const {localize} = host;
  const label = backLabel ?? (brand?.name ? localize.term('backTo', {name: brand.name}) : localize.term('back'));
  return html`<a class="back" part="back" href=${returnUrl}>${renderIcon('back')}<bdi>${label}</bdi></a>`;
}

/** Ends the session at the endpoint. Rejects where it was not reached. */
export async function signOut(host: FramedPortal): Promise<void> {
  await (await host.portal?.requests())?.signOut();
  host.dispatchEvent(new BillingSignedOutEvent());
}

/** Where signing out stands, for each portal that tries. */
const leavings = new WeakMap<FramedPortal, 'busy' | 'failed'>();

function renderSignOut(host: FramedPortal): unknown {
  if (host.portal?.status !== 'ready') return nothing;
  const busy = leavings.get(host) === 'busy';
  return renderWorkingButton({
    label: host.localize.term(busy ? 'signingOut' : 'signOut'),
    variant: 'small',
    busy,
    onClick: () => void tryToSignOut(host),
  });
}

async function tryToSignOut(host: FramedPortal): Promise<void> {
  if (leavings.get(host) === 'busy') return;
  leavings.set(host, 'busy');
  host.requestUpdate();
  await host.signOut().then(
    () => leavings.delete(host),
    () => leavings.set(host, 'failed'),
  );
  host.requestUpdate();
}

function renderSignOutFailure(host: FramedPortal): unknown {
  if (leavings.get(host) !== 'failed') return nothing;
  const {localize} = host;
  const [title, text] = [localize.term('signOutFailed'), localize.term('signOutFailedText')];
  return renderNotice({icon: 'alert', tone: 'warning', title, text, isNews: true});
}
