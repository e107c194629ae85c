import {html, LitElement, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {PortalMember} from '../contract/portal.js';
import type {Fetch} from '../client/send.js';
import type {FetchSession} from '../client/session.js';
import {BillingErrorEvent, BillingReadyEvent, BillingSessionExpiredEvent} from '../events/portal-events.js';
import {LocalizeController} from '../localize/localize-controller.js';
import {PortalController} from '../state/portal-controller.js';
import type {MemberState, Portal} from '../state/portal.js';
import {renderButton} from '../ui/button.js';
import type {Trouble} from '../ui/trouble.js';
import {LazyView} from './lazy-view.js';

/**
 * What all customers' elements have in common: where their session comes from, their language, and one way to say
 * that there is nothing to show. Everything else is theirs.
 */
export abstract class BillingElement extends LitElement {
  // Declared here and not by decorators, whose code would be as large as all of these together.
  static override properties: PropertyDeclarations = {
    endpoint: {},
    sessionToken: {attribute: 'session-token'},
    fetchSession: {attribute: false},
    fetch: {attribute: false},
    locale: {},
  };

  /**
   * Address of the billing endpoint, with the path it is mounted at. With neither token nor `fetchSession`, the endpoint
   * asks the host's own sign-in (same origin only). Not needed inside of a `<billing-portal>`.
   */
  declare endpoint: string | undefined;

  /** A session token, `bps_…`, from your server. Never reflected, never stored. */
  declare sessionToken: string | undefined;

  /** Asks your server for a session: at the start, and when one is over. */
  declare fetchSession: FetchSession | undefined;

  /** Takes the place of the page's `fetch`: give `billing.fetch` to run the endpoint in the page. */
  declare fetch: Fetch | undefined;

  /** Language and region, BCP 47. Absent: the session's, else the customer's, else the page's `lang`. */
  declare locale: string | undefined;

  readonly #controller: PortalController = new PortalController(this);

  protected readonly localize: LocalizeController = new LocalizeController(this, () => {
    const answer = this.portal?.answer;
    return [this.locale, answer?.session.locale, answer?.customer.locale];
  });

  private readonly trouble = new LazyView(this, this.localize, 'trouble', () => import('../ui/trouble.js'));

  /** The Portal that the host was told of, for as long as there is something to show of it. */
  #shown: Portal | undefined;

  /** @internal What of the answer the element shows. */
  abstract get members(): readonly PortalMember[];

  /** The Portal that the element stands on. Set one to share it, also without any endpoint. */
  get portal(): Portal | undefined {
    return this.#controller.portal;
  }
  set portal(portal: Portal | null | undefined) {
    this.#controller.given = portal;
    this.requestUpdate();
  }

  /** Reads again what the element shows. */
  async refresh(): Promise<void> {
    await this.portal?.read(this.members);
  }

  /** What is known of a member, as loading for as long as the words are not here either. */
  protected find<M extends PortalMember>(member: M): MemberState<M> {
    return (this.localize.ready && this.portal?.find(member)) || {state: 'loading'};
  }

  /** @internal Told to the host by the element that the Portal belongs to: parts inside of it stay silent. */
  tellFailure({status, error}: Portal): void {
    if (!this.endpoint || !error) return;
    this.dispatchEvent(status === 'ended' ? new BillingSessionExpiredEvent() : new BillingErrorEvent(error));
  }

  protected override updated(): void {
    const {portal} = this;
    // Not while the words are on their way: the skeleton stands until they are here.
    if (portal?.status !== 'ready') this.#shown = undefined;
    else if (this.endpoint && this.localize.ready && this.#shown !== portal) {
      this.#shown = portal;
      void this.updateComplete.then(() => this.dispatchEvent(new BillingReadyEvent()));
    }
  }

  protected override render(): TemplateResult {
    const {portal, localize} = this;
    return html`<div class="root" lang=${localize.locale} dir=${localize.direction}>
      ${portal?.status === 'ended' ? this.renderTrouble({kind: 'ended', portal}) : this.renderContent()}
    </div>`;
  }

  /** The element's own content. */
  protected abstract renderContent(): unknown;

  /**
   * Says that there is nothing to show, and why. Its words are loaded when they are first needed; where they cannot be,
   * because the page has no connection, there is still a way to try again.
   */
  protected renderTrouble(trouble: Trouble): unknown {
    const {view, failed} = this.trouble;
    if (view) return view.renderTrouble(this.localize, trouble);
    if (!failed) return nothing;
    return renderButton({
      label: this.localize.term('tryAgain'),
      onClick: () => {
        void this.trouble.load();
        if (trouble.kind === 'failed') trouble.again();
      },
    });
  }

  /** Told to screen readers while the skeleton stands. */
  protected renderLoadingText(): TemplateResult {
    return html`<p class="spoken" role="status">${this.word('loading')}</p>`;
  }

  /** A heading or a column's name, which stands before there is anything else; blank until its language is here. */
  protected word(id: 'loading' | 'currentPlan' | 'subscriptions' | 'invoices'): string {
    return this.localize.ready ? this.localize.term(id) : '\u00a0';
  }
}
