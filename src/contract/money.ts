import * as z from 'zod/mini';
import {named} from './schema.js';

const currencySchema = z.string().check(z.regex(/^[A-Z]{3}$/));
const exponentSchema = z.int().check(z.gte(0), z.lte(4));

/**
 * An amount of money: a safe integer of minor units, an upper-case ISO 4217 code, and the number of decimals as the
 * provider counts them. The exponent never comes from `Intl`, which says 0 digits for HUF, COP and IDR where
 * providers count hundredths.
 */
export const moneySchema = named(
  'Money',
  z.object({amount: z.int(), currency: currencySchema, exponent: exponentSchema}),
);
export type Money = z.infer<typeof moneySchema>;

/** A price for one unit. `amount` is a decimal string in minor units, because a call for $0.0004 exists. */
export const unitPriceSchema = named(
  'UnitPrice',
  z.object({
    amount: z.string().check(z.regex(/^-?\d{1,18}(\.\d{1,12})?$/)),
    currency: currencySchema,
    exponent: exponentSchema,
  }),
);
export type UnitPrice = z.infer<typeof unitPriceSchema>;
