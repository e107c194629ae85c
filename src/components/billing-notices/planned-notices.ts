import type {Notice} from '../../contract/notice.js';
import type {Subscription, SubscriptionAction} from '../../contract/subscription.js';
import type {PortalFlow} from '../../events/portal-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {NoticeOptions} from '../../ui/notice.js';

/** The one thing that can be done about it. */
interface Lead {
  label: string;
  view: PortalFlow;
}

/** What is going to happen by itself; undefined for a kind that this copy has no words for. `method` is what pays. */
export function toPlanned(
  localize: LocalizeController,
  notice: Notice,
  subscription: Subscription,
  method: string | undefined,
): (NoticeOptions & {needsMethod?: boolean; lead?: Lead | undefined}) | undefined {
  const {kind, at, amount, nextAt} = notice;
  const {name, pendingChange, commitment} = subscription;
  const date = at ? localize.date(at, 'long') : '';
  const due = amount ? localize.money(amount) : '';
  const texts = {icon: 'clock', tone: 'info', lead: findLead(localize, notice, subscription)} as const;
  switch (kind) {
    case 'trial_ends': {
      const title = localize.term('trialEndsOn', {name, date});
      if (method) return {...texts, title, text: localize.term('chargedThen', {amount: due, method})};
      return {icon: 'alert', tone: 'warning', title, text: localize.term('methodToKeep', {name}), needsMethod: true};
    }
    case 'change_pending': {
      const to = pendingChange?.to ?? '';
      const title = localize.term('changesToOn', {name, to, date});
      return to ? {...texts, title, text: due && localize.term('dueThen', {amount: due})} : undefined;
    }
    case 'contract_ends': {
      if (!commitment?.renews)
        return {...texts, title: localize.term('contractEnds', {name, date}), text: localize.term('contractEndsText')};
      const noticeBy = nextAt ? localize.term('contractNoticeBy', {date: localize.date(nextAt, 'long')}) : undefined;
      return {...texts, title: localize.term('contractRenews', {name, date}), text: noticeBy};
    }
    default:
      return undefined;
  }
}

/** Only what is allowed leads anywhere: why something is not is said in the subscription's summary. */
function findLead(
  localize: LocalizeController,
  {kind}: Notice,
  {id, name, actions, pendingChange, commitment}: Subscription,
): Lead | undefined {
  const lead = (action: SubscriptionAction, act: 'plan' | 'keep' | 'withdraw' | 'cancel', label: string) =>
    actions[action]?.allowed ? {label, view: `subscriptions/${id}/${act}` as const} : undefined;
  switch (kind) {
    case 'trial_ends':
      return lead('changePlan', 'plan', localize.term('noticePlan'));
    case 'change_pending':
      return pendingChange?.kind === 'cancel'
        ? lead('undoCancel', 'keep', localize.term('keepPlan', {name}))
        : lead('withdrawPendingChange', 'withdraw', localize.term('noticeWithdraw'));
    case 'contract_ends':
      return commitment?.renews ? lead('cancel', 'cancel', localize.term('cancelSubscription')) : undefined;
    default:
      return undefined;
  }
}
