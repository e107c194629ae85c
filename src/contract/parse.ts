import * as z from 'zod/mini';
import {BillingError} from './errors.js';

/** The value as the schema knows it. Throws `invalid_request` that names the first member that is wrong. */
export function parse<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? [issue.keys[0] ?? ''] : [];
  const field = [...(issue?.path ?? []), ...keys].map(String).join('.');
  const what = issue?.code === 'unrecognized_keys' ? 'is not known here' : 'is missing or not of its type';
  throw new BillingError('invalid_request', {message: `"${field}" ${what}`, ...(field === '' ? {} : {field})});
}
