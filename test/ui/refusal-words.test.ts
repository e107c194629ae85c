import {expect} from '@open-wc/testing';
import {LitElement} from 'lit';
import type {PortalAnswer} from '../../src/contract/portal.js';
import {refusalReasons, type Refusal} from '../../src/contract/subscription.js';
import {findOwnText} from '../../src/localize/languages.js';
import {LocalizeController} from '../../src/localize/localize-controller.js';
import {toRefusalWords, type RefusalContext} from '../../src/ui/refusal-words.js';

class SpeakerElement extends LitElement {
  readonly localize = new LocalizeController(this, () => [this.lang]);
}
customElements.define('test-refusal-speaker', SpeakerElement);

const locales = ['en', 'ar', 'de', 'ja'];
const euros = (amount: number) => ({amount, currency: 'EUR', exponent: 2});

/** What a provider and the rules tell of a refusal, where they tell anything. */
const told: Partial<Record<string, Pick<Refusal, 'details' | 'retryAt'>>> = {
  committed: {details: {endsAt: '2027-03-01T00:00:00Z'}},
  in_trial: {details: {endsAt: '2026-12-05T00:00:00Z'}},
  change_scheduled: {details: {at: '2026-12-01T00:00:00Z', to: 'Solo'}},
  past_due: {details: {invoiceId: 'inv_1', amount: euros(13_804)}},
  locked_near_renewal: {retryAt: '2026-12-02T00:00:00Z'},
  usage_over_limit: {details: {name: 'Dispatches', used: 6180, limit: 2000}},
  pause_too_long: {details: {maximum: {unit: 'month', count: 3}}},
  promotion_expired: {details: {endsAt: '2026-01-31T00:00:00Z'}},
};

async function speak(locale: string): Promise<LocalizeController> {
  const speaker = new SpeakerElement();
  speaker.lang = locale;
  document.body.append(speaker);
  await speaker.localize.load('overview');
  await speaker.localize.load('refusals');
  speaker.localize.hostUpdate();
  speaker.remove();
  return speaker.localize;
}

const refuse = (reason: Refusal['reason'], rest: Pick<Refusal, 'details' | 'retryAt'> = {}): Refusal => ({
  allowed: false,
  reason,
  ...rest,
});

async function say(refusal: Refusal, context?: RefusalContext): Promise<string> {
  return toRefusalWords(await speak('en'), refusal, context).text;
}

const answerOf = (session: object, brand?: object): RefusalContext => ({
  answer: {session, configuration: {brand}} as unknown as PortalAnswer,
});

describe('The words of a refusal', () => {
  for (const locale of locales) {
    it(`are there for every reason, each its own, in whatever is told beside it (${locale})`, async () => {
      const localize = await speak(locale);
      const neutral = toRefusalWords(localize, refuse('of_tomorrow')).text;
      const plain = refusalReasons.map((reason) => toRefusalWords(localize, refuse(reason)).text);
      expect(neutral).to.not.equal('');
      expect(new Set([...plain, neutral]).size, plain.join('\n')).to.equal(refusalReasons.length + 1);
      for (const reason of refusalReasons) {
        expect(findOwnText(locale, `refused_${reason}`), reason).to.be.a('string');
        const exact = toRefusalWords(localize, refuse(reason, told[reason])).text;
        expect(exact, reason).to.not.match(/[{}]|undefined|null|NaN/);
        if (told[reason]) expect(plain, reason).to.not.include(exact);
      }
    });
  }

  it('tell the numbers and days that there are', async () => {
    const all = await Promise.all(Object.entries(told).map(([reason, rest]) => say(refuse(reason, rest))));
    expect(all).to.deep.equal([
      'You are committed until March 1, 2027. To leave earlier, ask us.',
      'This is possible once your trial is over, on December 5, 2026.',
      'It changes to Solo on December 1, 2026 already. Withdraw that first.',
      'Your last payment of €138.04 failed. Pay it first.',
      'This renews soon and cannot be changed just before. You can again from December 2, 2026.',
      'Dispatches: you use 6,180, and this includes 2,000. Use less first, or choose a larger plan.',
      'A pause can be 3 months long at most. Choose a shorter one.',
      'This code expired on January 31, 2026.',
    ]);
    expect(await say(refuse('usage_over_limit', {details: {inUse: 4, limit: 3}}))).to.equal(
      '4 are in use, and there is room for 3. Free some first, or choose a larger plan.',
    );
  });

  it('say when it is possible again, whatever the reason', async () => {
    const text = await say(refuse('move_not_allowed', {retryAt: '2027-01-01T00:00:00Z'}));
    expect(text).to.match(/Ask us if you need it\. Possible again from January 1, 2027\.$/);
  });

  it('say who switched it off, and who alone may do it', async () => {
    const brand = {name: 'Ledgerline'};
    expect(await say(refuse('feature_disabled'), answerOf({scopes: []}, brand))).to.equal(
      'Switched off by Ledgerline. Ask them if you need it.',
    );
    expect(await say(refuse('role'), answerOf({scopes: [], role: 'billing'}))).to.match(/^Only the owner can do this/);
    expect(await say(refuse('role'), answerOf({scopes: [], role: 'viewer'}))).to.match(/^Your role does not allow/);
  });

  it('believe nothing of what is told that is not of its type', async () => {
    const hostile = {
      details: {
        ...{endsAt: 'soon', at: 5, to: {}, invoiceId: ['x'], amount: {amount: '1'}, name: 7},
        ...{used: 'many', limit: null, needed: 0, maximum: 'long'},
      },
    };
    for (const reason of refusalReasons) {
      expect(await say(refuse(reason, hostile)), reason).to.equal(await say(refuse(reason)));
    }
  });
});

describe('The way forward', () => {
  const scopes = ['invoices:read', 'invoices:pay', 'payment_methods:write', 'usage:read'];
  const find = async (reason: string, context: RefusalContext): Promise<string | undefined> =>
    toRefusalWords(await speak('en'), refuse(reason, told[reason]), context).way?.view;

  it('leads where it can be helped', async () => {
    const context = {...answerOf({scopes}), subscriptionId: 'sub_1'};
    expect(await find('past_due', context)).to.equal('invoices/inv_1/pay');
    expect(await find('change_scheduled', context)).to.equal('subscriptions/sub_1/withdraw');
    expect(await find('usage_over_limit', context)).to.equal('usage');
    expect(await find('no_payment_method', context)).to.equal('payment-methods/add');
    expect(await find('committed', context)).to.equal(undefined);
  });

  it('leads to what is refused itself nowhere', async () => {
    const refused = {allowed: false, reason: 'role'} as const;
    const actions = {withdrawPendingChange: refused, undoCancel: {allowed: true}} as const;
    const context = {subscriptionId: 'sub_1', actions};
    expect(await find('change_scheduled', context)).to.equal(undefined);
    const ending = refuse('change_scheduled', {details: {kind: 'cancel', at: '2026-12-01T00:00:00Z'}});
    const {text, way} = toRefusalWords(await speak('en'), ending, context);
    expect(text).to.contain('This ends on December 1, 2026.');
    expect(way?.view).to.equal('subscriptions/sub_1/keep');
  });

  it('is not offered to who may not go it', async () => {
    const context = answerOf({scopes: ['invoices:read']});
    expect(await find('past_due', context)).to.equal('invoices');
    expect(await find('usage_over_limit', context)).to.equal(undefined);
    expect(await find('no_payment_method', context)).to.equal(undefined);
    expect(await find('change_scheduled', context)).to.equal(undefined);
  });
});
