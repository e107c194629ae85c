import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {BillingError} from '../../src/contract/errors.js';
import {readCode} from '../support/endpoint.js';
import {cardStep, PaymentFormHarness} from '../support/harnesses/payment-form.js';
import {clearPage, until} from '../support/mount.js';

/** Well-known test numbers of other providers: they look like real ones, and this sandbox does not know them. */
const realLooking = ['4111111111111111', '6011111111111117', '30569309025904', '4222222222222', '6304000000000001008'];
const realText = 'This looks like a real card. Use one of the test numbers here.';

async function refusal(shown: PaymentFormHarness): Promise<BillingError> {
  const refused = await shown.form.submit?.().catch((error: unknown) => error);
  expect(refused).to.be.instanceOf(BillingError);
  return refused as BillingError;
}

/** No attribute, text or event of the form holds it. */
function expectNowhere(shown: PaymentFormHarness, digits: string): void {
  expect(shown.markup.replaceAll(/[\s-]/g, '')).to.not.include(digits);
}

afterEach(clearPage);

describe('A number that may be real', () => {
  for (const digits of realLooking) {
    it(`is taken out of the field and never handed over (${digits.length} digits, pasted)`, async () => {
      const shown = await PaymentFormHarness.show(cardStep);
      await shown.fillRest();
      await shown.paste(shown.number, digits.replaceAll(/\d{4}(?=\d)/g, '$&-'));
      expect(shown.number.value).to.equal('');
      expect(shown.mistake(shown.number)).to.equal(realText);
      expect(shown.said).to.equal(realText);
      expectNowhere(shown, digits);
      await refusal(shown);
      expect(shown.entries).to.deep.equal([]);
    });

    it(`is taken out of the field when it is typed and the field is left (${digits.length} digits)`, async () => {
      const shown = await PaymentFormHarness.show(cardStep);
      await shown.type(shown.number, digits);
      await sendKeys({press: 'Tab'});
      await shown.settled();
      expect(shown.number.value).to.equal('');
      expect(shown.mistake(shown.number)).to.equal(realText);
      expectNowhere(shown, digits);
    });

    it(`is taken out of the field when it is submitted (${digits.length} digits)`, async () => {
      const shown = await PaymentFormHarness.show(cardStep);
      await shown.fillRest();
      shown.number.value = digits;
      const error = await refusal(shown);
      expect([error.code, error.field, error.details]).to.deep.equal([
        'card_refused',
        'number',
        {reason: 'looks_real'},
      ]);
      expect(shown.number.value).to.equal('');
      expect(shown.mistake(shown.number)).to.equal(realText);
      expect(JSON.stringify([error, error.message, error.stack])).to.not.include(digits);
      expectNowhere(shown, digits);
      expect(shown.entries).to.deep.equal([]);
    });
  }

  it('is in no attribute and no event while it is typed', async () => {
    const shown = await PaymentFormHarness.show(cardStep);
    const digits = '411111111111111';
    const heard: Event[] = [];
    for (const type of ['input', 'change', 'beforeinput', 'billing-form-submit']) {
      window.addEventListener(type, (event) => heard.push(event), {once: true, capture: true});
    }
    await shown.type(shown.number, digits);
    await sendKeys({press: 'Enter'});
    expect(shown.number.value.replaceAll(' ', '')).to.equal(digits);
    expectNowhere(shown, digits);
    expect(heard.map(({type}) => type)).to.include('billing-form-submit');
    for (const event of heard) {
      const {detail, data} = event as Partial<CustomEvent> & {data?: unknown};
      expect(JSON.stringify([detail ?? null, data ?? null])).to.not.include(digits);
    }
  });

  it('is said to be none of the test numbers where it cannot be one', async () => {
    const shown = await PaymentFormHarness.show(cardStep);
    await shown.fillRest();
    for (const text of ['4242424242424241', '4242 4242', '4242424242424242424242', '1']) {
      await shown.paste(shown.number, text);
      const error = await refusal(shown);
      expect([error.code, error.field, error.details]).to.deep.equal([
        'card_refused',
        'number',
        {reason: 'not_a_test_card'},
      ]);
      expect(shown.mistake(shown.number)).to.equal('Use one of the test numbers.');
      expect(shown.number.value).to.not.equal('');
    }
    expect(shown.entries).to.deep.equal([]);
  });
});

