import {expect} from '@open-wc/testing';
import {executeServerCommand, setViewport} from '@web/test-runner-commands';
import {BillingError} from '../../src/contract/errors.js';
import {findViolations} from '../support/axe.js';
import {cardStep, challengeStep, PaymentFormHarness, type ShowOptions} from '../support/harnesses/payment-form.js';
import {focusPage, FormDialogHarness} from '../support/harnesses/payment-host.js';
import {clearPage, until} from '../support/mount.js';

const emulate = (features: Record<string, string>): Promise<unknown> =>
  executeServerCommand('emulate-features', features);

const situations: [name: string, open: (options: ShowOptions) => Promise<PaymentFormHarness>][] = [
  ['the card form', (options) => PaymentFormHarness.show(cardStep, options)],
  [
    'the card form with mistakes',
    async (options) => {
      const shown = await PaymentFormHarness.show(cardStep, options);
      await shown.form.submit?.().catch(() => undefined);
      return shown;
    },
  ],
  ['the bank', (options) => PaymentFormHarness.show(challengeStep, options)],
  [
    'the bank after an answer that was lost',
    async (options) => {
      const submitEntry = (): Promise<void> => Promise.reject(new BillingError('offline'));
      const shown = await PaymentFormHarness.show(challengeStep, {...options, submitEntry});
      shown.buttons[0]?.click();
      await until(() => shown.failure);
      return shown;
    },
  ],
];

before(focusPage);
afterEach(async () => {
  clearPage();
  await emulate({});
  await setViewport({width: 800, height: 600});
});

for (const [name, open] of situations) {
  it(`Axe finds nothing wrong with ${name}, in the light, in the dark, and from right to left`, async () => {
    await emulate({'prefers-reduced-motion': 'reduce'});
    const shown = await open({roots: [{mode: 'open'}]});
    const outermost = shown.element.parentElement as HTMLElement;
    document.body.style.background = 'Canvas';
    expect(await findViolations(outermost), 'light').to.deep.equal([]);
    document.documentElement.style.colorScheme = 'dark';
    expect(await findViolations(outermost), 'dark').to.deep.equal([]);
    shown.host.setLocale('ar');
    await until(() => /[\u0600-\u06ff]/.test(shown.text));
    expect(getComputedStyle(shown.root.querySelector('.root') as Element).direction).to.equal('rtl');
    expect(await findViolations(outermost), 'right to left').to.deep.equal([]);
  });

  it(`Nothing of ${name} is wider than 280 pixels, in no language, also in a dialog`, async () => {
    await setViewport({width: 280, height: 800});
    for (const locale of ['en', 'ar']) {
      for (const slotAssignment of ['named', 'manual'] as const) {
        const shown = await open({locale, roots: [{mode: 'open', slotAssignment}]});
        expect(document.documentElement.scrollWidth, `${locale} ${slotAssignment}`).to.be.at.most(280);
        const {left, right} = shown.element.getBoundingClientRect();
        for (const element of shown.root.querySelectorAll('.root *:not(.spoken)')) {
          const box = element.getBoundingClientRect();
          if (box.width === 0) continue;
          expect(Math.floor(box.left), element.outerHTML).to.be.at.least(Math.floor(left) - 1);
          expect(Math.ceil(box.right), element.outerHTML).to.be.at.most(Math.ceil(right) + 1);
        }
        shown.host.chain.detach();
        clearPage();
      }
    }
  });
}

it('Axe finds nothing wrong with a form in a dialog', async () => {
  await emulate({'prefers-reduced-motion': 'reduce'});
  const shown = await PaymentFormHarness.show(cardStep, {roots: [{mode: 'open', slotAssignment: 'manual'}]});
  shown.host.chain.say('Billing could not be reached.');
  const dialog = new FormDialogHarness(shown.element);
  const place = shown.element.parentElement as HTMLElement;
  expect(await findViolations(place), 'light').to.deep.equal([]);
  expect(dialog.isModal).to.equal(true);
  shown.host.chain.detach();
});

