import {currencies} from './arbitraries.js';
import {play} from './play.js';

/**
 * More histories than an ordinary run has time for, and others: `HISTORIES=1000 SEED=7 npx tsx test/server/property/long.ts`.
 * The seed is the time where it is not said. Ends with an error where one of them fails, and tells how to see it again.
 */
const runs = Number(process.env['HISTORIES'] ?? 500);
const first = Number(process.env['SEED'] ?? Date.now() % 2 ** 30);

for (const [index, currency] of currencies.entries()) {
  const tally = await play({currency, seed: first + index, runs});
  console.log(`${currency.currency}, seed ${first + index}: ${[...tally].map((one) => one.join(' ')).join(', ')}`);
}
