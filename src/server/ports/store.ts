/** One `createBilling` is one account in one mode; every row is keyed by both, and several may share a store. */
export interface Realm {
  account: string;
  mode: 'test' | 'live';
}

/** A session token or a link token as it is kept: only its hash, and what it stands for. All times in milliseconds. */
export interface TokenRow {
  /** SHA-256 of the token, base64url. */
  hash: string;
  kind: 'session' | 'link';
  /** The public id of the session, shared by all tokens that renew each other. */
  sessionId: string;
  customerId: string;
  /** Thumbprint of the browser's key; null until a request pins one (RFC 9449). */
  jkt: string | null;
  createdAt: number;
  expiresAt: number;
  /** When the session ends whatever is done. */
  endsAt: number;
  usedAt: number;
  /** What it was created with: role, configuration, narrowing, locale… as JSON. */
  grant: string;
}

/** Sessions and links. */
export interface TokenStore {
  insert(token: TokenRow): Promise<void>;
  /** The row, expired or not; expiry is decided by the rules, against their clock. */
  find(hash: string): Promise<TokenRow | null>;
  touch(hash: string, now: number): Promise<void>;
  /** Pins the first key that comes; true where it is pinned to this one afterwards. */
  pinKey(hash: string, jkt: string): Promise<boolean>;
  /**
   * Adds `next` and shortens the life of `hash` to at most `graceUntil`, in one step; false, and nothing added,
   * where `hash` is not alive at `now`.
   */
  rotate(hash: string, next: TokenRow, graceUntil: number, now: number): Promise<boolean>;
  /** First caller wins; the same key wins again for 60 s, so that a lost answer can be asked for again. */
  consume(hash: string, jkt: string, now: number): Promise<TokenRow | null>;
  /** Removes matching rows and tells how many there were. */
  revoke(where: {hash: string} | {sessionId: string} | {customerId: string}): Promise<number>;
  /** Removes rows that ended before `before`. */
  sweep(before: number): Promise<number>;
}

/**
 * How a begun operation stands. `started`: this caller is to do it, for the first time or after another one's lease ran
 * out. `known`: something is known of it, settled or not, and it is not done again.
 */
export type BeginResult =
  | {state: 'started'; operation: OperationRow}
  | {state: 'running'}
  | {state: 'mismatch'}
  | {state: 'known'; operation: OperationRow};

/** A write, recorded before the provider is called. */
export interface OperationRow {
  operationId: string;
  /** The caller's idempotency key, scoped to the customer. */
  key: string;
  customerId: string;
  fingerprint: string;
  kind: string;
  /** JSON. */
  input: string;
  begunAt: number;
  /** Until when the caller that began it is believed to be at work. */
  leaseUntil: number;
  /** What is known of it, JSON: noted on the way, final once `settledAt` is there. */
  result: string | null;
  settledAt: number | null;
}

/** An event, written with the result that caused it. */
export interface EventRow {
  id: string;
  type: string;
  customerId: string | null;
  at: number;
  /** JSON. */
  payload: string;
}

export interface OperationStore {
  /** Inserts, or takes over an expired lease with the same fingerprint, or says why not: one step. */
  begin(operation: Omit<OperationRow, 'result' | 'settledAt'>, now: number): Promise<BeginResult>;
  find(operationId: string): Promise<OperationRow | null>;
  /**
   * Notes what is known of an operation that goes on (a payment step, or an outcome that has to be read back), and
   * when it is to be looked at again. Does nothing to one that is settled.
   */
  note(operationId: string, result: string, leaseUntil: number): Promise<void>;
  /**
   * The last step before the provider is called: notes `result` where nothing was noted yet, and tells whether it did.
   * True for one caller only, however many believe that they are to do it.
   */
  send(operationId: string, result: string, leaseUntil: number): Promise<boolean>;
  /**
   * Forgets an operation of which it is certain that it had no effect, so that its key may be used again. Does nothing
   * where something else than `known` is noted by now, or where it is settled.
   */
  release(operationId: string, known: string | null): Promise<void>;
  /**
   * Records the result and writes the events to the log and the outbox, in one transaction. Gives the row as it then
   * is: the first result stands, whoever else comes.
   */
  settle(operationId: string, result: string, events: EventRow[], now: number): Promise<OperationRow>;
  /** Up to `n` operations that were begun, not settled, and whose lease is over; leases them anew. */
  leaseUnsettled(n: number, now: number, leaseUntil: number): Promise<OperationRow[]>;
}

