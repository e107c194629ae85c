import type {World} from './world.js';

/** What the sandbox tells by itself. */

/** How many events are kept. */
const most = 1000;

/** What there are events of. */
export type SandboxEventType =
  | 'subscription.started'
  | 'subscription.changed'
  | 'subscription.change_scheduled'
  | 'subscription.change_withdrawn'
  | 'subscription.cancel_scheduled'
  | 'subscription.cancel_undone'
  | 'subscription.canceled'
  | 'subscription.paused'
  | 'subscription.pause_scheduled'
  | 'subscription.unpaused'
  | 'subscription.restarted'
  | 'subscription.renewed'
  | 'subscription.past_due'
  | 'subscription.unpaid'
  | 'subscription.trial_ended'
  | 'payment_method.attached'
  | 'payment_method.detached'
  | 'payment_method.default_changed'
  | 'payment_method.updated'
  | 'customer.updated'
  | 'invoice.created'
  | 'invoice.paid'
  | 'invoice.payment_failed';

/** Adds an event; those that were there long ago are forgotten. */
export function emit(world: World, type: SandboxEventType, customerId: string, at: string): void {
  world.eventCount += 1;
  world.events.push({id: `evt_sandbox${world.eventCount}`, type, customerId, at});
  if (world.events.length > most) world.events.splice(0, world.events.length - most);
}
