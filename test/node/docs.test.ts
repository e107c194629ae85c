import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import {describe, it} from 'node:test';
import {createManifest, type Manifest} from '../../scripts/generate/manifest.js';
import {createPages} from '../../scripts/generate/readme-tables.js';
import {capabilityNames} from '../../src/contract/capabilities.js';
import {sandbox} from '../../src/server/providers/sandbox/index.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const ports = read('src/server/ports/provider.ts') + read('src/server/ports/store.ts');
const portsPage = read('docs/ports.md');
const readme = read('README.md');

/** What stands between the braces of an interface. */
function readInterface(name: string): string {
  const [, body] = new RegExp(`^export interface ${name} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(ports) ?? [];
  assert.ok(body, `there is no interface ${name} in ports.ts`);
  return body;
}

/** The names of the members at one depth of indentation. */
function listMembers(body: string, indent = '  '): string[] {
  const members = body.matchAll(new RegExp(`^${indent}(?:readonly )?(\\w+)\\??[(:]`, 'gm'));
  return [...members].flatMap(([, name]) => name ?? []);
}

/** `tokens.insert`, `once`, …: the members of a realm, and those inside of its members. */
function listRealmVerbs(): string[] {
  const body = readInterface('RealmStore');
  return listMembers(body).flatMap((name) => {
    const [, typeName] = new RegExp(`^  ${name}: (\\w+);`, 'm').exec(body) ?? [];
    const [, inside] = new RegExp(`^  ${name}: \\{\\n([\\s\\S]*?)^  \\}`, 'm').exec(body) ?? [];
    if (typeName !== undefined) return listMembers(readInterface(typeName)).map((verb) => `${name}.${verb}`);
    return inside === undefined ? [name] : listMembers(inside, '    ').map((verb) => `${name}.${verb}`);
  });
}

/** The rows of the table below a heading: what is in its first column, with the other cells. */
function readTable(heading: string): Map<string, string[]> {
  const [, section = ''] = portsPage.split(`\n## ${heading}\n`);
  const lines = section.split('\n## ')[0]?.matchAll(/^\| `([\w.]+)` *\|(.*)\|$/gm) ?? [];
  return new Map(
    [...lines].map(([, name = '', cells = '']) => [name, cells.split('|').map((cell) => cell.trim())] as const),
  );
}

/** `yes` or `no` for each row, by how the sandbox's cell begins. */
function readSandbox(heading: string): [name: string, isThere: boolean][] {
  return [...readTable(heading)].map(([name, [cell = '']]) => {
    assert.match(cell, /^(Yes|Not yet)\b/, name);
    return [name, cell.startsWith('Yes')];
  });
}

describe('docs/ports.md', () => {
  it('has a row for each verb of a provider', () => {
    assert.deepEqual([...readTable('What a provider does').keys()], listMembers(readInterface('BillingProvider')));
  });

  it('has a row for each capability', () => {
    assert.deepEqual([...readTable('What a provider can do').keys()], [...capabilityNames]);
  });

  it('has a row for each verb of a store', () => {
    const verbs = [...listMembers(readInterface('Store')), ...listRealmVerbs()];
    assert.deepEqual([...readTable('What a store keeps').keys()], verbs);
  });

  it('leaves no cell empty', () => {
    for (const heading of ['What a provider does', 'What a provider can do', 'What a store keeps']) {
      const rows = [...readTable(heading)];
      assert.deepEqual(
        rows.filter(([, cells]) => cells.includes('') || cells.length !== rows[0]?.[1].length),
        [],
      );
    }
  });

  it('says of the sandbox what is so', () => {
    const provider = sandbox();
    const capabilities = provider.describe();
    for (const [verb, isThere] of readSandbox('What a provider does')) assert.equal(verb in provider, isThere, verb);
    for (const [name, isThere] of readSandbox('What a provider can do')) {
      const support = capabilities[name as keyof typeof capabilities] ?? 'none';
      assert.equal(support !== 'none', isThere, name);
    }
  });
});

describe('the README', () => {
  const example = read('examples/plain-html/index.html');

  it('shows the plain page as it is in the examples, in ten lines', () => {
    const [, shown] = /```html\n([\s\S]*?)```/.exec(readme) ?? [];
    assert.equal(shown, example);
    assert.equal(example.trimEnd().split('\n').length, 10);
  });

  it('shows an endpoint in ten lines', () => {
    const [, shown = ''] = /```js\n(import[\s\S]*?)\n```/.exec(readme) ?? [];
    assert.equal(shown.split('\n').length, 10);
    assert.match(shown, /createServer\(createListener\(billing\.fetch\)\)\.listen\(4242\);$/);
  });

  it('has the line that mints a session', () => {
    const line =
      'curl -X POST http://localhost:4242/billing/v1/sessions -H "Authorization: Bearer $BILLING_KEY" ' +
      `-H "Content-Type: application/json" -d '{"customerId":"cus_brightwater"}'`;
    assert.ok(readme.split('\n').includes(line), `there is no line\n${line}`);
  });

  it('has a picture that is quick to load', () => {
    assert.ok(readme.includes('(docs/overview.webp)'));
    assert.ok(statSync('docs/overview.webp').size < 150_000);
  });

  it('leads to pages that are there', () => {
    for (const [, path = ''] of readme.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) assert.ok(read(path), path);
  });
});

describe('what npm run generate writes for readers', () => {
  it('is up to date', async () => {
    const manifest = await createManifest();
    assert.equal(read('custom-elements.json'), manifest, 'custom-elements.json');
    for (const [page, text] of await createPages(JSON.parse(manifest) as Manifest)) {
      assert.equal(read(page), text, page);
    }
  });
});
