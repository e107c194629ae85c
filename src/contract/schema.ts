import * as z from 'zod/mini';

/**
 * The few building blocks that every contract file uses. No transform, pipe or catch: a schema only says what is
 * true of a value, so that one and the same schema becomes types, checks, OpenAPI and generated tests.
 */

/** Registers a schema under the name it has in the OpenAPI document and in the page's generated checks. */
export function named<T extends z.core.$ZodType>(id: string, schema: T): T {
  z.globalRegistry.add(schema, {id});
  return schema;
}

/** A value of an enum that a server or a provider may extend: the known ones, or any other string. */
export type Open<Known extends string> = Known | (string & Record<never, never>);

/**
 * An enum that may grow. A plain string on the wire, its known values listed in the document, so that an old page
 * survives a new server; the page words unknown ones neutrally and never throws.
 */
export function openEnum<const Known extends string>(known: readonly Known[]): z.ZodMiniType<Open<Known>> {
  const schema = z.string();
  z.globalRegistry.add(schema, {'x-known-values': known});
  return schema;
}

/** An instant, ISO 8601 in UTC. */
export const timestampSchema = z.iso.datetime();

/** An id as its owner spells it: the provider's own, or one of ours (`sess_`, `cfg_`, …). */
export const idSchema = z.string().check(z.minLength(1), z.maxLength(255));

/** A page of a list: `nextCursor` is opaque, null on the last page. */
export function pageOf<T extends z.core.$ZodType>(item: T) {
  return z.object({items: z.array(item), nextCursor: z.nullable(z.string())});
}

/** A page of `T`; see {@link pageOf}. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
