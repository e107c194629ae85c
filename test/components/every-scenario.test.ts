import {expect} from '@open-wc/testing';
import '../../src/index.js';
import '../../src/components/billing-notices/billing-notices.js';
import {scenarioNames} from '../../src/server/providers/sandbox/index.js';
import {listTexts, settle} from '../support/shown.js';
import {clearPage, mount, openPage} from '../support/mount.js';

/** What no customer may ever read: a value that is none, or a message that was not filled in. */
const nonsense = /undefined|\bnull\b|NaN|\[object|Invalid Date|Infinity|[{}]/;

const tags = ['billing-portal', 'subscription-summary', 'billing-notices', 'invoice-list'] as const;

/** Everything that can be opened where it stands. */
const closed = '[aria-expanded="false"]';

describe('Every scenario', () => {
  afterEach(clearPage);

  for (const scenario of scenarioNames) {
    it(`is said without a value that is none, by every element, in English and Arabic: ${scenario}`, async () => {
      const {source} = await openPage({scenario});
      for (const locale of ['en', 'ar']) {
        for (const tag of tags) {
          const element = mount(tag, {...source, locale});
          await settle(element);
          for (const control of element.shadowRoot?.querySelectorAll<HTMLElement>(closed) ?? []) control.click();
          await settle(element);
          const said = listTexts(element).join(' · ');
          expect(said, `${tag}, ${locale}`).not.to.match(nonsense);
          if (tag === 'subscription-summary')
            expect(said, `${tag}, ${locale}`).to.match(locale === 'ar' ? /[ء-ي]/ : /[a-z]/);
          clearPage();
        }
      }
    }).timeout(20_000);
  }
});
