import {html, LitElement, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {BillingError} from '../contract/errors.js';
import type {PortalAnswer, PortalMember} from '../contract/portal.js';
import type {Fetch} from '../client/send.js';
import type {FetchSession} from '../client/session.js';
import {
  BillingErrorEvent,
  BillingNavigateEvent,
  BillingReadyEvent,
  BillingSessionExpiredEvent,
  type PortalView,
} from '../events/portal-events.js';
import {speakers} from '../localize/languages.js';
import {LocalizeController} from '../localize/localize-controller.js';
import type {Messages} from '../localize/messages.js';
import {PortalController} from '../state/portal-controller.js';
import type {MemberState, Portal} from '../state/portal.js';
import {renderButton} from '../ui/button.js';
import type {Trouble} from '../ui/trouble.js';
import {LazyView, type ViewModule} from './lazy-view.js';

/** The flows, as an element that leads to them loads them. */
export interface FlowsModule extends ViewModule {
  /** The flow that the element is led into; undefined while it is loaded, and for a name that is none. */
  renderFlow(host: BillingElement): TemplateResult | undefined;
}

/** The flow that a view is; empty for a view of the content, and for one that there is not. */
export const toFlow = (view: PortalView): string =>
  /^(subscriptions|payment-methods|billing-details|operations|invoices\/.+)\/./.test(view) ? view : '';

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
    messages: {attribute: false, noAccessor: true},
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

  /** @internal */
  readonly localize: LocalizeController = new LocalizeController(
    this,
    () => {
      const answer = this.portal?.answer;
      return [this.locale, answer?.session.locale, answer?.customer.locale];
    },
    () => this.portal?.answer?.configuration.copy?.messages,
  );

  #messages: Messages | undefined;

  private readonly trouble = new LazyView(this, this.localize, 'trouble', () => import('../ui/trouble.js'));

  protected readonly flows = new LazyView(this, this.localize, 'writes', () => this.loadFlows());

  /** @internal A view that stands in place of the content until it is left; empty for none. */
  flow = '';

  /** @internal The view of the content: it stays as it is below a flow. */
  content: PortalView = 'overview';

  /** The Portal that the host was told of, for as long as there is something to show of it. */
  #shown: Portal | undefined;

  /** @internal What of the answer the element shows. */
  abstract get members(): readonly PortalMember[] | undefined;

  /** The Portal that the element stands on. Set one to share it, also without any endpoint. */
  get portal(): Portal | undefined {
    return this.#controller.portal;
  }
  set portal(portal: Portal | null | undefined) {
    this.#controller.given = portal;
    this.requestUpdate();
  }

  /**
   * Texts of your own in place of ours, by name, in whatever language the element speaks; parts inside of it say them too.
   * For every element of the page at once there is `registerMessages`.
   */
  get messages(): Messages | undefined {
    return this.#messages;
  }
  set messages(messages: Messages | undefined) {
    this.#messages = messages;
    // Parts inside of it follow.
    for (const speak of speakers) speak();
  }

  override connectedCallback(): void {
    // Before the first rendering is due: the data takes longer.
    this.#controller.hostConnected();
    // eslint-disable-next-line wc/guard-super-call -- it is Lit's, and always there
    super.connectedCallback();
  }

  /** Reads again what the element shows. */
  async refresh(): Promise<void> {
    if (this.localize.isSpeechless) this.localize.load('overview').catch(() => undefined);
    await this.portal?.read(this.members);
  }

  /** @internal What is known of a member, as loading for as long as the words are not here either. */
  find<M extends PortalMember>(member: M): MemberState<M> {
    const {ready, isSpeechless} = this.localize;
    if (isSpeechless) return {state: 'failed', error: new BillingError('offline'), isReading: false};
    return (ready && this.portal?.find(member)) || {state: 'loading'};
  }

  /** @internal Told to the host by the element that the Portal belongs to: parts inside of it stay silent. */
  tellFailure({status, error, isSignedOut}: Portal): void {
    // Who has signed out needs no other session.
    if (!this.endpoint || !error || isSignedOut) return;
    this.dispatchEvent(status === 'ended' ? new BillingSessionExpiredEvent() : new BillingErrorEvent(error));
  }

  /** Brings the flows that the element leads to; which these are is for the element to say. */
  protected abstract loadFlows(): Promise<FlowsModule>;

  /** @internal Shows another view, unless the host, or the portal around, sees to it. True where it is shown here. */
  go(view: PortalView): boolean {
    if (!this.dispatchEvent(new BillingNavigateEvent(view))) return false;
    this.flow = toFlow(view);
    this.requestUpdate();
    return true;
  }

  /** Looks as the configuration says, below what the page says. */
  protected async wear({configuration: {brand}}: PortalAnswer): Promise<void> {
    // Where it cannot be loaded, it looks as it does without a brand.
    if (brand)
      await import('./brand.js').then(
        ({wearBrand}) => wearBrand(this, brand),
        () => undefined,
      );
  }

  protected override updated(): void {
    const {portal} = this;
    // What stands inside of a portal inherits it.
    if (this.endpoint && portal?.answer) void this.wear(portal.answer);
    // Not while the words are on their way: the skeleton stands until they are here.
    if (portal?.status !== 'ready') this.#shown = undefined;
    else if (this.endpoint && this.localize.ready && this.#shown !== portal) {
      this.#shown = portal;
      void this.updateComplete.then(() => this.dispatchEvent(new BillingReadyEvent()));
    }
  }

  protected override render(): unknown {
    const {portal, localize} = this;
    return html`<div class="root" lang=${localize.locale} dir=${localize.direction}>
      ${portal?.status === 'ended' ? this.renderTrouble({kind: 'ended', portal}) : this.#renderShown()}
    </div>`;
  }

  /** Below a flow the content stays, so that everything in it is where it was once the flow is left. */
  #renderShown(): TemplateResult {
    const flow = this.flow && this.#renderFlow();
    return html`${flow}
      <div ?hidden=${flow}>${this.renderContent()}</div>`;
  }

  #renderFlow(): unknown {
    const {view, failed} = this.flows;
    if (view) return view.renderFlow(this);
    return failed && this.renderTrouble({kind: 'failed', title: 'flowFailed', again: () => void this.flows.load()});
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
    return html`<p class="spoken" role="status">${this.localize.word('loading')}</p>`;
  }
}
