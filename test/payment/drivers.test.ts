import {expect} from '@open-wc/testing';
import type {PaymentStep} from '../../src/contract/operation.js';
import {BillingError} from '../../src/contract/errors.js';
import {findText, languages} from '../../src/localize/languages.js';
import {findDriver} from '../../src/payment/drivers.js';
import {readCode} from '../support/endpoint.js';
import {cardStep, challengeStep, PaymentFormHarness} from '../support/harnesses/payment-form.js';
import {nest} from '../support/harnesses/payment-host.js';
import {clearPage, until} from '../support/mount.js';

const step = (driver: string): PaymentStep => ({kind: 'element', driver});

afterEach(clearPage);

/** First in this file: once the words are here, nothing takes them away. */
describe('A form whose words cannot be loaded', () => {
  it('offers to try again, goes on when they are here, and takes the focus that it was promised', async () => {
    const own = {...languages};
    const cut = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
    const {host} = await nest();
    Object.assign(languages, {en: cut});
    expect(findText('en', 'cardNumber')).to.equal('');
    const form = (await findDriver(cardStep)).createForm({
      step: cardStep,
      localize: host.localize,
      submitEntry: () => Promise.resolve(),
      finished: () => undefined,
    });
    try {
      host.show(form);
      form.focus();
      const root = form.element.shadowRoot;
      const again = await until(() => root?.querySelector('button'), 'a way to try again');
      expect(again.textContent.trim()).to.equal('Try again');
      Object.assign(languages, own);
      again.click();
      await until(() => root?.querySelector('input'), 'the form');
      expect(root?.activeElement?.id).to.equal('number');
    } finally {
      Object.assign(languages, own);
    }
  });
});

describe('A driver', () => {
  it('is found by the name in the step, for each form of the sandbox', async () => {
    const {element} = await PaymentFormHarness.show(cardStep);
    expect(element.localName).to.equal('sandbox-card-form');
    expect((await PaymentFormHarness.show(challengeStep)).element.localName).to.equal('sandbox-challenge');
  });

  for (const unknown of [step('stripe-of-tomorrow'), step('constructor'), step('__proto__'), step('')]) {
    it(`that is unknown cannot be shown: ${JSON.stringify(unknown)}`, async () => {
      expect(await readCode(findDriver(unknown))).to.equal('provider_cannot');
    });
  }

  it('is not needed by a redirect, which has no form', async () => {
    expect(await readCode(findDriver({kind: 'redirect', url: 'https://pay.example'}))).to.equal('provider_cannot');
  });

  it('makes a form of its own each time', async () => {
    const [one, other] = [await PaymentFormHarness.show(cardStep), await PaymentFormHarness.show(cardStep)];
    await one.type(one.number, '4242');
    expect(other.number.value).to.equal('');
  });

  it('refuses to show its form under a name that a stranger has taken', async () => {
    const {defineForm} = await import('../../src/payment/sandbox/define-form.js');
    class Stranger extends HTMLElement {}
    customElements.define('sandbox-stranger', Stranger);
    expect(() => defineForm('sandbox-stranger', class extends HTMLElement {})).to.throw(BillingError);
    // Another copy of ours is as good.
    class Copy extends HTMLElement {}
    defineForm('sandbox-copy', Copy);
    defineForm('sandbox-copy', class extends HTMLElement {});
    expect(customElements.get('sandbox-copy') === Copy).to.equal(true);
  });
});
