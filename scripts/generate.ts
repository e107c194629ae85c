/**
 * `npm run generate`: everything that is derived from the sources and committed. The tests fail when it is out of
 * date.
 */
import {writeFile} from 'node:fs/promises';
import {toOpenApi} from '../src/contract/openapi.js';
import {toPageContract} from './generate/page-contract.js';

const root = new URL('../', import.meta.url);
const openApi = toOpenApi();

await writeFile(new URL('docs/openapi.json', root), `${JSON.stringify(openApi, null, 2)}\n`);
for (const [name, source] of Object.entries(toPageContract(openApi))) {
  await writeFile(new URL(`src/contract/generated/${name}`, root), source);
}
