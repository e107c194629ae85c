import {expect} from '@open-wc/testing';
import type {Fetch} from '../../src/client/send.js';
import '../../src/index.js';
import '../../src/ui/brand-pictures.js';
import {clearPage, mount, openPage} from '../support/mount.js';
import {absent, rewriteAnswers, rewriteValue, type Path} from './rewritten.js';
import {listTexts, settle} from '../support/shown.js';

/** Members that nothing on the first screen asks for. */
const unread = /^\.(capabilities|catalog)\b/;
/** What no customer may ever read. */
const nonsense = /undefined|\bnull\b|NaN|\[object|Invalid Date|Infinity/;

/** A value of another kind than the one that is there. */
function toOtherKind(value: unknown): unknown {
  if (typeof value === 'string') return 7;
  if (typeof value === 'object') return 'text';
  return {};
}

const damages = {
  'is not there': () => absent,
  'is null': () => null,
  'is of another kind': toOtherKind,
  'is a word that nobody knows': (value: unknown) => (typeof value === 'string' ? 'brand_new' : value),
};

/** The paths at which a damage changes anything. */
function listDamaged(answer: unknown, damage: (value: unknown) => unknown): Path[] {
  const paths = new Set<Path>();
  rewriteValue(answer, (value, path) => {
    if (path && damage(value) !== value) paths.add(path);
    return value;
  });
  return [...paths];
}

async function show(fetch: Fetch, source: object, awaited?: string): Promise<string> {
  const element = mount('billing-portal', {...source, fetch});
  // Everything that is loaded later is here: nothing comes of itself.
  await settle(element, awaited, awaited ? 4 : 2);
  const said = listTexts(element).join(' · ');
  clearPage();
  return said;
}

describe('A portal answer', () => {
  afterEach(clearPage);

  for (const [what, damage] of Object.entries(damages)) {
    it(`in which one member ${what} is shown without it, or refused in words`, async () => {
      const {source, call} = await openPage({scenario: 'past_due'});
      const {answer} = await call('readPortal');
      const paths = listDamaged(answer, damage).filter((path) => !unread.test(path));
      expect(paths.length).to.be.greaterThan(40);
      const odd: string[] = [];
      // Once before: what is loaded later is here from then on.
      await show(() => Promise.resolve(Response.json(null)), source, '[part=failed] .button');
      await show(source.fetch, source, '.notice');
      for (const broken of paths) {
        const rewrite = (value: unknown, path: Path): unknown => (path === broken ? damage(value) : value);
        const said = await show(rewriteAnswers(source.fetch, rewrite), source).catch(String);
        const isShown = /€|could not be loaded|Nothing|unreadable|ended/i.test(said);
        if (nonsense.test(said) || !isShown) odd.push(`${broken}: ${said.slice(0, 400)}`);
      }
      expect(odd).to.deep.equal([]);
    }).timeout(120_000);
  }

  const strange: Record<string, () => Response> = {
    'is a page of HTML with 200': () =>
      new Response('<!doctype html><title>Sign in</title>', {headers: {'content-type': 'text/html'}}),
    'is HTML that says that it is JSON': () =>
      new Response('<!doctype html>', {headers: {'content-type': 'application/json'}}),
    'is empty': () => new Response('', {headers: {'content-type': 'application/json'}}),
    'has no body': () => new Response(null, {status: 204}),
    'is cut off': () => new Response('{"contract":"1.0","ses', {headers: {'content-type': 'application/json'}}),
    'is null': () => Response.json(null),
    'is a list': () => Response.json([]),
    'is of another contract': () => Response.json({contract: '2.0'}),
    'is an error without words': () => new Response('', {status: 500}),
    'is an error in HTML': () =>
      new Response('<h1>Bad Gateway</h1>', {status: 502, headers: {'content-type': 'text/html'}}),
  };
  for (const [what, answer] of Object.entries(strange)) {
    it(`that ${what} is said to have failed, with another try`, async () => {
      const {source} = await openPage();
      const said = await show(() => Promise.resolve(answer()), source, '[part=failed] .button');
      expect(said)
        .to.match(/could not be loaded/)
        .and.contain('Try again');
      expect(said).not.to.match(nonsense);
      expect(said).not.to.contain('<');
    });
  }
});
