import * as z from 'zod/mini';
import {named, openEnum} from './schema.js';
import {errorCodes} from './error-codes.js';

/** The body of every refusal: `application/problem+json` (RFC 9457) with our members. */
export const problemSchema = named(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: openEnum(Object.keys(errorCodes) as (keyof typeof errorCodes)[]),
    field: z.optional(z.string()),
    retryable: z.boolean(),
    correlationId: z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/)),
    details: z.optional(z.record(z.string(), z.unknown())),
  }),
);
export type Problem = z.infer<typeof problemSchema>;
