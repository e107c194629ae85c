import {expect} from '@open-wc/testing';
import {formatMessage, type Grammar} from '../../src/localize/format-message.js';
import {findOwnText, findText, isSpoken, languages, loadTexts, toLanguage} from '../../src/localize/languages.js';
import {language as arabic} from '../../src/localize/locales/ar/language.js';
import {language as german} from '../../src/localize/locales/de/language.js';
import {language as english} from '../../src/localize/locales/en/language.js';
import {language as japanese} from '../../src/localize/locales/ja/language.js';
import type {Language, MessageGroup} from '../../src/localize/messages.js';

const groups: MessageGroup[] = [
  'overview',
  'trouble',
  'invoices',
  'invoiceTools',
  'methods',
  'notices',
  'pausing',
  'payment',
  'picker',
  'plans',
  'portal',
  'review',
  'refusals',
  'usage',
  'writes',
];
const others: Record<string, Language> = {ar: arabic, de: german, ja: japanese};
const grammarOf = (locale: string): Grammar => ({
  plural: (count) => new Intl.PluralRules(locale).select(count),
  number: (value) => new Intl.NumberFormat(locale).format(value),
});

/** The names of a text, in order. */
const namesOf = (text: string): string[] => {
  // Words inside of a plural form are no names.
  const bare = text.replaceAll(/(, plural, )(?:[^{}]*\{[^}]*\})+/g, '$1');
  return [...new Set([...bare.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();
};
const read = async (language: Language, group: MessageGroup): Promise<Record<string, string>> =>
  (await language[group]()).messages;

describe('The texts of every language', () => {
  for (const [name, language] of Object.entries(others)) {
    for (const group of groups) {
      it(`have the same names as the English ones (${name}, ${group})`, async () => {
        const expected = await read(english, group);
        const actual = await read(language, group);
        expect(Object.keys(actual).sort()).to.deep.equal(Object.keys(expected).sort());
        for (const [id, text] of Object.entries(expected)) {
          expect(actual[id], id).to.not.equal('');
          expect(namesOf(actual[id] ?? ''), id).to.deep.equal(namesOf(text));
        }
      });

      it(`have a form for every number that the language tells apart, or one for all others (${name}, ${group})`, async () => {
        const grammar = grammarOf(name);
        for (const [id, text] of Object.entries(await read(language, group))) {
          if (!text.includes(', plural,')) continue;
          for (const count of [0, 1, 2, 3, 10, 11, 99, 100, 101, 1000]) {
            const said = formatMessage(text, {count, price: 'P'}, grammar);
            expect(said, `${id} of ${count}`).to.not.match(/[{}#]/);
            expect(said.replace(' بسعر P', '').trim(), `${id} of ${count}`).to.not.equal('');
          }
        }
      });
    }
  }
});

describe('A message', () => {
  const grammar = grammarOf('en');
  const say = (text: string, values: Record<string, string | number> = {}): string =>
    formatMessage(text, values, grammar);

  it('has its values filled in, numbers as the language writes them', () => {
    expect(say('{name} has {count} of {count}', {name: 'Mira', count: 12_000})).to.equal('Mira has 12,000 of 12,000');
  });

  it('is said in the form of its count', () => {
    const text = '{count, plural, one {# seat} other {# seats}} at {price}';
    expect(say(text, {count: 1, price: '€29.00'})).to.equal('1 seat at €29.00');
    expect(say(text, {count: 1200, price: '€29.00'})).to.equal('1,200 seats at €29.00');
  });

  it('is said in the form for all others where the language has one that the text has not', () => {
    const text = '{count, plural, one {يوم} other {# يومًا}}';
    expect(formatMessage(text, {count: 3}, {...grammarOf('ar'), number: String})).to.equal('3 يومًا');
  });

  it('is said in the form for one number alone where the text has one', () => {
    const text = '{count, plural, =1 {毎月} other {# か月ごと}}';
    expect(formatMessage(text, {count: 1}, grammarOf('ja'))).to.equal('毎月');
    expect(formatMessage(text, {count: 11}, grammarOf('ja'))).to.equal('11 か月ごと');
  });

  it('leaves out a name without a value', () => {
    expect(say('{brand} ends in {last4}', {brand: 'Visa'})).to.equal('Visa ends in ');
    expect(say('{count, plural, one {# day} other {# days}}')).to.equal(' days');
  });

  it('shows a value as it is, whatever it looks like', () => {
    const values = {first: '{second}', second: '$& $1 #'};
    expect(say('{second}', values)).to.equal('$& $1 #');
    expect(say('{first}, {second}', values)).to.equal('{second}, $& $1 #');
  });

  it('keeps values apart from its own words where both directions meet', () => {
    expect(say('Paid with {brand}', {brand: 'مدى'})).to.equal('Paid with \u2068مدى\u2069');
    expect(say('المرجع {id}', {id: '7QX4-M2KD'})).to.equal('المرجع \u20687QX4-M2KD\u2069');
    expect(say('Reference {id}', {id: '7QX4-M2KD'})).to.equal('Reference 7QX4-M2KD');
  });
});

describe('A language', () => {
  it('is spoken for every region of it', () => {
    for (const locale of ['en', 'EN-gb', 'en-Latn-US-u-ca-gregory', 'ar', 'ar-KW', 'de-AT', 'ja-JP']) {
      expect(isSpoken(locale), locale).to.equal(true);
    }
  });

  it('is not spoken where the locale is malformed or unknown', () => {
    for (const locale of [
      null,
      undefined,
      '',
      ' ',
      'e',
      'en_US',
      'en-',
      'english language',
      'x',
      'constructor',
      'fi',
    ]) {
      expect(isSpoken(locale), String(locale)).to.equal(false);
    }
  });

  it('is the first part of a locale', () => {
    expect(toLanguage('AR-kw')).to.equal('ar');
    expect(toLanguage('')).to.equal('');
  });

  it('is done without where its words cannot be loaded, and English cannot either', async () => {
    const own = {...languages};
    const cut = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
    try {
      Object.assign(languages, {fa: cut, en: cut});
      const refused = await loadTexts('fa', 'trouble').catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(TypeError);
      // What stands on the screen before its data came with the script.
      expect(findText('fa', 'currentPlan')).to.equal('Current plan');
      Object.assign(languages, own);
      await loadTexts('fa', 'trouble');
      expect(findText('fa', 'noInvoices')).to.equal('No invoices yet');
    } finally {
      Object.assign(languages, own);
      delete languages['fa'];
    }
  });

  it('keeps all groups that are loaded at the same time', async () => {
    await Promise.all(groups.map((group) => loadTexts('ar', group)));
    const missing = ['today', 'billing', 'noInvoices', 'payNow', 'replaceCard', 'cardNumber'].filter(
      (id) => findOwnText('ar', id) === undefined,
    );
    expect(missing).to.deep.equal([]);
  });

  it('says in English what it has no words for yet', async () => {
    await loadTexts('en', 'overview');
    expect(findText('fi', 'today')).to.equal('Today');
    expect(findText('ar', 'noSuchText')).to.equal('');
    await loadTexts('ar', 'overview');
    expect(findText('ar', 'today')).to.equal('اليوم');
  });
});