describe('A form', () => {
  const colors = (shown: PaymentFormHarness): string[] => {
    const [title, control] = ['h3', 'input, .button'].map((selector) => shown.root.querySelector(selector) as Element);
    return [getComputedStyle(title as Element).color, getComputedStyle(control as Element).backgroundColor];
  };

  for (const step of [cardStep, challengeStep]) {
    it(`follows the colour scheme of what is around the element that shows it, while it stands (${String(step.kind !== 'redirect' && step.driver)})`, async () => {
      const shown = await PaymentFormHarness.show(step, {roots: [{mode: 'open'}]});
      const light = colors(shown);
      // Inside of the shadow root of the app: only through the slots does that reach the form.
      (shown.host.parentNode as ShadowRoot).adoptedStyleSheets = [new CSSStyleSheet()];
      shown.host.style.colorScheme = 'dark';
      const dark = colors(shown);
      expect(dark[0]).to.not.equal(light[0]);
      expect(dark[1]).to.not.equal(light[1]);
      shown.host.style.colorScheme = '';
      expect(colors(shown)).to.deep.equal(light);
      document.documentElement.style.colorScheme = 'dark';
      expect(colors(shown)).to.deep.equal(dark);
    });
  }

  it('takes the tokens that are set on the element that shows it', async () => {
    const shown = await PaymentFormHarness.show(cardStep, {roots: [{mode: 'closed'}]});
    shown.host.style.setProperty('--billing-color-text', 'rgb(1 2 3)');
    shown.host.style.setProperty('--billing-field-radius', '3px');
    expect(colors(shown)[0]).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(shown.number).borderRadius).to.equal('3px');
  });

  it('tells a field that is wrong by more than its colour, in forced colours too', async () => {
    await emulate({'forced-colors': 'active'});
    const shown = await PaymentFormHarness.show(cardStep);
    expect(getComputedStyle(shown.expiry).borderTopWidth).to.equal('1px');
    await shown.form.submit?.().catch(() => undefined);
    expect(getComputedStyle(shown.expiry).borderTopWidth).to.equal('2px');
    expect(shown.expiry.parentElement?.querySelector('svg')?.getBoundingClientRect().width).to.equal(16);
    expect(await findViolations(shown.element)).to.deep.equal([]);
  });

  it('shows which field has the focus, also one that is wrong', async () => {
    const shown = await PaymentFormHarness.show(cardStep);
    await shown.form.submit?.().catch(() => undefined);
    shown.form.focus();
    const {outlineStyle, outlineWidth, outlineOffset} = getComputedStyle(shown.number);
    expect([outlineStyle, outlineWidth, outlineOffset]).to.deep.equal(['solid', '2px', '-2px']);
  });

  it('moves nothing where the customer wants less motion', async () => {
    await emulate({'prefers-reduced-motion': 'reduce'});
    const shown = await PaymentFormHarness.show(challengeStep, {submitEntry: () => new Promise(() => undefined)});
    shown.buttons[0]?.click();
    await shown.settled();
    expect(shown.root.getAnimations()).to.deep.equal([]);
  });

  it('writes numbers from left to right in Arabic, at the start of the line', async () => {
    const shown = await PaymentFormHarness.show(cardStep, {locale: 'ar'});
    const {direction, textAlign} = getComputedStyle(shown.root.getElementById('number') as Element);
    expect([direction, textAlign]).to.deep.equal(['ltr', 'end']);
  });

  it('says everything in Arabic', async () => {
    const shown = await PaymentFormHarness.show(cardStep, {locale: 'ar'});
    await shown.form.submit?.().catch(() => undefined);
    const own = shown.text.replaceAll(/Visa|American Express|MM \/ YY/g, '');
    expect(own).to.not.match(/[a-z]/i);
  });
});
