import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {BillingNavigateEvent, type PortalView} from '../../events/portal-events.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {actions} from '../../styles/action.styles.js';
import {base} from '../../styles/base.styles.js';
import {notices} from '../../styles/notice.styles.js';
import {titles} from '../../styles/title.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {totalStyles} from '../../styles/total.styles.js';
import {renderTitle} from '../../ui/title.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {BillingElement} from '../billing-element.js';
import {flowStyles} from './flow.styles.js';
import {renderOutcome, renderRefusal, toAnnouncement, type RefusalWords} from './outcome.js';
import {focusAgain, isSomewhere} from './way-back.js';
import {findStepUrl, PaymentStepController, type StepHost} from './payment-step.js';
import {WriteController} from './write-controller.js';

/**
 * One thing to do, from its title to its outcome: the same panel stays, and only its foot changes. Pay, change and add
 * have in common how a write is begun, shown while it is under way, and told.
 */
export abstract class FlowElement extends BillingElement implements StepHost {
  static override styles = [tokens, base, actions, notices, titles, totalStyles, flowStyles];

  static override properties: PropertyDeclarations = {back: {attribute: false}};

  /** The view that its way back leads to; undefined where it stands alone. */
  back: PortalView | undefined;

  /** @internal The control that led here, which has the focus again afterwards. */
  opener: HTMLElement | undefined;

  protected readonly writing: WriteController = new WriteController(this, (write) => this.isOwn(write));

  protected readonly step: PaymentStepController = new PaymentStepController(this);

  #hasFocused = false;
  #hadFocus = false;
  #shownPhase = '';
  /** Where its opener stands, and where it stands itself. */
  #places: Node[] = [];

  constructor() {
    super();
    void this.localize.load('writes').catch(() => undefined);
  }

  /** Whether a write is what this element is for. */
  protected abstract isOwn(write: StandingWrite): boolean;

  /** What is said once it is done. */
  protected abstract readonly doneText: string;

  /** The amount that the words of a refusal name. */
  protected get amountText(): string | undefined {
    return undefined;
  }

  /** Words for the refusal that stands, where the element knows more of it than its code. */
  protected get refusalWords(): RefusalWords | undefined {
    return undefined;
  }

  /** Where the way back above the title leads. */
  protected get wayBack(): {label: string; go: () => void} | undefined {
    return this.back ? {label: this.localize.term('toBilling'), go: () => this.leave()} : undefined;
  }

  /** @internal The form stays while what it holds is on its way. */
  get stepWrite(): StandingWrite | undefined {
    const {write} = this.writing;
    const isStep = write?.phase === 'step' || (write?.phase === 'working' && !!write.operation?.paymentStep);
    return isStep ? write : undefined;
  }

  /** @internal */
  get stepTitle(): string {
    return this.localize.term('bankAsks');
  }

  /** @internal What the button says that hands over what was typed. */
  get saveText(): string {
    return this.localize.term('saveCard');
  }

  /** @internal Most steps go on by themselves. */
  save(): void {
    void this.writing.write?.complete();
  }

  /** @internal */
  stopStep(): void {
    this.writing.write?.drop();
  }

  /** What it leads to takes its own place, in the element around it. */
  protected override loadFlows(): Promise<never> {
    return Promise.reject(new Error('a flow that stands alone leads into no other'));
  }

  /**
   * Leaves for where it was opened from. What is on its way goes on; what is over, or was not begun, is forgotten. What
   * nobody knows the outcome of stands, so that whoever comes back goes on with it and does not begin it anew.
   */
  protected leave(view = this.back): void {
    const {write} = this.writing;
    if (write?.phase !== 'unsure') write?.drop();
    if (view) this.dispatchEvent(new BillingNavigateEvent(view));
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.#hadFocus = this.#hasFocus;
  }

