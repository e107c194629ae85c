import {BillingError} from '../../contract/errors.js';
import {paymentMethodActions, type PaymentMethod, type PaymentMethodAction} from '../../contract/payment-method.js';
import type {Permission, Refusal, RefusalReason} from '../../contract/subscription.js';
import type {Scope as SessionScope} from '../../contract/session.js';
import type {BillingProvider, ProviderSubscription} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {dropForeign} from './ownership.js';
import {isWriter, type Session} from './sessions.js';
import {listSubscriptionRows} from './subscriptions.js';

type Rows = readonly ProviderSubscription[];

/** What each action needs of a session, and of a provider. */
const needs: Record<PaymentMethodAction, [scope: SessionScope, verb: keyof BillingProvider]> = {
  setDefault: ['payment_methods:default', 'setDefaultPaymentMethod'],
  replace: ['payment_methods:write', 'startPaymentMethodSetup'],
  remove: ['payment_methods:remove', 'removePaymentMethod'],
};

/** Nothing is charged for these any more. By list: a status that is not known here may be a running one. */
const ended: ReadonlySet<string> = new Set(['canceled', 'expired']);

/**
 * The customer's payment methods, the default first, each with what may be done with it. Where the subscriptions cannot be
 * read that decide on it, it is decided when somebody tries.
 */
export async function listPaymentMethods(
  context: Context,
  scope: Scope,
  session: Session,
  readRows: () => Promise<Rows> = () => listSubscriptionRows(context, scope, session),
): Promise<PaymentMethod[]> {
  return list(context, scope, session, () => readRows().catch(() => []));
}

/**
 * One payment method, with which an action is allowed. Throws `not_found` for one that is not this customer's, and
 * `action_refused` with the reason.
 */
export async function requireMethodFor(
  context: Context,
  scope: Scope,
  session: Session,
  {id, action}: {id: string; action?: PaymentMethodAction | undefined},
): Promise<PaymentMethod> {
  const rows = (): Promise<Rows> => listSubscriptionRows(context, scope, session);
  const method = (await list(context, scope, session, rows)).find((one) => one.id === id);
  if (method === undefined) throw new BillingError('not_found');
  const permission = action && method.actions?.[action];
  if (permission) requireAllowed(permission);
  return method;
}

/** Throws `action_refused` with the reason of a refusal, `provider_cannot` where that is the reason. */
export function requireAllowed(permission: Permission): void {
  if (permission.allowed) return;
  const {reason} = permission;
  if (reason === 'provider_cannot') throw new BillingError('provider_cannot');
  throw new BillingError('action_refused', {details: {reason}});
}

/** Why nothing can be charged to a method just now; undefined where something can. */
export function findFlaw({status}: PaymentMethod): RefusalReason | undefined {
  if (status === 'expired') return 'method_expired';
  return status === 'pending' ? 'method_pending' : undefined;
}

/** Whether nothing is charged for a subscription by itself any more. */
export function isOver({
  status,
  collection,
  cancelsAt,
  nextBillingAt,
}: Pick<ProviderSubscription, 'status' | 'collection' | 'cancelsAt' | 'nextBillingAt'>): boolean {
  // One that ends in some months is charged until then.
  return ended.has(status) || collection === 'manual' || (cancelsAt !== null && nextBillingAt === null);
}

async function list(
  context: Context,
  scope: Scope,
  session: Session,
  readRows: () => Promise<Rows>,
): Promise<PaymentMethod[]> {
  const {provider} = context;
  // Only where it decides on something.
  const isDecisive = session.scopes.has(needs.remove[0]) && provider[needs.remove[1]] !== undefined;
  const [all, rows] = await Promise.all([
    provider.listPaymentMethods(session.customerId, {signal: scope.signal}),
    isDecisive ? readRows() : [],
  ]);
  const methods = dropForeign(context, scope, session.customerId, all);
  const refuse = (action: PaymentMethodAction, method: PaymentMethod): Refusal | undefined =>
    refuseInGeneral(provider, session, action) ?? refusals[action](method, methods, rows, session);
  return methods
    .map(({customerId: _owner, ...method}) => ({
      ...method,
      actions: Object.fromEntries(
        paymentMethodActions.map((action) => [action, refuse(action, method) ?? {allowed: true}]),
      ) as Record<PaymentMethodAction, Permission>,
    }))
    .sort((one, other) => Number(other.isDefault) - Number(one.isDefault));
}

/** A provider that cannot is said first: no switch would change it. Then the session's own bounds, then the switches. */
function refuseInGeneral(
  provider: BillingProvider,
  {readOnly, role, scopes}: Session,
  action: PaymentMethodAction,
): Refusal | undefined {
  const [scope, verb] = needs[action];
  if (provider[verb] === undefined) return {allowed: false, reason: 'provider_cannot'};
  if (readOnly) return {allowed: false, reason: 'read_only'};
  if (!isWriter(role)) return {allowed: false, reason: 'role'};
  return scopes.has(scope) ? undefined : {allowed: false, reason: 'feature_disabled'};
}

type Refuse = (
  method: PaymentMethod,
  methods: readonly PaymentMethod[],
  rows: Rows,
  session: Session,
) => Refusal | undefined;

/** What stands against an action in the method itself, and in what depends on it. */
const refusals: Record<PaymentMethodAction, Refuse> = {
  setDefault(method) {
    const reason = method.isDefault ? 'already_done' : findFlaw(method);
    return reason && {allowed: false, reason};
  },
  replace: (_method, _methods, _rows, {features}) =>
    features.paymentMethods.accepted.length > 0 ? undefined : {allowed: false, reason: 'feature_disabled'},
  remove({id}, methods, rows, {restrictTo, scopes}) {
    const left = methods.filter((method) => method.id !== id);
    const needy = rows.filter((row) => !isOver(row) && isLeftWithout(row, id, methods));
    const [dependent] = needy;
    if (dependent === undefined) return undefined;
    // A subscription that this session does not see is protected too, and not named.
    const mayName = scopes.has('subscriptions:read');
    const seen = needy.find((row) => mayName && (restrictTo?.has(row.id) ?? true));
    const others = left.filter((method) => findFlaw(method) === undefined).length;
    const details = {...(seen && {subscriptionId: seen.id}), others};
    return {allowed: false, reason: 'last_payment_method', details};
  },
};

/** Whether a subscription would be charged to nothing without a method: the default steps in for one of its own. */
function isLeftWithout(
  {paymentMethodId}: ProviderSubscription,
  id: string,
  methods: readonly PaymentMethod[],
): boolean {
  const fallback = methods.find(({isDefault}) => isDefault);
  if (paymentMethodId === null) return fallback?.id === id;
  return paymentMethodId === id && (!fallback || fallback.id === id || findFlaw(fallback) !== undefined);
}
