import {readFile, writeFile} from 'node:fs/promises';
import {format, resolveConfig} from 'prettier';
import {errorCodes, type ErrorCode} from '../../src/contract/error-codes.js';
import {routes, type Auth, type Route} from '../../src/contract/routes.js';
import {scenarioDescriptions, scenarioNames} from '../../src/server/providers/sandbox/scenarios.js';
import {findElements, type ElementDeclaration, type Entry, type Manifest, type Member} from './manifest.js';

const root = new URL('../../', import.meta.url);

/** The pages with generated tables in them, from the root of the project. */
export const pages = ['README.md', 'docs/contract.md'] as const;

/** What each door is for. A door without a sentence fails `npm run generate`. */
const doorSentences: Record<string, string> = {
  '.': 'Registers all elements; exports their classes, the events, `Portal` and `BillingError`.',
  './elements': 'The element classes; registers nothing.',
  './components/*': 'Registers one element, such as `billing-elements/components/invoice-list`, and what it needs.',
  './headless': '`Portal` without any element, for an interface of your own.',
  './server': '`createBilling`, `memoryStore`, `sandbox`, and the types of the ports.',
  './server/providers/*': 'One provider: `sandbox`.',
  './server/stores/*': 'One store: `memory`, or `sql` over a driver of your own.',
  './node': 'What only Node can do: `sqliteStore`, `createListener`, `startSandbox`.',
  './testing': '`storeSuite` and `providerSuite`, which tell whether a store or a provider keeps its promises.',
  './cdn/*': '`billing-elements.js` for a `<script type="module">`, and its chunks.',
  './custom-elements.json': 'The elements as data, for editors and tools.',
  './package.json': 'The package itself.',
};

const authWords: Record<Auth, string> = {
  key: 'API key',
  session: 'session',
  host: 'same origin',
  open: 'anyone',
};

/** What each error says. A code without a sentence does not compile. */
const errorSentences: Record<ErrorCode, string> = {
  invalid_request: 'A member of the request is missing, wrong or unknown; `field` names it.',
  invalid_json: 'The body is not JSON.',
  unsupported_media_type: 'The body is not `application/json` in UTF-8, or it is compressed.',
  body_too_large: 'The body is larger than `details.limit` bytes.',
  not_found: "There is no such address, or no such thing of this customer's.",
  customer_not_found: 'The provider has no customer of that id.',
  method_not_allowed: 'The address takes other methods; `Allow` lists them.',
  origin_not_allowed: 'The page is on an origin that is not in `origins`.',
  key_in_browser: 'An API key came from a page.',
  invalid_key: 'The API key is missing, unknown, or of the other mode.',
  invalid_session: 'The session token is missing, unknown, or was revoked.',
  session_expired: 'The session is over.',
  not_signed_in: '`authenticate` named no customer.',
  scope_missing: 'The session may not do this.',
  feature_disabled: 'The configuration, or the session, switches this off.',
  idempotency_key_missing: 'A write has no `Idempotency-Key`, or one that is no UUID.',
  idempotency_mismatch: 'The key was used for another request before.',
  operation_running: 'The same request, or another change of the same subscription, is being done at this moment.',
  preview_stale: 'What the preview was made from has changed; `details.preview` is a fresh one.',
  action_refused: 'This cannot be done to it now; `details.reason` says why.',
  payment_declined: 'The bank declined. Nothing was charged.',
  challenge_failed: "The bank's question was not answered as it should be. Nothing was charged.",
  setup_refused: 'The customer, or whoever keeps the account, did not agree to the payment method. Nothing was saved.',
  card_refused: 'The number cannot be used here.',
  provider_cannot: 'The provider cannot do this.',
  provider_unavailable: 'The provider did not answer, or not in time.',
  provider_misconfigured: 'The provider refuses the way it was set up.',
  provider_rate_limited: 'The provider asks for fewer calls.',
  provider_malformed: 'The provider answered something that cannot be read.',
  store_unavailable: 'The store did not answer.',
  internal: 'A fault of the endpoint; the log has it under the `correlationId`.',
  offline: 'Raised in the page: the endpoint could not be reached.',
  timeout: 'Raised in the page: the endpoint did not answer in time.',
  invalid_answer: 'Raised in the page: what came is not an answer of this contract.',
};

/** The generated pages as they should be, by path. Rejects for a marker without a table and for a missing sentence. */
export async function createPages(manifest: Manifest): Promise<Map<string, string>> {
  const tables = await createTables(manifest);
  const texts = await Promise.all(
    pages.map(async (page) => [page, insertTables(await readFile(new URL(page, root), 'utf8'), tables)] as const),
  );
  return new Map(texts);
}

/** Writes the tables into the pages. */
export async function writePages(manifest: Manifest): Promise<void> {
  for (const [page, text] of await createPages(manifest)) await writeFile(new URL(page, root), text);
}

/** Puts each table between its two markers; what stands outside of markers stays as it is. */
function insertTables(text: string, tables: ReadonlyMap<string, string>): string {
  return text.replaceAll(/<!-- generated:(\w+) -->[\s\S]*?<!-- \/generated -->/g, (_, name: string) => {
    const table = tables.get(name);
    if (table === undefined) throw new Error(`there is no table "${name}"; there are ${[...tables.keys()].join(', ')}`);
    return `<!-- generated:${name} -->\n\n${table}\n\n<!-- /generated -->`;
  });
}

