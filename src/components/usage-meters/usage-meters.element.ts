import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {Meter, Usage} from '../../contract/usage.js';
import type {PortalView} from '../../events/portal-events.js';
import {actions} from '../../styles/action.styles.js';
import {base} from '../../styles/base.styles.js';
import {titles} from '../../styles/title.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderButton} from '../../ui/button.js';
import {renderTitle} from '../../ui/title.js';
import {BillingElement} from '../billing-element.js';
import {LazyView} from '../lazy-view.js';
import {chooseMeters, renderRows, renderRowsSkeleton} from './meter-rows.js';
import {toShare} from './meter-words.js';
import {toPeriodText} from './usage-dates.js';
import {usageMetersStyles} from './usage-meters.styles.js';
import type {UsageRead} from './usage-read.js';
import {renderFigures} from './usage-figures.js';
import {UsageSource} from './usage-source.js';

/** Why something could not be read; without an error it is a part of the page itself. */
type Failure = Pick<UsageRead, 'error' | 'isReading'>;

/**
 * @summary Shows what has been used, of how much, and where it is heading: one bar a meter, or, as `detail`, one meter day
 *   by day in a chart with its limit and its course, in present and past periods, with the same numbers as a table.
 *
 * @fires {BillingNavigateEvent} billing-navigate - Before the details, or a change of seats, are shown; cancelable.
 * @fires {BillingReadyEvent} billing-ready - The first answer is here and is shown.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read failed; told once for each that did.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The section's heading.
 * @csspart panel - A frame: around the bars, around the chart, around the table.
 * @csspart row - One meter.
 * @csspart button - A button.
 * @csspart empty - Shown where nothing has been counted.
 * @csspart failed - Shown where usage could not be loaded.
 * @csspart notice - The notice of a session that is over, where the element stands alone.
 *
 * @tag usage-meters
 */
export class UsageMetersElement extends BillingElement {
  static override styles = [tokens, base, actions, titles, usageMetersStyles];

  static override properties: PropertyDeclarations = {
    detail: {type: Boolean, reflect: true},
    limit: {type: Number},
    meter: {},
  };

  /** True for one meter with its chart and its table, in place of a bar for each. */
  detail = false;

  /** How many meters have a bar, those that need attention most; 0 is all of them. */
  limit = 0;

  /**
   * The meter whose details are shown, by its id; as `<subscription>/<id>` where several subscriptions have one of that id.
   * Absent: the one that needs attention most.
   */
  declare meter: string | undefined;

  #moved = false;
  /** True where the details were opened here, and lead back here. */
  #isOpened = false;
  #words: 'loading' | 'here' | 'failed' = 'loading';
  readonly #source = new UsageSource(this);
  readonly #detail = new LazyView(this, this.localize, 'usage', () => import('./usage-detail.js'));

  constructor() {
    super();
    this.#loadWords();
  }

  /** @internal Names of what is subscribed to, and what may be changed of it. */
  override get members() {
    return ['subscriptions'] as const;
  }

