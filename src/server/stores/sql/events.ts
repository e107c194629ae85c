import type {EventRow, OutboxRow, RealmStore} from '../../ports/store.js';
import type {SqlRealm} from './driver.js';
import {skipLocked} from './driver.js';

const EVENT_COLUMNS = 'id, type, customer_id as "customerId", occurred_at as "at", payload';

/** The log of events of one realm. */
export function sqlEvents({driver, scope}: SqlRealm): RealmStore['events'] {
  return {
    list({customerId, before = Number.MAX_SAFE_INTEGER, limit}) {
      const ofCustomer = customerId === undefined ? '' : ' and customer_id = $5';
      return driver.all<EventRow>(
        `select ${EVENT_COLUMNS} from billing_events
          where account = $1 and mode = $2 and occurred_at < $3${ofCustomer}
          order by occurred_at desc, id desc limit $4`,
        [...scope, before, limit, ...(customerId === undefined ? [] : [customerId])],
      );
    },
  };
}

/** The deliveries of one realm that are still to be made. */
export function sqlOutbox({driver, scope}: SqlRealm): RealmStore['outbox'] {
  return {
    async lease(n, now, leaseUntil) {
      // Materialised, because a planner may run a plain sub-select again and so pass over its limit.
      const rows = await driver.all<EventRow & {attempts: number; dueAt: number}>(
        `with due as materialized (
            select id from billing_outbox where account = $1 and mode = $2 and due_at <= $3
              order by due_at limit $5${skipLocked(driver)})
          update billing_outbox set due_at = $4
            where account = $1 and mode = $2 and id in (select id from due) and due_at <= $3
          returning ${EVENT_COLUMNS}, attempts, due_at as "dueAt"`,
        [...scope, now, leaseUntil, n],
      );
      return rows
        .map(({attempts, dueAt, ...event}): OutboxRow => ({id: event.id, event, attempts, dueAt}))
        .sort((a, b) => a.event.at - b.event.at);
    },
    async settle(id, attempt) {
      if (attempt.delivered) {
        await driver.all('delete from billing_outbox where account = $1 and mode = $2 and id = $3', [...scope, id]);
        return;
      }
      await driver.all(
        `update billing_outbox set attempts = attempts + 1, due_at = $4
          where account = $1 and mode = $2 and id = $3`,
        [...scope, id, attempt.dueAt],
      );
    },
  };
}