async function createTables(manifest: Manifest): Promise<Map<string, string>> {
  const elements = findElements(manifest);
  const {exports} = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {exports: object};
  const tables: Record<string, string> = {
    elements: toElements(elements),
    tokens: toTokens(elements),
    doors: toDoors(Object.keys(exports)),
    scenarios: toTable(
      ['scenario', 'what it is'],
      scenarioNames.map((name) => [code(name), scenarioDescriptions[name]]),
    ),
    routes: toRoutes(),
    errors: toErrors(),
  };
  const options = {...(await resolveConfig(new URL('README.md', root))), parser: 'markdown'};
  const formatted = Object.entries(tables).map(
    async ([name, table]) => [name, (await format(table, options)).trim()] as const,
  );
  return new Map(await Promise.all(formatted));
}

function toTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `\`${text}\``;
}

function toRoutes(): string {
  const rows = (Object.entries(routes) as [string, Route][]).map(([name, {auth, method, path, scope, summary}]) => [
    authWords[auth],
    code(`${method} ${path}`),
    code(name),
    summary,
    code(scope),
  ]);
  return toTable(['who', 'method and path', 'name', 'what it does', 'scope'], rows);
}

function toErrors(): string {
  const known: Partial<Record<string, {status: number; retryable: boolean}>> = errorCodes;
  const rows = Object.entries(errorSentences).map(([name, sentence]) => {
    const row = known[name];
    // One that is raised in the page has no row, and is always worth another try.
    const isAgain = row?.retryable ?? true;
    return [code(name), row ? String(row.status) : '', isAgain ? 'yes' : '', sentence];
  });
  const missing = Object.keys(errorCodes).filter((name) => !Object.hasOwn(errorSentences, name));
  if (missing.length > 0)
    throw new Error(`errorSentences in readme-tables.ts has no sentence for ${missing.join(', ')}`);
  return toTable(['code', 'status', 'again later', 'what is wrong'], rows);
}

function toDoors(doors: string[]): string {
  const rows = doors.map((door) => {
    const sentence = doorSentences[door];
    if (sentence === undefined) throw new Error(`doorSentences in readme-tables.ts has no sentence for ${door}`);
    return [code(`billing-elements${door.slice(1)}`), sentence];
  });
  return toTable(['door', 'what is behind it'], rows);
}

/** What all elements have is said once; then each has its own. */
function toElements(elements: ElementDeclaration[]): string {
  const described = elements.map((element) => ({element, rows: toRows(element)}));
  const [first] = described;
  const isShared = (list: keyof Rows, row: string): boolean =>
    described.every(({rows}) => rows[list].some((one) => one.join() === row));
  const pick = (rows: Rows, wanted: boolean): Rows =>
    Object.fromEntries(
      Object.entries(rows).map(([list, all]: [string, string[][]]) => [
        list,
        all.filter((row) => isShared(list as keyof Rows, row.join()) === wanted),
      ]),
    ) as unknown as Rows;
  return [
    '### Every element',
    ...(first ? toSection(pick(first.rows, true)) : []),
    ...described.flatMap(({element: {tagName, summary = ''}, rows}) => [
      `### \`<${tagName}>\``,
      summary,
      ...toSection(pick(rows, false)),
    ]),
  ].join('\n\n');
}

interface Rows {
  properties: string[][];
  methods: string[][];
  events: string[][];
  slots: string[][];
  parts: string[][];
}

function toRows({members = [], attributes = [], events = [], slots = [], cssParts = []}: ElementDeclaration): Rows {
  const fields = members.filter(({kind}) => kind === 'field');
  const alone = attributes.filter(({fieldName}) => fieldName === undefined);
  const named = ({name, description = ''}: Entry): string[] => [code(name), description];
  return {
    properties: [
      ...fields.map((field) => [code(field.attribute), code(field.name), toType(field), toSentence(field)]),
      ...alone.map((attribute) => [code(attribute.name), '', toType(attribute), toSentence(attribute)]),
    ],
    methods: members.filter(({kind}) => kind === 'method').map((method) => [code(toCall(method)), toSentence(method)]),
    events: events.map((event) => [code(event.name), code(event.type?.text), event.description ?? '']),
    slots: slots.map(({name, description = ''}) => [name === '' ? 'without a name' : code(name), description]),
    parts: cssParts.map(named),
  };
}

function toType({type, default: initial}: Entry): string {
  const text = code(type?.text.replace(/ \| undefined$/, ''));
  return initial === undefined || initial === "''" ? text : `${text} = ${code(initial)}`;
}

function toSentence({description = '', ...member}: Entry & Partial<Member>): string {
  return member.readonly === true ? `${description} Read only.` : description;
}

function toCall({name, parameters = []}: Member): string {
  return `${name}(${parameters.map((parameter) => parameter.name).join(', ')})`;
}

function toSection({properties, methods, events, slots, parts}: Rows): string[] {
  const tables: [head: string[], rows: string[][]][] = [
    [['attribute', 'property', 'type', 'what it is'], properties],
    [['method', 'what it does'], methods],
    [['event', 'class', 'when'], events],
    [['slot', 'where'], slots],
    [['part', 'what it is'], parts],
  ];
  return tables.flatMap(([head, rows]) => (rows.length === 0 ? [] : [toTable(head, rows)]));
}

function toTokens(elements: ElementDeclaration[]): string {
  const all = elements.flatMap(({cssProperties = []}) => cssProperties);
  const tokens = [...new Map(all.map((token) => [token.name, token])).values()];
  return toTable(
    ['custom property', 'default', 'what it sets'],
    tokens.map((token) => [code(token.name), code(token.default), token.description ?? '']),
  );
}
