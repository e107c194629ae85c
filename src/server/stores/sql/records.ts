import type {ConfigurationRow, LoginRow, OutcomeRow, PreviewRow, RealmStore} from '../../ports/store.js';
import type {SqlRealm} from './driver.js';

/** Previews of one realm, until they are over. */
export function sqlPreviews({driver, scope}: SqlRealm): RealmStore['previews'] {
  return {
    async put(preview) {
      await driver.all(
        `insert into billing_previews (account, mode, id, customer_id, expires_at, value)
          values ($1, $2, $3, $4, $5, $6)
          on conflict (account, mode, id) do update set customer_id = excluded.customer_id,
            expires_at = excluded.expires_at, value = excluded.value`,
        [...scope, preview.id, preview.customerId, preview.expiresAt, preview.value],
      );
    },
    async find(id, now) {
      const [row] = await driver.all<PreviewRow>(
        `select id, customer_id as "customerId", expires_at as "expiresAt", value from billing_previews
          where account = $1 and mode = $2 and id = $3 and expires_at > $4`,
        [...scope, id, now],
      );
      return row ?? null;
    },
  };
}

/** Configurations of one realm, each with the version that the next writer has to name. */
export function sqlConfigurations({driver, scope}: SqlRealm): RealmStore['configurations'] {
  return {
    list: () =>
      driver.all<ConfigurationRow>(
        'select id, version, value from billing_configurations where account = $1 and mode = $2 order by id',
        [...scope],
      ),
    async find(id) {
      const sql = 'select id, version, value from billing_configurations where account = $1 and mode = $2 and id = $3';
      const [row] = await driver.all<ConfigurationRow>(sql, [...scope, id]);
      return row ?? null;
    },
    async put(id, expected, value) {
      const sql =
        expected === 0
          ? `insert into billing_configurations (account, mode, id, version, value) values ($1, $2, $3, $4 + 1, $5)
              on conflict (account, mode, id) do nothing returning id, version, value`
          : `update billing_configurations set version = version + 1, value = $5
              where account = $1 and mode = $2 and id = $3 and version = $4 returning id, version, value`;
      const [row] = await driver.all<ConfigurationRow>(sql, [...scope, id, expected, value]);
      return row ?? null;
    },
  };
}

/** Who may sign in for which customer of one realm. */
export function sqlLogins({driver, scope}: SqlRealm): RealmStore['logins'] {
  const where = (column: 'address' | 'customer_id', value: string): Promise<LoginRow[]> =>
    driver.all<LoginRow>(
      `select address, customer_id as "customerId", confirmed_at as "confirmedAt" from billing_logins
        where account = $1 and mode = $2 and ${column} = $3 order by address, customer_id`,
      [...scope, value],
    );
  return {
    async put(login) {
      await driver.all(
        `insert into billing_logins (account, mode, address, customer_id, confirmed_at) values ($1, $2, $3, $4, $5)
          on conflict (account, mode, address, customer_id) do update set confirmed_at = excluded.confirmed_at`,
        [...scope, login.address, login.customerId, login.confirmedAt],
      );
    },
    findByAddress: (address) => where('address', address),
    find: (customerId) => where('customer_id', customerId),
  };
}

/** What became of the cancel flows of one realm. */
export function sqlOutcomes({driver, scope}: SqlRealm): RealmStore['outcomes'] {
  return {
    async put(row) {
      const {flowId, customerId, subscriptionId, outcome, reason, offerKind, planId, at, value} = row;
      await driver.all(
        `insert into billing_outcomes (account, mode, flow_id, customer_id, subscription_id, outcome, reason,
            offer_kind, plan_id, occurred_at, value)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
          on conflict (account, mode, flow_id) do update set customer_id = excluded.customer_id,
            subscription_id = excluded.subscription_id, outcome = excluded.outcome, reason = excluded.reason,
            offer_kind = excluded.offer_kind, plan_id = excluded.plan_id, occurred_at = excluded.occurred_at,
            value = excluded.value`,
        [...scope, flowId, customerId, subscriptionId, outcome, reason, offerKind, planId, at, value],
      );
    },
    list: ({from, to, limit, before = to}) =>
      driver.all<OutcomeRow>(
        `select flow_id as "flowId", customer_id as "customerId", subscription_id as "subscriptionId", outcome, reason,
            offer_kind as "offerKind", plan_id as "planId", occurred_at as "at", value
          from billing_outcomes
          where account = $1 and mode = $2 and occurred_at >= $3 and occurred_at < $4
          order by occurred_at desc, flow_id desc limit $5`,
        [...scope, from, Math.min(to, before), limit],
      ),
  };
}
