import {changeSubscription, startSubscription, withdrawPendingChange} from '../rules/change-writes.js';
import {preview} from '../rules/previews.js';
import type {RouteHandlers} from './route.js';
import {toPayment, toWrite} from './to-write.js';

type SubscriptionRoute =
  'previewChange' | 'changeSubscription' | 'withdrawPendingChange' | 'previewStart' | 'startSubscription';

export const subscriptionRoutes: Pick<RouteHandlers, SubscriptionRoute> = {
  previewChange: ({ids, body, ...call}) => preview(call, {subscriptionId: ids.subscriptionId, input: body}),

  changeSubscription: (call) =>
    changeSubscription(toWrite(call), call.ids.subscriptionId, {
      previewId: call.body.previewId,
      ...toPayment(call.body),
    }),

  withdrawPendingChange: (call) => withdrawPendingChange(toWrite(call), call.ids.subscriptionId),

  previewStart: ({body, ...call}) => preview(call, {subscriptionId: null, input: body}),

  startSubscription: (call) =>
    startSubscription(toWrite(call), {previewId: call.body.previewId, ...toPayment(call.body)}),
};
