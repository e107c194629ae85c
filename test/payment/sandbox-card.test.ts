import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {PaymentStep} from '../../src/contract/operation.js';
import {cardStep, PaymentFormHarness, testCards, type ShowOptions} from '../support/harnesses/payment-form.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, nextTask, until} from '../support/mount.js';
import {readCode} from '../support/endpoint.js';

const show = (options?: ShowOptions, step: PaymentStep = cardStep): Promise<PaymentFormHarness> =>
  PaymentFormHarness.show(step, options);

before(focusPage);
afterEach(clearPage);

describe('The card form of the sandbox', () => {
  it('says that no real card is to be typed', async () => {
    const shown = await show();
    expect(shown.text).to.include('This is the sandbox.').and.to.include('please do not type a real card');
  });

  it('hands over a test number and its expiry, and nothing else', async () => {
    const shown = await show();
    await shown.type(shown.number, '4242424242424242');
    await shown.type(shown.expiry, '0831');
    await shown.type(shown.code, '987');
    expect([shown.number.value, shown.expiry.value, shown.code.value]).to.deep.equal([
      '4242 4242 4242 4242',
      '08 / 31',
      '987',
    ]);
    await shown.form.submit?.();
    expect(shown.entries).to.deep.equal([{number: '4242424242424242', expiry: '2031-08'}]);
  });

  for (const text of [
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    ' 4242\u00a04242\u00a04242\u00a04242\n',
    '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢',
  ]) {
    it(`takes a test number as it is pasted: ${JSON.stringify(text)}`, async () => {
      const shown = await show();
      await shown.paste(shown.number, text);
      await shown.fillRest();
      expect(shown.number.value).to.equal('4242 4242 4242 4242');
      await shown.form.submit?.();
      expect(shown.entries.map(({number}) => number)).to.deep.equal(['4242424242424242']);
    });
  }

  for (const {number, brand, outcome} of testCards) {
    it(`fills in a test card with one press (${brand}, ${outcome})`, async () => {
      const shown = await show();
      const words = {works: 'Works', declined: 'Is declined', challenge: 'Bank asks to confirm'}[outcome] as string;
      const button = shown.button(number.slice(-4));
      expect(button.textContent).to.include(words);
      button.click();
      await shown.settled();
      expect(shown.said).to.include(number.slice(-4)).and.to.include('is filled in');
      await shown.form.submit?.();
      expect(shown.entries).to.have.length(1);
      expect(shown.entries[0]?.['number']).to.equal(number);
      expect(Date.parse(shown.entries[0]?.['expiry'] ?? '')).to.be.greaterThan(Date.now());
    });
  }

  it('takes no number at all where its step brings no test cards', async () => {
    for (const cards of [
      undefined,
      'none',
      [{number: 4242}, null, {number: '42-42', brand: 'visa', outcome: 'works'}],
    ]) {
      const shown = await show({}, {kind: 'element', driver: 'sandbox', testCards: cards});
      expect(shown.buttons).to.have.length(0);
      await shown.fillRest();
      shown.number.value = '4000000000000002';
      expect(await readCode(shown.form.submit?.() ?? Promise.resolve())).to.equal('card_refused');
      expect(shown.entries).to.deep.equal([]);
    }
  });

  it('shows a card of which it does not know what it does', async () => {
    const cards = [{number: '4000000000000127', brand: 'newbrand', outcome: 'something_new'}];
    const shown = await show({}, {kind: 'element', driver: 'sandbox', testCards: cards});
    shown.button('Newbrand •••• 0127').click();
    await shown.form.submit?.();
    expect(shown.entries).to.have.length(1);
  });
});

