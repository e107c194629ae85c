import type {CapabilityName} from '../../contract/capabilities.js';
import type {ChangeFeatures} from '../../contract/configuration.js';
import type {Scope as SessionScope} from '../../contract/session.js';
import {
  subscriptionActions,
  type Permission,
  type Refusal,
  type RefusalReason,
  type SubscriptionAction,
} from '../../contract/subscription.js';
import type {BillingProvider, ProviderSubscription} from '../ports/provider.js';
import {isAble} from './abilities.js';
import {permitPlan} from './transitions.js';
import {findPlanOf, hasEnded, type PlanRule} from './plans.js';
import {isWriter, type Session} from './sessions.js';

/** The scope that an action needs. */
const neededScopes: Record<SubscriptionAction, SessionScope> = {
  changePlan: 'subscriptions:change',
  changeInterval: 'subscriptions:change',
  changeQuantity: 'subscriptions:change',
  changeAddOns: 'subscriptions:change',
  applyPromotionCode: 'subscriptions:change',
  pause: 'subscriptions:pause',
  unpause: 'subscriptions:pause',
  cancel: 'subscriptions:cancel',
  undoCancel: 'subscriptions:cancel',
  withdrawPendingChange: 'subscriptions:change',
  restart: 'subscriptions:change',
  payInvoice: 'invoices:pay',
  changePaymentMethod: 'payment_methods:default',
};

/** The switches of which one has to be on. */
const neededSwitches: Partial<Record<SubscriptionAction, (keyof ChangeFeatures)[]>> = {
  changePlan: ['upgrade', 'downgrade'],
  changeInterval: ['interval'],
  changeQuantity: ['quantity'],
  changeAddOns: ['addOns'],
  applyPromotionCode: ['promotionCode'],
  restart: ['restart'],
};

const neededCapabilities: Partial<Record<SubscriptionAction, CapabilityName>> = {
  changePlan: 'changePlan',
  changeInterval: 'changeInterval',
  changeQuantity: 'changeQuantity',
  changeAddOns: 'addOns',
  applyPromotionCode: 'discount',
  pause: 'pause',
  unpause: 'pause',
};

const allowed: Permission = {allowed: true};
const refuse = (reason: RefusalReason): Refusal => ({allowed: false, reason});

/** What every answer about a subscription stands on. */
export interface ActionGround {
  provider: Pick<BillingProvider, 'describe' | 'applyChange'>;
  session: Session;
  /** Undefined where they could not be read: it is decided when somebody tries. */
  plans: readonly PlanRule[] | undefined;
}

/** What may be done with a subscription: each action is allowed, or refused with a reason. */
export function toActions(ground: ActionGround, row: ProviderSubscription): Record<SubscriptionAction, Permission> {
  const permissions = subscriptionActions.map((action) => [action, toPermission(ground, row, action)]);
  return Object.fromEntries(permissions) as Record<SubscriptionAction, Permission>;
}

/** The scope that a pending change needs to be taken back: what was planned decides it. */
function findScope(action: SubscriptionAction, {pendingChange}: ProviderSubscription): SessionScope {
  if (action !== 'withdrawPendingChange') return neededScopes[action];
  if (pendingChange?.kind === 'cancel') return 'subscriptions:cancel';
  return pendingChange?.kind === 'pause' ? 'subscriptions:pause' : 'subscriptions:change';
}

/** A provider that cannot is said first: no switch would change it. Then the session's own bounds, the switches, and the catalog. */
function toPermission(ground: ActionGround, row: ProviderSubscription, action: SubscriptionAction): Permission {
  const {readOnly, role, scopes, features} = ground.session;
  const refusal = row.refusals[action] ?? refuseByProvider(ground, action);
  if (refusal) return refusal;
  if (readOnly) return refuse('read_only');
  const scope = findScope(action, row);
  if (!isWriter(role) || (scope === 'subscriptions:cancel' && role !== 'owner')) return refuse('role');
  const switches = neededSwitches[action];
  const isOn = switches === undefined || switches.some((name) => features.change[name]);
  if (!scopes.has(scope) || !isOn) return refuse('feature_disabled');
  if (action === 'withdrawPendingChange') return row.pendingChange === null ? refuse('already_done') : allowed;
  return permitByCatalog(ground, row, action);
}

function refuseByProvider({provider}: ActionGround, action: SubscriptionAction): Refusal | undefined {
  const name = neededCapabilities[action];
  if (name === undefined) return undefined;
  return isAble(provider, name) && provider.applyChange !== undefined ? undefined : refuse('provider_cannot');
}

/** What the catalog leaves of a change: nothing of a plan that is not in it. */
function permitByCatalog(
  {session, plans}: ActionGround,
  row: ProviderSubscription,
  action: SubscriptionAction,
): Permission {
  if (plans === undefined || (neededSwitches[action] ?? []).length === 0) return allowed;
  const plan = findPlanOf(plans, row);
  if (plan === undefined) return refuse('not_in_catalog');
  switch (action) {
    case 'changePlan': {
      const others = plans.filter(({id, offered}) => id !== plan.id && offered);
      const isLeft = others.some((other) => permitPlan(session, plan, other).allowed);
      return isLeft ? allowed : refuse('move_not_allowed');
    }
    case 'changeInterval':
      return plan.priceIds.length > 1 ? allowed : refuse('move_not_allowed');
    case 'changeQuantity':
      // It is had once: there is no number to be changed.
      return plan.quantity === null ? refuse('feature_disabled') : allowed;
    case 'changeAddOns':
      return plan.addOnPriceIds.length === 0 ? refuse('feature_disabled') : allowed;
    case 'restart':
      return plan.offered || !hasEnded(row) ? allowed : refuse('not_in_catalog');
    default:
      return allowed;
  }
}