describe('What is wrong with a card', () => {
  it('is said at each field, and the focus goes to the first', async () => {
    const shown = await PaymentFormHarness.show(cardStep);
    const error = await refusal(shown);
    expect([error.code, error.field]).to.deep.equal(['invalid_request', 'number']);
    expect(shown.mistake(shown.number)).to.equal('Enter one of the test numbers.');
    expect(shown.mistake(shown.expiry)).to.equal('Enter month and year, such as 08 / 30.');
    expect(shown.mistake(shown.code)).to.equal('Enter three digits. Any will do.');
    shown.form.focus();
    expect(shown.focused === shown.number).to.equal(true);
    await shown.type(shown.number, '4242424242424242');
    expect(shown.mistake(shown.number)).to.equal(undefined);
    expect(shown.mistake(shown.code)).to.not.equal(undefined);
    shown.form.focus();
    expect(shown.focused === shown.expiry).to.equal(true);
    expect(shown.entries).to.deep.equal([]);
  });

  const expiries: [typed: string, shaped: string, said: string | undefined][] = [
    ['', '', 'Enter month and year, such as 08 / 30.'],
    ['12', '12', 'Enter month and year, such as 08 / 30.'],
    ['123', '12 / 3', 'Enter month and year, such as 08 / 30.'],
    ['1330', '13 / 30', 'Enter month and year, such as 08 / 30.'],
    ['0030', '00 / 30', 'Enter month and year, such as 08 / 30.'],
    ['0820', '08 / 20', 'This date has passed. Enter a later one.'],
    ['122019', '12 / 2019', 'This date has passed. Enter a later one.'],
    ['599', '05 / 99', undefined],
    ['5/99', '05 / 99', undefined],
    ['1/99', '01 / 99', undefined],
    ['12/2099', '12 / 2099', undefined],
    ['1299', '12 / 99', undefined],
  ];
  for (const [typed, shaped, said] of expiries) {
    it(`is found in an expiry of "${typed}"${said === undefined ? ': nothing' : ''}`, async () => {
      const shown = await PaymentFormHarness.show(cardStep);
      shown.button('4242').click();
      shown.expiry.value = '';
      await shown.type(shown.expiry, typed);
      expect(shown.expiry.value).to.equal(shaped);
      if (said === undefined) {
        await shown.form.submit?.();
        expect(shown.entries[0]?.['expiry']).to.match(/^20\d\d-(0[1-9]|1[0-2])$/);
      } else {
        const error = await refusal(shown);
        expect([error.code, error.field]).to.deep.equal(['invalid_request', 'expiry']);
        expect(shown.mistake(shown.expiry)).to.equal(said);
        expect(shown.entries).to.deep.equal([]);
      }
    });
  }

  it('is the month before this one, and not this one', async () => {
    const now = new Date();
    const write = (year: number, month: number): string => {
      const date = new Date(Date.UTC(year, month, 1));
      return `${String(date.getUTCMonth() + 1).padStart(2, '0')}${date.getUTCFullYear()}`;
    };
    const shown = await PaymentFormHarness.show(cardStep);
    shown.button('4242').click();
    await shown.paste(shown.expiry, write(now.getUTCFullYear(), now.getUTCMonth() - 1));
    expect((await refusal(shown)).field).to.equal('expiry');
    await shown.paste(shown.expiry, write(now.getUTCFullYear(), now.getUTCMonth()));
    await shown.form.submit?.();
    expect(shown.entries).to.have.length(1);
  });

  const refused: [name: string, error: BillingError, said: [number: string | undefined, expiry: string | undefined]][] =
    [
      [
        'a number that it does not know',
        new BillingError('card_refused', {field: 'number', details: {reason: 'not_a_test_card'}}),
        ['Use one of the test numbers.', undefined],
      ],
      [
        'a card that it has for expired',
        new BillingError('card_refused', {field: 'entry.number', details: {reason: 'expired'}}),
        ['This test card is refused as expired. Use another one.', undefined],
      ],
      [
        'a date that is past at the provider',
        new BillingError('card_refused', {field: 'entry.expiry', details: {reason: 'expired'}}),
        [undefined, 'This date has passed. Enter a later one.'],
      ],
      ['a card, without a reason', new BillingError('card_refused'), ['Use one of the test numbers.', undefined]],
      ['nothing of it, because there is no connection', new BillingError('offline'), [undefined, undefined]],
    ];
  for (const [name, error, said] of refused) {
    it(`is said as the endpoint found it: ${name}`, async () => {
      const shown = await PaymentFormHarness.show(cardStep, {submitEntry: () => Promise.reject(error)});
      shown.button('4242').click();
      expect((await refusal(shown)) === error).to.equal(true);
      expect([shown.mistake(shown.number), shown.mistake(shown.expiry)]).to.deep.equal(said);
      expect(shown.number.value).to.equal('4242 4242 4242 4242');
    });
  }

  it('is nothing to one that is under way already: it is handed over once', async () => {
    let answer: (() => void) | undefined;
    const shown = await PaymentFormHarness.show(cardStep, {
      submitEntry: () => new Promise((resolve) => (answer = resolve)),
    });
    shown.button('4242').click();
    const both = [1, 2].map(() => readCode(shown.form.submit?.() ?? Promise.reject(new Error('no submit'))));
    await until(() => answer);
    answer?.();
    expect(await Promise.all(both)).to.deep.equal(['done', 'done']);
    expect(shown.entries).to.have.length(1);
  });
});
