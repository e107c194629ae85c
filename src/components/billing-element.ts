import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import type {PortalMember} from '../contract/portal.js';
import type {Fetch} from '../client/send.js';
import type {FetchSession} from '../client/session.js';
import {BillingErrorEvent, BillingReadyEvent, BillingSessionExpiredEvent} from '../events/portal-events.js';
import {LocalizeController} from '../localize/localize-controller.js';
import {PortalController} from '../state/portal-controller.js';
import type {MemberState, Portal, PortalStatus} from '../state/portal.js';
import {renderButton} from '../ui/button.js';
import type {Trouble} from '../ui/trouble.js';
import {LazyView} from './lazy-view.js';

/**
 * What all customers' elements have in common: where their session comes from, their language, and one way to show
 * a session that is over. Everything else is theirs.
 */
export abstract class BillingElement extends LitElement {
  /**
   * Address of the billing endpoint, with the path it is mounted at. With neither token nor `fetchSession`, the endpoint
   * asks the host's own sign-in (same origin only). Not needed inside of a `<billing-portal>`.
   */
  @property() endpoint: string | undefined;

  /** A session token, `bps_…`, from your server. Never reflected, never stored. */
  @property({attribute: 'session-token'}) sessionToken: string | undefined;

  /** Asks your server for a session: at the start, and when one is over. */
  @property({attribute: false}) fetchSession: FetchSession | undefined;

  /** Takes the place of the page's `fetch`: give `billing.fetch` to run the endpoint in the page. */
  @property({attribute: false}) fetch: Fetch | undefined;

  /** Language and region, BCP 47. Absent: the session's, else the customer's, else the page's `lang`. */
  @property() locale: string | undefined;

  protected readonly controller = new PortalController(this, () => this.members, {
    provides: this.provides,
    changed: (portal) => this.tell(portal),
  });

  protected readonly localize = new LocalizeController(this, () => {
    const answer = this.portal?.answer;
    return [this.locale, answer?.session.locale, answer?.customer.locale];
  });

  private readonly trouble = new LazyView(this, this.localize, 'trouble', () => import('../ui/trouble.js'));

  /** What of the answer the element shows. */
  protected abstract get members(): readonly PortalMember[];

  /** True for an element that hands its Portal on to the parts inside of it. */
  protected get provides(): boolean {
    return false;
  }

  private told: PortalStatus | undefined;

  /** The Portal that the element stands on; undefined until it has a session source, or a portal around it. */
  get portal(): Portal | undefined {
    return this.controller.portal;
  }

  /** Reads again what the element shows. */
  async refresh(): Promise<void> {
    await this.portal?.read(this.members);
  }

  /** What is known of a member, as loading for as long as the words are not here either. */
  protected find<M extends PortalMember>(member: M): MemberState<M> {
    return this.localize.ready ? (this.portal?.find(member) ?? {state: 'loading'}) : {state: 'loading'};
  }

  /** Once per change of status, and only from the element that the Portal belongs to: parts inside stay silent. */
  private tell(portal: Portal): void {
    if (!this.endpoint || portal.status === this.told) return;
    this.told = portal.status;
    if (portal.status === 'ready') void this.updateComplete.then(() => this.dispatchEvent(new BillingReadyEvent()));
    if (portal.status === 'ended') this.dispatchEvent(new BillingSessionExpiredEvent());
    if (portal.status === 'failed' && portal.error) this.dispatchEvent(new BillingErrorEvent(portal.error));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('sessionToken') || changed.has('endpoint')) this.told = undefined;
  }

  protected override render(): TemplateResult {
    const {portal, localize} = this;
    const hasEnded = portal?.status === 'ended' && localize.ready;
    return html`<div class="root" lang=${localize.locale} dir=${localize.direction}>
      ${hasEnded ? this.renderEnded(portal) : this.renderContent()}
    </div>`;
  }

  /** The element's own content. */
  protected abstract renderContent(): TemplateResult | typeof nothing;

  private renderEnded(portal: Portal): TemplateResult | typeof nothing {
    // Inside of a portal, the portal says it once for all its parts.
    if (!this.endpoint) return nothing;
    return this.renderTrouble({kind: 'ended', reopen: portal.canReopen ? () => void portal.reopen() : undefined});
  }

  /**
   * Says that there is nothing to show, and why. Its words are loaded when they are first needed; where they cannot be,
   * because the page has no connection, there is still a way to try again.
   */
  protected renderTrouble(trouble: Trouble): TemplateResult | typeof nothing {
    const {localize} = this;
    const {view, failed} = this.trouble;
    if (view) return view.renderTrouble(localize, trouble);
    if (!failed) return nothing;
    const again = trouble.kind === 'failed' ? trouble.again : () => void this.refresh();
    return renderButton({
      label: localize.term('tryAgain'),
      onClick: () => {
        void this.trouble.load();
        again();
      },
    });
  }

  /** Told to screen readers while the skeleton stands. */
  protected renderLoadingText(): TemplateResult {
    return html`<p class="spoken" role="status">${this.localize.ready ? this.localize.term('loading') : nothing}</p>`;
  }
}
