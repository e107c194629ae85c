import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {BillingError} from '../../contract/errors.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Subscription} from '../../contract/subscription.js';
import {BillingNavigateEvent, type PortalView} from '../../events/portal-events.js';
import type {MemberState} from '../../state/portal.js';
import {actions} from '../../styles/action.styles.js';
import {badges} from '../../styles/badge.styles.js';
import {base} from '../../styles/base.styles.js';
import {dialogs} from '../../styles/dialog.styles.js';
import {even} from '../../styles/even.styles.js';
import {menus} from '../../styles/menu.styles.js';
import {notices} from '../../styles/notice.styles.js';
import {titles} from '../../styles/title.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderBlank} from '../../ui/blank.js';
import {closeDialog, openDialog, renderDialog} from '../../ui/dialog.js';
import {renderIcon} from '../../ui/icon.js';
import {toMethodText} from '../../ui/payment-method.js';
import {renderTitle} from '../../ui/title.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {BillingElement} from '../billing-element.js';
import {renderMethod, toRefusal, toSafeMethod, type RowContext} from './method-row.js';
import {toAnnouncement} from '../flow/outcome.js';
import {isSomewhere} from '../flow/way-back.js';
import {MethodWrites} from './method-writes.js';
import {paymentMethodsStyles} from './payment-methods.styles.js';

/** Nothing is charged for these by itself any more. */
const ended: ReadonlySet<string> = new Set(['canceled', 'expired']);

/**
 * @summary Lists the customer's payment methods: add, replace and remove them, choose the default, or one for a single
 * subscription. What is not possible stays in the menu, and says why.
 *
 * @fires {BillingPaymentMethodDefaultChangeRequestEvent} billing-payment-method-default-change-request - Before another method is to pay; cancelable.
 * @fires {BillingPaymentMethodDefaultChangedEvent} billing-payment-method-default-changed - Another method pays now: the endpoint said so.
 * @fires {BillingPaymentMethodRemoveRequestEvent} billing-payment-method-remove-request - Before a method is removed; cancelable.
 * @fires {BillingPaymentMethodRemovedEvent} billing-payment-method-removed - A method has been removed: the endpoint said so.
 * @fires {BillingNavigateEvent} billing-navigate - Before a method is added or replaced; cancelable.
 * @fires {BillingReadyEvent} billing-ready - The first answer is here and is shown.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read or a write failed; told once for each that did.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The section's heading.
 * @csspart panel - The frame around the list.
 * @csspart row - One payment method.
 * @csspart button - A button.
 * @csspart notice - What came of a change that was not done, or is not certain.
 * @csspart empty - Shown where there are no payment methods.
 * @csspart failed - Shown where they could not be loaded.
 *
 * @tag payment-methods
 */
export class PaymentMethodsElement extends BillingElement {
  static override styles = [tokens, base, actions, badges, dialogs, menus, notices, titles, even, paymentMethodsStyles];

  static override properties: PropertyDeclarations = {back: {attribute: false}};

  /** Where the list stands in for a whole view of a portal, the view that its title leads back to. */
  back: PortalView | undefined;

  /** The method that the customer is asked about. */
  #asked: PaymentMethod | undefined;
  #shownPhase = '';
  /** Its words are loaded with it. */
  #words: 'loading' | 'here' | 'failed' = 'loading';

  readonly #writes = new MethodWrites(this);

  constructor() {
    super();
    this.#loadWords();
  }

