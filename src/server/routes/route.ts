import type {AnswerOf, BodyOf, IdsOf, QueryOf, RouteName, routes} from '../../contract/routes.js';
import type {Context, Scope} from '../rules/context.js';
import type {FileAnswer} from '../rules/file-answer.js';
import type {Session} from '../rules/sessions.js';

type SessionOf<K extends RouteName> = (typeof routes)[K]['auth'] extends 'session' ? Session : undefined;

/** What a route gets: parsed and permitted. */
export interface RouteCall<K extends RouteName> {
  context: Context;
  scope: Scope;
  session: SessionOf<K>;
  /** The caller's key for this intention; empty for a route that does not write. */
  idempotencyKey: string;
  /** The session's token in clear, for the routes that end or renew it. */
  token: string;
  ids: IdsOf<K>;
  query: QueryOf<K>;
  body: BodyOf<K>;
  request: Request;
}

/** A route: parse → rule → port → answer. A write says beside its answer whether it was done before. */
export type RouteHandler<K extends RouteName> = (call: RouteCall<K>) => Promise<WrittenAnswer<K>>;

type WrittenAnswer<K extends RouteName> = (typeof routes)[K] extends {write: true}
  ? AnswerOf<K> & {replayed: boolean}
  : AnswerOf<K> | ((typeof routes)[K] extends {file: readonly string[]} ? FileAnswer : never);

/** One handler for each row of the route table. */
export type RouteHandlers = {[K in RouteName]: RouteHandler<K>};