  /** Reads again what the element shows. */
  override async refresh(): Promise<void> {
    this.#loadWords();
    // Where subscriptions are read anew, usage follows them.
    await super.refresh();
    if (this.#source.present.error) this.#again();
  }

  #again(): void {
    const {portal} = this;
    this.#loadWords();
    if (!portal?.answer) void super.refresh();
    else if (!this.#source.present.isReading) this.#source.read(portal);
  }

  /** @internal Nobody is around who would show the details, or the bars again: then they are shown here. */
  override go(view: PortalView): boolean {
    const isShown = super.go(view);
    if (isShown && (view === 'usage' || view === 'overview')) this.detail = this.#isOpened = view === 'usage';
    return isShown;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // One that is only moved in the page is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) this.#source.forget();
    });
  }

  protected override loadFlows() {
    return import('../flows.js');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && changed.has('detail')) this.#moved = true;
  }

  /** Not before: only now is it certain which Portal it stands on. */
  protected override update(changed: PropertyValues<this>): void {
    this.#source.follow();
    super.update(changed);
  }

  protected override updated(): void {
    super.updated();
    if (!this.#moved) return;
    this.#moved = false;
    const {renderRoot} = this;
    // A view that is led into begins at its title; back in the overview it goes on at the control that led away.
    const target =
      (!this.detail && renderRoot.querySelector<HTMLElement>('#details')) ||
      renderRoot.querySelector<HTMLElement>('#heading');
    if (this.checkVisibility()) target?.focus();
  }

  protected override renderContent(): unknown {
    const {detail} = this;
    if (this.#source.isOff)
      return detail ? [this.#renderTitle(), this.renderTrouble({kind: 'empty', title: 'sectionOff'})] : nothing;
    const failure = this.#findFailure();
    const {value} = this.#source.present;
    const isLoading = !failure && (!value || this.#words !== 'here' || !this.localize.ready);
    return html`<section class=${detail ? '' : 'bars'} aria-labelledby="heading" aria-busy=${isLoading}>
      ${detail ? this.#renderTitle() : this.#renderHead(isLoading ? undefined : value)}
      ${failure ? this.#renderFailure(failure, () => this.#again()) : nothing}
      ${isLoading ? [this.renderLoadingText(), this.#renderSkeleton()] : nothing}
      ${!failure && !isLoading && value ? this.#renderUsage(value) : nothing}
    </section>`;
  }

  /** Why there is nothing to show: nobody can say anything, or what it stands on is not here, or it is not itself. */
  #findFailure(): Failure | undefined {
    const {portal} = this;
    const found = this.find('subscriptions');
    if (found.state === 'failed' && (!portal?.answer || this.localize.isSpeechless)) return found;
    if (this.#words === 'failed') return {error: undefined, isReading: false};
    const {value, error, isReading} = this.#source.present;
    return error && !value ? {error, isReading} : undefined;
  }

  #loadWords(): void {
    if (this.#words === 'here') return;
    this.#words = 'loading';
    const settle = (state: 'here' | 'failed') => () => {
      this.#words = state;
      this.requestUpdate();
    };
    this.localize.load('usage').then(settle('here'), settle('failed'));
  }

  #renderTitle(): TemplateResult {
    const {localize} = this;
    const back = {label: localize.term('usageBack'), go: () => void this.go('overview')};
    return renderTitle({title: localize.word('usage'), back: this.#isOpened ? back : undefined});
  }

  #renderHead(value: Usage | undefined): TemplateResult {
    const {localize} = this;
    const [first] = value?.meters ?? [];
    const count = value?.meters.length ?? 0;
    return html`<div class="head">
      <h2 id="heading" part="heading" tabindex="-1">${localize.word('usage')}</h2>
      ${
        first
          ? html`<span class="note muted period"
                >${toPeriodText(localize, first.period, 'short')}${
                  this.limit > 0 && count > this.limit
                    ? html` · ${localize.term('shownMeters', {shown: this.limit, count})}`
                    : nothing
                }</span
              >
              ${renderButton({
                label: localize.term('viewDetails'),
                variant: 'small',
                id: 'details',
                onClick: () => void this.go('usage'),
              })}`
          : nothing
      }
    </div>`;
  }

  #renderSkeleton(): TemplateResult {
    return html`<div class="panel ${this.detail ? 'waiting' : ''}" part="panel" aria-hidden="true">
      ${this.detail ? nothing : renderRowsSkeleton()}
    </div>`;
  }

  #renderFailure({error, isReading}: Failure, again: () => void): unknown {
    return this.renderTrouble({kind: 'failed', title: 'usageFailed', ...(error && {error}), isReading, again});
  }

  #renderUsage(usage: Usage): unknown {
    const {meters} = usage;
    if (meters.length === 0) return this.renderTrouble({kind: 'empty', title: 'noUsage'});
    const context = {
      localize: this.localize,
      subscriptions: this.portal?.answer?.subscriptions ?? [],
      go: (view: PortalView) => void this.go(view),
    };
    const sorted = this.#sort(meters);
    if (this.detail) return this.#renderDetail(sorted);
    return html`<div class="panel" part="panel">
      ${renderRows(context, chooseMeters(sorted, this.limit, toShare))}
      ${sorted.length === 1 && sorted[0] ? renderFigures(context, sorted[0], false) : nothing}
    </div>`;
  }

  /** Those of one subscription beside each other, in the order of the subscriptions. */
  #sort(meters: readonly Meter[]): Meter[] {
    const ids = [null, ...(this.portal?.answer?.subscriptions ?? []).map(({id}) => id)];
    const toPlace = ({subscriptionId}: Meter): number => ids.indexOf(subscriptionId) >>> 0;
    return [...meters].sort((one, other) => toPlace(one) - toPlace(other));
  }

  /** Its chart and its table are loaded with the first that is looked at. */
  #renderDetail(meters: readonly Meter[]): unknown {
    const {view, failed} = this.#detail;
    if (view) return view.renderDetail(this, this.#source, meters, (read, again) => this.#renderFailure(read, again));
    const again = (): void => void this.#detail.load();
    return failed ? this.#renderFailure({error: undefined, isReading: false}, again) : this.#renderSkeleton();
  }
}