  #loadWords(): void {
    this.#words = 'loading';
    const settle = (state: 'here' | 'failed') => () => {
      this.#words = state;
      this.requestUpdate();
    };
    this.localize.load('methods').then(settle('here'), settle('failed'));
  }

  /** @internal */
  override get members() {
    return ['subscriptions', 'paymentMethods'] as const;
  }

  protected override loadFlows() {
    return import('../flows.js');
  }

  protected override updated(): void {
    super.updated();
    const phase = this.#writes.write?.phase ?? '';
    if (this.#asked) openDialog(this.renderRoot);
    if (phase === this.#shownPhase) return;
    this.#shownPhase = phase;
    if (phase === 'working' || phase === '') return;
    // What is not done says so in the list, and has the place of the question.
    if (this.#asked) {
      closeDialog(this.renderRoot);
      this.#ask(undefined);
    }
    this.#focusAfter(phase);
  }

  #ask(method: PaymentMethod | undefined): void {
    this.#asked = method;
    this.requestUpdate();
  }

  /** On at the control that was used, which may be in another row by now; at the heading where its row is gone. */
  #focusAfter(phase: string): void {
    const {renderRoot} = this;
    const isHere = !!this.shadowRoot?.activeElement;
    // Whoever has gone on somewhere else is left there.
    if (isHere ? phase !== 'done' : isSomewhere()) return;
    const rows = [...renderRoot.querySelectorAll<HTMLElement>('.method')];
    const row = rows.find(({dataset}) => dataset['id'] === this.#writes.methodId);
    const target = row?.querySelector<HTMLElement>('.icon') ?? renderRoot.querySelector<HTMLElement>('#heading');
    target?.focus();
  }

  protected override renderContent(): unknown {
    const {localize, back} = this;
    const found = this.#find();
    if (found.state === 'off' && !back) return nothing;
    const title = localize.term('paymentMethods');
    const go = back && {
      label: localize.term('methodsBack'),
      go: () => void this.dispatchEvent(new BillingNavigateEvent(back)),
    };
    return html`<section aria-labelledby="heading" aria-busy=${found.state === 'loading'}>
      ${
        back
          ? renderTitle({title, back: go})
          : html`<div class="head">
              <h2 id="heading" part="heading" tabindex="-1">${title}</h2>
              ${this.#renderAdd('add', 'small')}
            </div>`
      }
      ${this.#writes.renderProgress()}${this.#renderList(found)}
      ${back && found.state === 'ready' ? html`<div class="below">${this.#renderAdd('addMethod', '')}</div>` : nothing}
      <p class="spoken" role="status">${toAnnouncement(localize, this.#writes.write, this.#writes.said)}</p>
    </section>`;
  }

  /** A way to add one; without it, why there is none. */
  #renderAdd(label: 'add' | 'addMethod', variant: 'small' | ''): unknown {
    const {portal, localize} = this;
    const {session, configuration} = portal?.answer ?? {};
    if (!session || !configuration || this.#find().state !== 'ready') return nothing;
    const {scopes, readOnly, role} = session;
    const accepted = configuration.features?.paymentMethods?.accepted ?? ['card'];
    if (scopes?.includes('payment_methods:write') && accepted.length > 0) {
      return renderWorkingButton({
        label: localize.term(label),
        variant,
        icon: renderIcon('plus'),
        onClick: () => this.go('payment-methods/add'),
      });
    }
    const reason = readOnly ? 'read_only' : role === 'viewer' ? 'role' : 'feature_disabled';
    const refusal = toRefusal({localize, subscriptions: []}, {allowed: false, reason});
    return html`<p class="note muted">${refusal}</p>`;
  }

  #renderList(found: MemberState<'paymentMethods'>): unknown {
    switch (found.state) {
      case 'ready':
        return found.value.length > 0
          ? html`<div class="panel" part="panel">
                <ul class="methods" role="list">
                  ${found.value.map((method, index) => renderMethod(this.#toContext(), toSafeMethod(method), index))}
                </ul>
              </div>
              ${this.#asked ? this.#renderQuestion(this.#asked, found.value) : nothing}`
          : this.renderTrouble({kind: 'empty', title: 'noMethods'});
      case 'failed':
        return this.renderTrouble({
          ...found,
          kind: 'failed',
          title: 'methodsFailed',
          again: () => (this.#words === 'failed' ? this.#loadWords() : void this.refresh()),
        });
      case 'off':
        return this.renderTrouble({kind: 'empty', title: 'sectionOff'});
      default:
        return html`${this.renderLoadingText()}
          <div class="panel" part="panel" aria-hidden="true">${renderSkeletonRow()}</div>`;
    }
  }

  /** What is known of them, as loading for as long as the words are. */
  #find(): MemberState<'paymentMethods'> {
    if (this.#words === 'here') return this.find('paymentMethods');
    return this.#words === 'loading'
      ? {state: 'loading'}
      : {state: 'failed', error: new BillingError('offline'), isReading: false};
  }

  get #subscriptions(): Subscription[] {
    const found = this.find('subscriptions');
    return found.state === 'ready'
      ? found.value.filter(({status, collection}) => !ended.has(status) && collection !== 'manual')
      : [];
  }

  #toContext(): RowContext {
    const {localize, portal} = this;
    const {write} = this.#writes;
    return {
      localize,
      asOf: portal?.answer?.asOf ?? '',
      subscriptions: this.#subscriptions,
      busyId: write?.isBusy ? this.#writes.methodId : undefined,
      changed: () => this.requestUpdate(),
      replace: ({id}) => this.go(`payment-methods/${id}/replace`),
      remove: (method) => this.#ask(method),
      use: (method, subscription) => this.#writes.use(method, subscription),
      useDefault: (method, subscription) => this.#writes.useDefault(method, subscription),
    };
  }

  /** What will happen, before it does. */
  #renderQuestion(method: PaymentMethod, methods: readonly PaymentMethod[]): TemplateResult {
    const {localize} = this;
    const {write} = this.#writes;
    const busy = !!write?.isBusy;
    const form = method.kind === 'card' ? 'card' : 'other';
    const left = methods.filter(({id}) => id !== method.id);
    const findPayer = ({paymentMethodId}: Subscription): PaymentMethod | undefined =>
      left.find(({id}) => id === paymentMethodId) ?? left.find(({isDefault}) => isDefault);
    const all = this.#subscriptions;
    // Of several only those that are paid with another one from then on.
    const instead = all.filter(({paymentMethodId}) => all.length === 1 || paymentMethodId === method.id);
    return renderDialog({
      title: localize.term('removeTitle', {method: toMethodText(localize, method)}),
      text: [
        localize.term('nothingCharged'),
        ...instead.map((one) => {
          const payer = findPayer(one);
          return payer
            ? ` ${localize.term('paidInstead', {name: one.name, method: toMethodText(localize, payer)})}`
            : '';
        }),
      ],
      keep: localize.term('keepIt'),
      action: renderWorkingButton({
        label: localize.term(busy ? 'removing' : `remove_${form}`),
        variant: 'danger',
        busy,
        onClick: () => this.#writes.remove(method),
      }),
      onClose: () => this.#ask(undefined),
    });
  }
}

function renderSkeletonRow(): TemplateResult {
  return html`<div class="method">
    <i class="blank brand"></i>
    <div class="what">
      <span>${renderBlank('Visa •••• 0000')}</span><span class="note">${renderBlank('Expires 00/0000')}</span>
    </div>
  </div>`;
}
