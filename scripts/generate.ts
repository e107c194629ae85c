/**
 * `npm run generate`: everything that is derived from the sources and committed. The tests fail when it is out of
 * date.
 */
import {writeFile} from 'node:fs/promises';
import {toOpenApi} from '../src/contract/openapi.js';
import {createManifest, findFaults, type Manifest} from './generate/manifest.js';
import {toPageContract} from './generate/page-contract.js';
import {writePages} from './generate/readme-tables.js';

const root = new URL('../', import.meta.url);
const openApi = toOpenApi();

await writeFile(new URL('docs/openapi.json', root), `${JSON.stringify(openApi, null, 2)}\n`);
for (const [name, source] of Object.entries(toPageContract(openApi))) {
  await writeFile(new URL(`src/contract/generated/${name}`, root), source);
}

const manifestText = await createManifest();
const manifest = JSON.parse(manifestText) as Manifest;
await writeFile(new URL('custom-elements.json', root), manifestText);
await writePages(manifest);
const faults = findFaults(manifest);
if (faults.length > 0) {
  console.error(`The JSDoc in src/components is not complete:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  process.exitCode = 1;
}
