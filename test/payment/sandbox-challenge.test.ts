import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {BillingError} from '../../src/contract/errors.js';
import {challengeStep, PaymentFormHarness, type ShowOptions} from '../support/harnesses/payment-form.js';
import {clearPage, nextTask, until} from '../support/mount.js';

const show = (options?: ShowOptions): Promise<PaymentFormHarness> => PaymentFormHarness.show(challengeStep, options);

afterEach(clearPage);

describe('The bank of the sandbox', () => {
  it('says who asks for how much', async () => {
    const shown = await show();
    expect(shown.text).to.include('Sandbox bank').and.to.include('Larkfield').and.to.include('€26.36');
  });

  it('asks also where its step says nothing of the payment', async () => {
    const shown = await PaymentFormHarness.show({kind: 'element', driver: 'sandbox-challenge', amount: null, payee: 7});
    expect(shown.text).to.not.include('Amount');
    shown.button('Confirm').click();
    await until(() => shown.finished);
  });

  for (const [words, answer] of [
    ['Confirm', 'pass'],
    ['Refuse', 'fail'],
  ] as const) {
    it(`takes "${words}" once, however often it is pressed, and is finished`, async () => {
      let arrive: (() => void) | undefined;
      const shown = await show({submitEntry: () => new Promise((resolve) => (arrive = resolve))});
      const [button, other] = [shown.button(words), shown.button(words === 'Confirm' ? 'Refuse' : 'Confirm')];
      button.click();
      button.click();
      other.click();
      await shown.settled();
      expect(button.getAttribute('aria-busy')).to.equal('true');
      expect(other.hasAttribute('aria-busy')).to.equal(false);
      expect(shown.finished).to.equal(0);
      button.click();
      other.click();
      arrive?.();
      await until(() => shown.finished);
      button.click();
      other.click();
      await nextTask();
      expect(shown.entries).to.deep.equal([{answer}]);
      expect(shown.finished).to.equal(1);
    });
  }

  for (const [code, said] of [
    ['offline', 'Your answer did not arrive. Check your connection, then answer again.'],
    ['timeout', 'Your answer did not arrive. Check your connection, then answer again.'],
    ['provider_unavailable', 'Your answer could not be taken. Answer again.'],
  ] as const) {
    it(`says in place that an answer was lost (${code}), and takes another one`, async () => {
      let isCut = true;
      const submitEntry = async (): Promise<void> => {
        if (isCut) throw new BillingError(code);
      };
      const shown = await show({submitEntry});
      shown.button('Confirm').click();
      await until(() => shown.failure);
      expect(shown.failure).to.equal(said);
      expect(shown.finished).to.equal(0);
      isCut = false;
      shown.button('Refuse').click();
      await until(() => shown.finished);
      expect(shown.failure).to.equal('');
      expect(shown.entries).to.deep.equal([{answer: 'pass'}, {answer: 'fail'}]);
    });
  }

  it('goes on with an answer that was taken before, of which nobody heard', async () => {
    const shown = await show({submitEntry: () => Promise.reject(new BillingError('action_refused'))});
    shown.button('Confirm').click();
    await until(() => shown.finished);
    expect(shown.failure).to.equal('');
  });

  it('is answered by the keyboard alone, from its title on', async () => {
    const shown = await show({roots: [{mode: 'open'}]});
    shown.form.focus();
    expect(shown.focused?.localName).to.equal('h3');
    await sendKeys({press: 'Enter'});
    await nextTask();
    expect(shown.entries).to.deep.equal([]);
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Space'});
    await until(() => shown.finished);
    expect(shown.entries).to.deep.equal([{answer: 'fail'}]);
  });

  it('has a button of its own, and no other', async () => {
    expect((await show()).form.submit).to.equal(undefined);
  });
});
