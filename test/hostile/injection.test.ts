import {expect} from '@open-wc/testing';
import type {BillingPortalElement} from '../../src/components/billing-portal/billing-portal.element.js';
import '../../src/index.js';
import '../../src/ui/brand-pictures.js';
import {clearPage, mount, openPage} from '../support/mount.js';
import {screens, type Screen} from '../support/screens.js';
import {rewriteAnswers, type Rewrite} from './rewritten.js';
import {listElements, listTexts, settle, toOutline} from '../support/shown.js';

declare global {
  var pwned: (() => void) | undefined;
}

const host = 'evil.example';

/** What tries to become a node, an address or code. */
const payloads = {
  markup: `"'><img src=https://${host}/i onerror=pwned()><script>pwned()</script><svg onload=pwned()></svg><a href="javascript:pwned()">go</a></style><iframe srcdoc="<script>parent.pwned()</script>">\`\${pwned()}{{constructor.constructor('pwned()')()}}<!--`,
  script: 'javascript:pwned()',
  address: `data:text/html,<script src=https://${host}/s></script>`,
  style: `red;background:url(https://${host}/b)}*{background:url(https://${host}/c)`,
};

/** Values that steer the page and are not shown: without them there is nothing to look at. */
const steering = /^(id|\w*Id|currency|contract|version|nextCursor|mode|correlationId|sessionToken|country)$/;
/** Words that the page has words for; one that it has none for is shown as it comes. */
const enums = /^(status|kind|state|unit|collection|certainty|reason|role|brand|verification|code|type)$/;

const isInstant = (value: string): boolean => /^\d{4}-\d\d-\d\dT/.test(value);
const isAmount = (value: string): boolean => /^-?\d+(\.\d+)?$/.test(value);

/** Puts a text in place of every text of an answer, enums too where asked for. */
const fill =
  (text: string, withEnums: boolean): Rewrite =>
  (value, path, key) => {
    if (typeof value !== 'string' || isInstant(value) || isAmount(value) || steering.test(key)) return value;
    if (/\.scopes\[\]|\.(capabilities|flow|locale)\b/.test(path)) return value;
    return enums.test(key) && !withEnums ? value : text;
  };

async function show({scenario, view, awaited}: Screen, rewrite: Rewrite): Promise<BillingPortalElement> {
  const {source} = await openPage({scenario});
  const element = mount('billing-portal', {...source, view, fetch: rewriteAnswers(source.fetch, rewrite)});
  await settle(element, awaited);
  return element;
}

/** Elements and attributes that no text of anybody's may bring. */
function findForeign(root: Element): string[] {
  return listElements(root).flatMap((element) => {
    const {localName, attributes} = element;
    const isForeign = /^(img|script|iframe|object|embed|link|base|meta|style|video|audio)$/.test(localName);
    const handlers = [...attributes].filter(({name}) => name.startsWith('on')).map(({name}) => `${localName} ${name}`);
    const address = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'srcdoc']
      .map((name) => element.getAttribute(name))
      .filter((value) => value !== null && !/^(https?:|#|mailto:)/.test(value));
    return [...(isForeign ? [localName] : []), ...handlers, ...address.map((value) => `${localName} to ${value}`)];
  });
}

const listRequests = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({name}) => name)
    .filter((name) => name.includes(host));

describe('A text of the provider or of the configuration', () => {
  let runs = 0;
  beforeEach(() => {
    runs = 0;
    globalThis.pwned = () => runs++;
  });
  afterEach(() => {
    clearPage();
    globalThis.pwned = undefined;
  });

  for (const screen of screens) {
    for (const withEnums of [false, true]) {
      const what = withEnums ? 'in place of a known word, too,' : '';
      it(`${what} is text and nothing else: ${screen.scenario}, ${screen.view}`, async () => {
        // Once before: what is loaded later is here from then on.
        await show(screen, fill('Plain', withEnums));
        const plain = toOutline(await show(screen, fill('Plain', withEnums)));
        for (const [name, payload] of Object.entries(payloads)) {
          const element = await show(screen, fill(payload, withEnums));
          expect(toOutline(element), name).to.equal(plain);
          expect(findForeign(element), name).to.deep.equal([]);
          expect(listTexts(element).join(' '), `${name} is shown nowhere`).to.contain(payload.slice(0, 12));
        }
        expect(runs).to.equal(0);
        expect(listRequests()).to.deep.equal([]);
      });
    }
  }
});