  protected override updated(): void {
    super.updated();
    const {opener} = this;
    const phase = this.writing.write?.phase ?? '';
    if (opener && this.#places.length === 0) this.#places = [opener.getRootNode(), this.getRootNode()];
    // A new view begins at its title; the outcome takes the place of the control that brought it about.
    if (opener && !this.#hasFocused) this.#hasFocused = this.#focus('#heading');
    if (phase !== this.#shownPhase && phase === 'done') {
      // Whoever has gone on somewhere else is left there.
      if (this.#hadFocus || !isSomewhere()) this.#focus('#done');
    }
    // What had the focus may be gone: it goes on at what has come in its place.
    else if (this.#hadFocus && !this.#hasFocus)
      void ['.notice h3', '[aria-busy="true"]', '#heading'].some((place) => this.#focus(place));
    this.#shownPhase = phase;
  }

  /** True where the focus is in the element, or in the form that it shows. */
  get #hasFocus(): boolean {
    const form = this.step.form?.element;
    const root = form?.getRootNode() as Document | ShadowRoot | undefined;
    return !!this.shadowRoot?.activeElement || (!!form && root?.activeElement === form);
  }

  #focus(selector: string): boolean {
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    target?.focus();
    return !!target;
  }

  override disconnectedCallback(): void {
    // Before the Portal is let go: an outcome that was seen is not shown again in place of what is begun next.
    const {write} = this.writing;
    super.disconnectedCallback();
    setTimeout(() => !this.isConnected && write?.phase === 'done' && write.drop());
    const {opener} = this;
    const places = this.#places;
    if (opener) setTimeout(() => !this.isConnected && focusAgain(opener, places));
  }

  /**
   * Title, panel and what is said to those who do not see it. What stands `beside` the panel comes first, where there is
   * width for two columns at their start.
   */
  protected renderFlow(
    head: {title: string; text?: string | undefined},
    panel: unknown,
    beside: unknown = nothing,
  ): TemplateResult {
    const {localize, writing} = this;
    const said = toAnnouncement(localize, writing.write, this.doneText, this.amountText, this.refusalWords);
    return html`<section class="flow ${beside === nothing ? '' : 'wide'}" aria-labelledby="heading">
      ${renderTitle({...head, back: this.wayBack})}
      <div class="columns">
        ${beside}
        <div class="panel" part="panel"><div class="body">${panel}</div></div>
      </div>
      <p class="spoken" role="status">${said}</p>
    </section>`;
  }

  /** While something is read; where it could not be read whose it is, this is said, with another try. */
  protected renderWaiting(): unknown {
    const found = this.find('paymentMethods');
    if (this.portal?.status !== 'failed' || found.state !== 'failed')
      return html`<div class="wait">${this.renderLoadingText()}</div>`;
    return this.renderTrouble({...found, kind: 'failed', title: 'flowFailed', again: () => void this.refresh()});
  }

  /** @internal True while something else is on its way: one thing at a time. */
  get isHeldUp(): boolean {
    return !!this.portal?.write?.isBusy && !this.writing.write;
  }

  /** What is under way or was refused, in words, and what can be done about it besides beginning anew. */
  protected renderProgress(write: StandingWrite): TemplateResult {
    const {localize, step} = this;
    const outcome = step.error
      ? renderRefusal(localize, step.error)
      : renderOutcome(localize, write, this.amountText, this.refusalWords);
    return html`${outcome}${this.#renderControls(write)}`;
  }

  #renderControls(write: StandingWrite): unknown {
    const {localize} = this;
    if (write === this.stepWrite) return this.renderStep(write);
    if (write.phase !== 'checking' && write.phase !== 'unsure') return nothing;
    return html`<div class="foot">
      ${renderWorkingButton({
        label: localize.term(write.phase === 'checking' ? 'checkAgain' : 'sendAgain'),
        variant: write.phase === 'unsure' ? 'primary' : '',
        onClick: () => void write.again(),
      })}
    </div>`;
  }

  /** The form, or the way to another site. */
  protected renderStep(write: StandingWrite): TemplateResult {
    const {localize, step} = this;
    const address = findStepUrl(write);
    const buttons = step.error
      ? renderWorkingButton({label: localize.term('sendAgain'), onClick: () => step.again()})
      : address
        ? [
            renderWorkingButton({label: localize.term('toBank'), variant: 'primary', onClick: () => step.go(write)}),
            renderWorkingButton({
              label: localize.term('haveConfirmed'),
              busy: write.phase === 'working',
              onClick: () => void write.complete(),
            }),
          ]
        : nothing;
    return html`${address || step.error ? nothing : html`<div class=${step.form ? '' : 'wait'}><slot name=${step.slot}></slot></div>`}
      <div class="foot">${buttons}${this.renderStepControls()}</div>`;
  }

  /** Controls of the element's own beside a payment step. */
  protected renderStepControls(): unknown {
    return renderWorkingButton({label: this.localize.term('stop'), variant: 'quiet', onClick: () => this.stopStep()});
  }
}
