import type {Notice} from '../../contract/notice.js';
import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {NoticeOptions} from '../../ui/notice.js';

/** What is going to happen by itself; undefined for a kind that this copy has no words for. `method` is what pays. */
export function toPlanned(
  localize: LocalizeController,
  {kind, at, amount, nextAt}: Notice,
  {name, pendingChange, commitment}: Subscription,
  method: string | undefined,
): (NoticeOptions & {needsMethod?: boolean}) | undefined {
  const date = at ? localize.date(at, 'long') : '';
  const due = amount ? localize.money(amount) : '';
  const texts = {icon: 'clock', tone: 'info'} as const;
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
      const notice = nextAt ? localize.term('contractNoticeBy', {date: localize.date(nextAt, 'long')}) : undefined;
      return {...texts, title: localize.term('contractRenews', {name, date}), text: notice};
    }
    default:
      return undefined;
  }
}
