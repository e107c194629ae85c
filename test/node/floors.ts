import {builtinModules} from 'node:module';
import {posix} from 'node:path';
import {allArrows, findCircles, nameArrow, reachable, type Arrow, type Sources} from './sources.js';

/**
 * The floors of `src/`: who may import whom, and who may use which package. An arrow goes down a floor within its tower;
 * inside a room files import each other freely, without circles.
 */

interface Room {
  name: string;
  floor: number;
  tower: 'browser' | 'server' | 'both';
}

/** The first pattern that matches is the file's room, named by what the parentheses hold: each provider is one. */
const table: [pattern: RegExp, floor: number, tower: Room['tower']][] = [
  [/^src\/(contract)\//, 0, 'both'],

  [/^src\/(client|localize|styles|events)\//, 1, 'browser'],
  [/^src\/(state|ui)\//, 2, 'browser'],
  [/^src\/(payment)\//, 3, 'browser'],
  [/^src\/(headless)\.ts$/, 3, 'browser'],
  [/^src\/(components)\//, 4, 'browser'],
  [/^src\/(react)\//, 5, 'browser'],
  // The doors of the elements are one room: they may re-export each other.
  [/^(src)\/(index|script-tag|elements|merchant)\.ts$/, 5, 'browser'],

  [/^src\/(server\/ports)\//, 1, 'server'],
  [/^src\/(server\/rules|server\/stores|server\/providers\/[^/]+)\//, 2, 'server'],
  [/^src\/(server\/guard|server\/routes)\//, 3, 'server'],
  [/^src\/(server\/handler)\.ts$/, 4, 'server'],
  [/^src\/(server\/index)\.ts$/, 5, 'server'],
  [/^src\/(node|testing)\//, 5, 'server'],
];

interface PackageRule {
  packages: RegExp;
  /** Files that may import them; everything else may not. */
  only?: RegExp;
  /** Files that may not import them; everything else may. */
  never?: RegExp;
  why: string;
}

const packageRules: PackageRule[] = [
  {packages: /^ky$/, only: /^src\/client\//, why: 'ky is used in client/ only'},
  {packages: /^@lit\/context$/, only: /^src\/state\//, why: '@lit/context is used in state/ only'},
  {packages: /^zod(?!\/mini$)/, never: /^/, why: "zod is imported as 'zod/mini' only"},
  {
    packages: /^zod\//,
    only: /^src\/(contract|server\/providers)\//,
    why: "zod is used in contract/ and at the adapters' edge only",
  },
  {
    packages: /^(lit|lit-html|lit-element|@lit\/.+)(\/|$)/,
    never: /^src\/(contract|client|server|node|testing)\/|^src\/(state\/portal|headless)\.ts$/,
    why: 'Lit is not used in the contract, the client, the server tower or the Portal',
  },
  {packages: /^node:/, only: /^src\/node\//, why: 'Node is used in node/ only'},
  {packages: /^@hono\//, only: /^src\/node\//, why: 'what ties Hono to Node is used in node/ only'},
  {
    packages: /^hono(\/|$)/,
    only: /^src\/(server\/handler\.ts$|server\/routes\/|server\/guard\/|node\/)/,
    why: 'Hono is used in the handler, routes, guard and node/ only',
  },
  {packages: /^(@?stripe)(\/|$)/, only: /^src\/server\/providers\/stripe\//, why: "Stripe's SDK stays in its provider"},
  {packages: /^@paddle\//, only: /^src\/server\/providers\/paddle\//, why: "Paddle's SDK stays in its provider"},
  {
    packages: /^@lemonsqueezy\//,
    only: /^src\/server\/providers\/lemon-squeezy\//,
    why: "Lemon Squeezy's SDK stays in its provider",
  },
  {packages: new RegExp(`^(${builtinModules.join('|')})$`), never: /^/, why: 'Node is imported by its node: names'},
];

/** What a page loads, from these doors on. */
const pageDoors = ['src/index.ts', 'src/script-tag.ts', 'src/elements.ts', 'src/merchant.ts', 'src/headless.ts'];

export function findRoom(file: string): Room | undefined {
  for (const [pattern, floor, tower] of table) {
    const name = pattern.exec(file)?.[1];
    if (name !== undefined) return {name, floor, tower};
  }
  return undefined;
}

function describeRoom({name, floor}: Room): string {
  return `${name === 'src' ? 'a door' : name} (floor ${floor})`;
}

/** Why an arrow between two files of `src/` is not allowed. */
function judgeArrow(from: string, to: string): string | undefined {
  const [above, below] = [findRoom(from), findRoom(to)];
  if (!above || !below) return `${above ? to : from} is in no room of the floors table`;
  if (above.name === below.name) return undefined;
  if (below.tower !== 'both' && above.tower !== below.tower) {
    return `the ${above.tower} tower may not import the ${below.tower} tower`;
  }
  if (below.floor < above.floor) return undefined;
  return `${describeRoom(above)} may not import ${describeRoom(below)}`;
}

/** Files that are in no room. */
export function findStrays(sources: Sources): string[] {
  return [...sources.keys()].filter((file) => !findRoom(file)).map((file) => `${file} is in no room`);
}

/** Arrows that go up a floor, along one, or to the other tower. */
export function findWrongArrows(sources: Sources): string[] {
  return allArrows(sources).flatMap((arrow) => {
    const fault = arrow.to === undefined ? undefined : judgeArrow(arrow.from, arrow.to);
    return fault === undefined ? [] : [`${nameArrow(arrow)}: ${fault}`];
  });
}

/** Arrows to a door. An adapter is declared in its `index.ts`, so that one is no mere door. */
export function findArrowsToDoors(sources: Sources): string[] {
  return allArrows(sources)
    .filter(({to}) => to !== undefined && posix.basename(to) === 'index.ts')
    .filter(({to}) => !/^src\/server\/providers\/[^/]+\/index\.ts$/.test(to ?? ''))
    .map((arrow) => `${nameArrow(arrow)}: import the file that declares the name`);
}

/** Arrows to a file that does not exist, or is not named as it is loaded. */
export function findBrokenArrows(sources: Sources): string[] {
  return allArrows(sources)
    .filter(({to}) => to !== undefined && !sources.has(to))
    .map((arrow) => `${nameArrow(arrow)}: there is no such file`);
}

function breaks({only, never}: PackageRule, file: string): boolean {
  return (only !== undefined && !only.test(file)) || (never !== undefined && never.test(file));
}

/** Packages used where they may not be, or that `declared` does not name. */
export function findWrongPackages(sources: Sources, declared: string[]): string[] {
  return allArrows(sources)
    .filter(({to}) => to === undefined)
    .flatMap((arrow) => {
      const broken = packageRules.filter((rule) => rule.packages.test(arrow.specifier) && breaks(rule, arrow.from));
      const faults = broken.map(({why}) => why);
      if (!isDeclared(arrow.specifier, declared)) faults.push('package.json declares no such dependency or peer');
      return faults.map((fault) => `${nameArrow(arrow)}: ${fault}`);
    });
}

function isDeclared(specifier: string, declared: string[]): boolean {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return true;
  return declared.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

/** Circles of imports, of values and of types. */
export function findCircularImports(sources: Sources): string[] {
  return findCircles(sources).map((files) => `circle: ${files.join(' → ')}`);
}

const isZod = ({specifier}: Arrow): boolean => /^zod(\/|$)/.test(specifier);

/** What a page would load and must not: zod, and anything of the server tower. */
export function findPageLeaks(sources: Sources): string[] {
  const isLeak = (arrow: Arrow): boolean => isZod(arrow) || /^src\/(server|node|testing)\//.test(arrow.to ?? '');
  return pageDoors.flatMap((door) => findLeaks(sources, door, isLeak));
}

/** What the Portal, and the door to it without elements, would load and must not: Lit. */
export function findPortalLeaks(sources: Sources): string[] {
  const isLit = ({specifier}: Arrow): boolean => /^(lit|@lit)(\/|$)/.test(specifier);
  return ['src/state/portal.ts', 'src/headless.ts'].flatMap((file) => findLeaks(sources, file, isLit));
}

function findLeaks(sources: Sources, door: string, isLeak: (arrow: Arrow) => boolean): string[] {
  const leaks = [...reachable(sources, door)].filter((path) => path.slice(-1).some(isLeak));
  return leaks.map((path) => `${door} loads what it must not: ${path.map(nameArrow).join(', ')}`);
}

/** Values that a browser room takes from a contract file which brings zod with it; types cost nothing. */
export function findContractValues(sources: Sources): string[] {
  const heavy = new Set(
    [...sources.keys()].filter((file) => [...reachable(sources, file)].some((path) => path.some(isZod))),
  );
  return allArrows(sources)
    .filter(
      ({from, to, kind}) => findRoom(from)?.tower === 'browser' && kind !== 'type' && to?.startsWith('src/contract/'),
    )
    .filter(({to}) => to !== undefined && heavy.has(to))
    .map((arrow) => `${nameArrow(arrow)}: this brings zod into the page; import its types with 'import type'`);
}
