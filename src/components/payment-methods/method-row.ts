import {html, nothing, type TemplateResult} from 'lit';
import {findFault, type Shape} from '../../contract/check.js';
import type {PaymentMethod, PaymentMethodAction} from '../../contract/payment-method.js';
import type {Permission, Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderMenu, type MenuItem} from '../../ui/menu.js';
import {renderBrand, toMethodText} from '../../ui/payment-method.js';
import {renderButton} from '../../ui/button.js';

/** What the first screen does not check, because only this part reads it. */
const shape: Shape = {
  status: 's',
  'expiry?': {month: 'i', year: 'i'},
  'mandate?': {acceptedAt: 'd'},
  'actions?': {'*': {allowed: 'b'}},
};

/** A method of which nothing is believed that is not of its type. */
export function toSafeMethod(method: PaymentMethod): PaymentMethod {
  return findFault(shape, method) === undefined
    ? method
    : {...method, status: '', expiry: null, mandate: null, actions: undefined};
}

/** What a row is shown with, and what can be done in it. */
export interface RowContext {
  localize: LocalizeController;
  /** The time at the provider. */
  asOf: string;
  /** Those that are charged for by themselves. */
  subscriptions: readonly Subscription[];
  /** The method that something is being done with. */
  busyId: string | undefined;
  changed(): void;
  replace(method: PaymentMethod): void;
  remove(method: PaymentMethod): void;
  /** The default, or for one subscription. */
  use(method: PaymentMethod, subscription?: Subscription): void;
  useDefault(method: PaymentMethod, subscription: Subscription): void;
}

/** One method: its brand, its name, what there is to know of it, and what can be done with it. */
export function renderMethod(context: RowContext, method: PaymentMethod, index: number): TemplateResult {
  const {localize, busyId, replace} = context;
  const {id, status, isDefault} = method;
  const name = toMethodText(localize, method);
  const isReplaceable = status === 'expired' && method.actions?.replace?.allowed;
  return html`<li class="method" part="row" data-id=${id}>
    ${renderBrand(method, context.changed)}
    <div class="what"><span>${name}</span> ${renderFacts(context, method)}</div>
    <div class="end">
      ${isDefault ? html`<span class="badge">${localize.term('defaultMethod')}</span>` : nothing}
      ${
        isReplaceable
          ? renderButton({
              label: localize.term('replace_other'),
              name: `${localize.term('replace_other')} ${name}`,
              variant: 'small',
              onClick: () => replace(method),
            })
          : nothing
      }
      ${renderMenu({
        id: `menu-${index}`,
        name: localize.term('actionsFor', {method: name}),
        items: listItems(context, method),
        busy: busyId === id,
      })}
    </div>
  </li>`;
}

/** The second line: until when it is good, whose account it is, what it pays for by itself. */
function renderFacts({localize, asOf, subscriptions}: RowContext, method: PaymentMethod): unknown {
  const {id, status, expiry, label, brand, mandate} = method;
  const [text, tone] = toExpiryText(localize, status, expiry, asOf);
  const facts = [
    brand || method.last4 ? label : '',
    status === 'pending'
      ? localize.term('waitsForBank')
      : mandate && localize.term('mandateOf', {date: localize.date(mandate.acceptedAt)}),
    ...subscriptions
      .filter(({paymentMethodId}) => paymentMethodId === id)
      .map(({name}) => localize.term('paysFor', {name})),
  ].filter(Boolean);
  if (!text && facts.length === 0) return nothing;
  return html`<span class="note muted"
    >${text ? html`<span class=${tone ? `tone ${tone}` : ''}>${text}</span>` : nothing}${facts.map(
      (fact, at) => html`${text || at ? ' · ' : ''}<span>${fact}</span>`,
    )}</span
  >`;
}

function toExpiryText(
  localize: LocalizeController,
  status: PaymentMethod['status'],
  expiry: PaymentMethod['expiry'],
  asOf: string,
): [text: string, tone: string] {
  if (!expiry) return ['', ''];
  const at = new Date(Date.UTC(expiry.year, expiry.month - 1)).toISOString();
  const month = localize.date(at, 'month');
  if (status === 'expired') return [localize.term('expiredOn', {month}), 'danger'];
  const isNow = status === 'expiring' && at.slice(0, 7) === asOf.slice(0, 7);
  return [
    isNow ? localize.term('expiresNow') : localize.term('expiresOn', {month}),
    status === 'expiring' ? 'warning' : '',
  ];
}

function listItems(context: RowContext, method: PaymentMethod): MenuItem[] {
  const {localize, subscriptions} = context;
  const form = method.kind === 'card' ? 'card' : 'other';
  const refuse = (action: PaymentMethodAction): string | undefined => toRefusal(context, method.actions?.[action]);
  const own = subscriptions.filter(({paymentMethodId}) => paymentMethodId === method.id);
  // For a single subscription the default is enough; one that has a method of its own may do without it again.
  const others = subscriptions.length > 1 ? subscriptions.filter((one) => !own.includes(one)) : [];
  return [
    {
      label: localize.term(`replace_${form}`),
      icon: 'refresh',
      refusal: refuse('replace'),
      onChoose: () => context.replace(method),
    },
    {
      label: localize.term('makeDefault'),
      icon: 'star',
      refusal: refuse('setDefault'),
      onChoose: () => context.use(method),
    },
    ...others.map((subscription): MenuItem => {
      const flaw = method.status === 'expired' ? 'isExpired' : method.status === 'pending' ? 'isPending' : undefined;
      return {
        label: localize.term('useFor', subscription),
        icon: 'check',
        refusal: flaw ? localize.term(flaw) : toRefusal(context, subscription.actions?.changePaymentMethod),
        onChoose: () => context.use(method, subscription),
      };
    }),
    ...own.map((subscription): MenuItem => ({
      label: localize.term('useDefault', subscription),
      icon: 'undo',
      refusal: toRefusal(context, subscription.actions?.changePaymentMethod),
      onChoose: () => context.useDefault(method, subscription),
    })),
    {
      label: localize.term(`remove_${form}`),
      icon: 'trash',
      refusal: refuse('remove'),
      isApart: true,
      onChoose: () => context.remove(method),
    },
  ];
}

const reasons = {
  already_done: 'isDefault',
  method_expired: 'isExpired',
  method_pending: 'isPending',
  read_only: 'lookOnly',
  role: 'notYourRole',
  feature_disabled: 'isSwitchedOff',
  provider_cannot: 'notOffered',
} as const;

/** Why something is refused, and the way forward; undefined where it is allowed. */
export function toRefusal(
  {localize, subscriptions}: Pick<RowContext, 'localize' | 'subscriptions'>,
  permission: Permission | undefined,
): string | undefined {
  if (permission?.allowed) return undefined;
  const {reason = '', details} = permission ?? {};
  if (reason === 'last_payment_method') {
    const found = subscriptions.find(({id}) => id === details?.['subscriptionId']);
    const name = found?.name ?? localize.term('yourSubscription');
    return localize.term(Number(details?.['others']) > 0 ? 'isNeeded' : 'isOnly', {name});
  }
  return localize.term(Object.hasOwn(reasons, reason) ? reasons[reason as keyof typeof reasons] : 'notNowPossible');
}
