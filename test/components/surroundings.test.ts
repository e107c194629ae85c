import {expect} from '@open-wc/testing';
import {emulateMedia, executeServerCommand, setViewport} from '@web/test-runner-commands';
import '../../src/index.js';
import type {BillingPortalElement} from '../../src/components/billing-portal/billing-portal.element.js';
import {findViolations} from '../support/axe.js';
import {clearPage, mount, openPage} from '../support/mount.js';
import {screens, type Screen} from '../support/screens.js';
import {listElements, settle} from '../support/shown.js';

const emulate = (features: Record<string, string>): Promise<unknown> =>
  executeServerCommand('emulate-features', features);

async function show({scenario, view, awaited}: Screen): Promise<BillingPortalElement> {
  const {source} = await openPage({scenario, origins: [location.origin]});
  const element = mount('billing-portal', {...source, view});
  await settle(element.ownerDocument.body, awaited);
  return element;
}

const isShown = (element: Element): boolean => element.checkVisibility({visibilityProperty: true});

describe('Every screen of the portal', () => {
  const root = document.documentElement;
  afterEach(async () => {
    clearPage();
    root.style.fontSize = '';
    await emulate({});
    await emulateMedia({media: 'screen'});
    await setViewport({width: 1180, height: 900});
  });

  for (const screen of screens) {
    const name = `${screen.scenario}, ${screen.view}`;

    it(`fits with text of twice the size, on a wide page and on a phone: ${name}`, async () => {
      await show(screen);
      root.style.fontSize = '200%';
      for (const width of [1280, 360]) {
        await setViewport({width, height: 800});
        const wide = listElements(document.body).filter(
          (element) => element.getBoundingClientRect().right > root.clientWidth,
        );
        const names = wide.map(({localName, className}) => `${localName}.${className}`);
        expect(root.scrollWidth, `${names.join(', ')} at ${width} px`).to.be.at.most(root.clientWidth);
        // What is cut off cannot be read.
        const cut = listElements(document.body).filter(
          (element) =>
            element.matches('button, h2, h3, td, th, dd, dt, label') &&
            isShown(element) &&
            element.scrollWidth > element.clientWidth + 1 &&
            getComputedStyle(element).overflowX !== 'visible',
        );
        expect(
          cut.map((element) => element.textContent),
          `at ${width} px`,
        ).to.deep.equal([]);
      }
    });

    it(`is printed without controls, black on white: ${name}`, async () => {
      await show(screen);
      await emulateMedia({media: 'print'});
      const controls = listElements(document.body).filter((element) => element.matches('.button') && isShown(element));
      expect(controls.map((element) => element.textContent.trim())).to.deep.equal([]);
    });

    it(`moves nothing where less motion is wanted: ${name}`, async () => {
      await emulate({'prefers-reduced-motion': 'reduce'});
      const element = await show(screen);
      const moving = listElements(element).flatMap((part) =>
        part.getAnimations().filter(({playState}) => playState === 'running'),
      );
      expect(moving).to.deep.equal([]);
    });

    it(`can be told apart in forced colours: ${name}`, async () => {
      await emulate({'forced-colors': 'active'});
      const element = await show(screen);
      const flat = listElements(element).filter(
        (part) =>
          part.matches('.button, input:not([type=checkbox]), select') &&
          isShown(part) &&
          getComputedStyle(part).borderWidth === '0px',
      );
      expect(flat.map((part) => part.textContent)).to.deep.equal([]);
      expect(await findViolations(element)).to.deep.equal([]);
    });
  }
});