describe('A field for digits', () => {
  it('leaves the caret where it is when digits are put in or taken out in the middle', async () => {
    const shown = await show();
    const {number} = shown;
    await shown.type(number, '42424242');
    number.setSelectionRange(2, 2);
    await sendKeys({type: '9'});
    expect(number.value).to.equal('4294 2424 2');
    expect(number.selectionStart).to.equal(3);
    await sendKeys({type: '9'});
    await sendKeys({type: '8'});
    expect(number.value).to.equal('4299 8424 242');
    expect(number.selectionStart).to.equal(6);
    await sendKeys({press: 'Backspace'});
    expect(number.value).to.equal('4299 4242 42');
    // Behind the space or before it, what is deleted is a digit.
    number.setSelectionRange(5, 5);
    await sendKeys({press: 'Backspace'});
    expect(number.value).to.equal('4294 2424 2');
    expect(number.selectionStart).to.equal(3);
    number.setSelectionRange(4, 4);
    await sendKeys({press: 'Delete'});
    expect(number.value).to.equal('4294 4242');
  });

  it('can be emptied key by key', async () => {
    const shown = await show();
    await shown.type(shown.expiry, '1230');
    for (const left of ['12 / 3', '12', '1', '']) {
      await sendKeys({press: 'Backspace'});
      expect(shown.expiry.value).to.equal(left);
    }
  });

  it('leaves alone what an input method is at work on', async () => {
    const {number} = await show();
    number.value = '424242';
    number.dispatchEvent(new InputEvent('input', {isComposing: true, bubbles: true}));
    expect(number.value).to.equal('424242');
    number.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
    expect(number.value).to.equal('4242 42');
  });

  it('is not offered the cards that the browser keeps', async () => {
    const shown = await show();
    for (const input of [shown.number, shown.expiry, shown.code]) {
      expect([input.autocomplete, input.inputMode, input.name]).to.deep.equal(['off', 'numeric', '']);
    }
  });
});

describe('By the keyboard alone', () => {
  it('a card is typed, refused, mended and handed over', async () => {
    const shown = await show({roots: [{mode: 'open'}]});
    shown.element.addEventListener('billing-form-submit', () => {
      void readCode(shown.form.submit?.() ?? Promise.resolve()).then((code) => code !== 'done' && shown.form.focus());
    });
    shown.form.focus();
    await sendKeys({type: '4242424242424242'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: '0820'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: '123'});
    await sendKeys({press: 'Enter'});
    await until(() => shown.mistake(shown.expiry));
    await until(() => shown.focused === shown.expiry);
    shown.expiry.select();
    await sendKeys({type: '0899'});
    await sendKeys({press: 'Enter'});
    await until(() => shown.entries.length > 0);
    expect(shown.entries).to.deep.equal([{number: '4242424242424242', expiry: '2099-08'}]);
  });

  it('a test card is chosen and handed over', async () => {
    const shown = await show();
    shown.button('0002').focus();
    await sendKeys({press: 'Enter'});
    expect(shown.number.value).to.equal('4000 0000 0000 0002');
    expect(shown.focused === shown.button('0002')).to.equal(true);
  });

  it('Enter asks the element that shows the form, and nobody twice', async () => {
    const shown = await show();
    let asked = 0;
    shown.element.addEventListener('billing-form-submit', () => asked++);
    shown.number.focus();
    await sendKeys({press: 'Enter'});
    await nextTask();
    expect(asked).to.equal(1);
    expect(shown.entries).to.deep.equal([]);
  });
});

describe('What was typed', () => {
  it('stays while the form is out of the page, and while the page renders again', async () => {
    const shown = await show({roots: [{mode: 'closed'}]});
    await shown.type(shown.number, '424242');
    const outermost = shown.element.parentElement as HTMLElement;
    const where = outermost.parentElement as HTMLElement;
    outermost.remove();
    where.append(outermost);
    outermost.replaceChildren();
    await nextTask();
    expect(shown.number.value).to.equal('4242 42');
    await sendKeys({type: '4'});
    expect(shown.number.value).to.equal('4242 424');
  });

  it('stays when the language changes', async () => {
    const shown = await show();
    const {number} = shown;
    await shown.type(number, '424242');
    shown.host.setLocale('ar');
    await until(() => shown.root.querySelector('[dir="rtl"]'));
    expect(number.isConnected).to.equal(true);
    expect(number.value).to.equal('4242 42');
    expect(shown.text).to.include('رقم البطاقة');
  });
});
