import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {
  findArrowsToDoors,
  findBrokenArrows,
  findCircularImports,
  findContractValues,
  findPageLeaks,
  findPortalLeaks,
  findStrays,
  findWrongArrows,
  findWrongPackages,
} from './floors.js';
import {findUnwanted, findUnwantedInTests} from './house-rules.js';
import {madeUpSources, readSources} from './sources.js';

interface Manifest {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const declared = Object.keys({...manifest.dependencies, ...manifest.peerDependencies});

/** Fails with the faults themselves, one on a line. */
function assertNone(faults: string[]): void {
  assert.ok(faults.length === 0, `\n  ${faults.join('\n  ')}\n`);
}

describe('the floors of src', () => {
  const sources = readSources('src');

  it('has a room for every file', () => assertNone(findStrays(sources)));
  it('leads every import to a file', () => assertNone(findBrokenArrows(sources)));
  it('lets no arrow go up a floor, along one, or to the other tower', () => assertNone(findWrongArrows(sources)));
  it('imports no door from inside', () => assertNone(findArrowsToDoors(sources)));
  it('has no circles', () => assertNone(findCircularImports(sources)));
  it('uses each package in its own rooms', () => assertNone(findWrongPackages(sources, declared)));
  it('takes only types from contract files that bring zod', () => assertNone(findContractValues(sources)));
  it('loads neither zod nor the server in a page', () => assertNone(findPageLeaks(sources)));
  it('loads no Lit with the Portal', () => assertNone(findPortalLeaks(sources)));
  it('has no default export, no any and no style attribute', () => assertNone(findUnwanted(sources)));
});

describe('the tests and stories', () => {
  it('leave no test out and use no any', () => assertNone(findUnwantedInTests(readSources('test', 'stories'))));
});

/** The rules themselves, on sources made up to break them. */
describe('the floors report', () => {
  const cases: [title: string, find: typeof findWrongArrows, code: Record<string, string>, expected: RegExp][] = [
    [
      'an arrow up',
      findWrongArrows,
      {'src/client/send.ts': "\nimport type {A} from '../state/portal.js';", 'src/state/portal.ts': ''},
      /^src\/client\/send\.ts:2 → src\/state\/portal\.ts: client \(floor 1\) may not import state \(floor 2\)$/,
    ],
    [
      'an arrow along a floor',
      findWrongArrows,
      {'src/ui/button.ts': "export * from '../state/portal.js';"},
      /ui \(floor 2\) may not import state \(floor 2\)/,
    ],
    [
      'an arrow from one provider to another',
      findWrongArrows,
      {'src/server/providers/stripe/map.ts': "import {a} from '../sandbox/map.js';"},
      /server\/providers\/stripe \(floor 2\) may not import server\/providers\/sandbox/,
    ],
    [
      'an arrow to the other tower',
      findWrongArrows,
      {'src/components/a/a.ts': "const load = () => import('../../server/ports/store.js');"},
      /the browser tower may not import the server tower/,
    ],
    ['a file in no room', findStrays, {'src/utils/a.ts': ''}, /src\/utils\/a\.ts is in no room/],
    ['an import of nothing', findBrokenArrows, {'src/ui/a.ts': "import './b.js';"}, /there is no such file/],
    [
      'an import of a door',
      findArrowsToDoors,
      {'src/node/command.ts': "import {start} from './index.js';"},
      /import the file that declares the name/,
    ],
    [
      'a circle of types',
      findCircularImports,
      {
        'src/ui/a.ts': "import type {B} from './b.js';",
        'src/ui/b.ts': "import type {C} from './c.js';",
        'src/ui/c.ts': "export type C = import('./a.js').A;",
      },
      /src\/ui\/a\.ts → src\/ui\/b\.ts → src\/ui\/c\.ts → src\/ui\/a\.ts/,
    ],
    [
      'zod in a page, through any number of files',
      findPageLeaks,
      {
        'src/index.ts': "import './ui/a.js';",
        'src/ui/a.ts': "import {b} from '../contract/b.js';",
        'src/contract/b.ts': "import * as z from 'zod/mini';",
      },
      /src\/index\.ts:1 → src\/ui\/a\.ts, src\/ui\/a\.ts:1 → src\/contract\/b\.ts, src\/contract\/b\.ts:1 → zod\/mini/,
    ],
    [
      'a value from a contract file with zod',
      findContractValues,
      {
        'src/client/a.ts': "import {type B} from '../contract/b.js';",
        'src/contract/b.ts': "import * as z from 'zod/mini';",
      },
      /src\/client\/a\.ts:1 → src\/contract\/b\.ts: this brings zod into the page/,
    ],
    [
      'Lit behind the door without elements',
      findPortalLeaks,
      {
        'src/headless.ts': "export * from './state/key.js';",
        'src/state/key.ts': "import {createContext} from '@lit/context';",
      },
      /src\/state\/key\.ts:1 → @lit\/context/,
    ],
    [
      'a default export',
      findUnwanted,
      {'src/ui/a.ts': 'const a = 1;\nexport {a as default};'},
      /a\.ts:2: default export/,
    ],
    ['any', findUnwanted, {'src/ui/a.ts': 'const a = (b: any) => b as any;'}, /a\.ts:1: any.*\n.*a\.ts:1: any/],
    ['a style attribute', findUnwanted, {'src/ui/a.ts': 'html`<p style=${a}></p>`;'}, /style attribute/],
    ['styleMap', findUnwanted, {'src/ui/a.ts': "import {styleMap} from 'lit/directives/style-map.js';"}, /styleMap/],
    ['a test that leaves others out', findUnwantedInTests, {'test/a.test.ts': "it.only('a', b);"}, /leaves tests out/],
  ];

  for (const [title, find, code, expected] of cases) {
    it(title, () => assert.match(find(madeUpSources(code)).join('\n'), expected));
  }

  const packages: [code: string, expected: RegExp][] = [
    ["import ky from 'ky';", /ky is used in client/],
    ["import {createContext} from '@lit/context';", /@lit\/context is used in state/],
    ["import {z} from 'zod';", /zod is imported as 'zod\/mini' only/],
    ["import * as z from 'zod/mini';", /zod is used in contract/],
    ["import {readFile} from 'node:fs/promises';", /Node is used in node/],
    ["import {readFile} from 'fs';", /by its node: names/],
    ["import {Hono} from 'hono';", /Hono is used in the handler/],
    ["import Stripe from 'stripe';", /Stripe's SDK stays in its provider/],
    ["import {a} from 'left-pad';", /package\.json declares no such dependency/],
  ];

  for (const [code, expected] of packages) {
    it(`a package in a wrong room: ${code}`, () => {
      assert.match(findWrongPackages(madeUpSources({'src/ui/a.ts': code}), declared).join('\n'), expected);
    });
  }

  it('Lit in the Portal', () => {
    const sources = madeUpSources({'src/state/portal.ts': "import type {ReactiveController} from 'lit';"});
    assert.match(findWrongPackages(sources, declared).join('\n'), /Lit is not used in .* the Portal/);
  });

  it('nothing where there is nothing to report', () => {
    const sources = madeUpSources({
      'src/components/a/a.ts': "import {a} from '../../ui/a.js';",
      'src/ui/a.ts': "import {html} from 'lit';\nimport type {B} from '../contract/b.js';\nhtml`<p .style=${a}></p>`;",
      'src/contract/b.ts': "import * as z from 'zod/mini';",
    });
    const finders = [findStrays, findBrokenArrows, findWrongArrows, findArrowsToDoors, findCircularImports];
    assertNone([...finders, findContractValues, findUnwanted].flatMap((find) => find(sources)));
    assertNone(findWrongPackages(sources, declared));
  });
});