/** A preview, bound to what it was made from. */
export interface PreviewRow {
  id: string;
  customerId: string;
  expiresAt: number;
  /** JSON. */
  value: string;
}

export interface ConfigurationRow {
  id: string;
  version: number;
  /** JSON. */
  value: string;
}

/** Who may sign in for a customer: rows of our own, never the billing e-mail. */
export interface LoginRow {
  address: string;
  customerId: string;
  confirmedAt: number | null;
}

/** A delivery that is due. */
export interface OutboxRow {
  id: string;
  event: EventRow;
  attempts: number;
  dueAt: number;
}

/** What became of one cancel flow. */
export interface OutcomeRow {
  flowId: string;
  customerId: string;
  subscriptionId: string;
  outcome: 'canceled' | 'saved' | 'aborted' | 'error' | 'open';
  reason: string | null;
  offerKind: string | null;
  planId: string | null;
  at: number;
  /** JSON: answers, steps with times, offers shown, amount at stake. */
  value: string;
}

/** Where everything of ours is kept. Every verb is one statement or one transaction; never find-then-write. */
export interface Store {
  /** Brings the tables up to date; safe to call by several processes at once, and again after a kill. */
  migrate(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
  /** The verbs for one account in one mode. */
  realm(realm: Realm): RealmStore;
}

/** The store as one account in one mode sees it. */
export interface RealmStore {
  tokens: TokenStore;
  operations: OperationStore;
  previews: {
    put(preview: PreviewRow): Promise<void>;
    /** Null where there is none or it is over. It stays: what was begun with it may have to be finished after a kill. */
    find(id: string, now: number): Promise<PreviewRow | null>;
  };
  configurations: {
    list(): Promise<ConfigurationRow[]>;
    find(id: string): Promise<ConfigurationRow | null>;
    /** Writes version `expected + 1`; null where the row is not at `expected` (0: not there). */
    put(id: string, expected: number, value: string): Promise<ConfigurationRow | null>;
  };
  logins: {
    put(login: LoginRow): Promise<void>;
    findByAddress(address: string): Promise<LoginRow[]>;
    find(customerId: string): Promise<LoginRow[]>;
  };
  outbox: {
    /** Up to `n` due rows, hidden from others until `leaseUntil`. */
    lease(n: number, now: number, leaseUntil: number): Promise<OutboxRow[]>;
    /** Delivered: removes it. Else counts the attempt and sets when the next is due. */
    settle(id: string, attempt: {delivered: true} | {delivered: false; dueAt: number}): Promise<void>;
  };
  outcomes: {
    put(outcome: OutcomeRow): Promise<void>;
    list(query: {from: number; to: number; limit: number; before?: number}): Promise<OutcomeRow[]>;
  };
  events: {
    /** Newest first. */
    list(query: {customerId?: string; before?: number; limit: number}): Promise<EventRow[]>;
  };
  /** True for the first caller only, until `expiresAt`. */
  once(key: string, expiresAt: number, now: number): Promise<boolean>;
  /** Counts one more in a fixed window, and tells the count. */
  hit(bucket: string, windowMs: number, now: number): Promise<number>;
  cache: {
    get(key: string, now: number): Promise<string | null>;
    put(key: string, value: string, expiresAt: number): Promise<void>;
    /** Forgets all keys that begin so. */
    drop(prefix: string): Promise<void>;
  };
}
