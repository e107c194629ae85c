import {expect} from '@open-wc/testing';
import {isBrandValue, isPicture, isWebAddress, type BrandToken} from '../../src/contract/brand.js';
import type {ConfigurationInput} from '../../src/contract/configuration.js';
import {configurationsFromCode} from '../../src/server/rules/configuration.js';

const right: Record<string, string[]> = {
  '--billing-color-accent': ['#b4532a', '#fff', '#12345678', 'tomato', 'rgb(10 20 30 / 50%)', 'OKLCH(0.5 0.1 20)'],
  '--billing-color-surface': ['light-dark(#fffaf3, #221c17)', 'light-dark(white, oklch(0.2 0.01 60))', 'transparent'],
  '--billing-radius': ['0', '14px', '.5rem', '1em'],
  '--billing-font-size': ['0.875rem', '15px'],
  '--billing-density': ['1', '1.05', '.9'],
  '--billing-font-family': ['Karla, sans-serif', '"Source Sans 3", system-ui', "'游ゴシック', serif", 'inherit'],
};

const wrong: Record<string, string[]> = {
  '--billing-color-accent': [
    ...['', 'red; --x: y', '#12', '#12345', 'url(https://evil.example)', 'var(--host)', 'rgb(1,2,3', 'inherit'],
    ...['expression(alert(1))', 'red}', 'image-set("x")', 'light-dark(red, url(x))', '</style>', '#fff /* */'],
  ],
  '--billing-radius': ['14', '-1px', '33px', '3rem', '50%', 'calc(1px + 1px)', '1px 2px', 'NaNpx', '1e3px'],
  '--billing-density': ['0', '10', '1px', '-1', 'one'],
  '--billing-font-family': ['"open', "a'b'", 'url(x)', 'a; color: red', 'a, ', 'x'.repeat(201), '"a\\"b"'],
};

describe('A value of a brand', () => {
  for (const [token, values] of Object.entries(right)) {
    it(`is taken where it is of its type, and CSS takes it too (${token})`, () => {
      for (const value of values) {
        expect(isBrandValue(token as BrandToken, value), value).to.equal(true);
        if (token.includes('color')) expect(CSS.supports('color', value), value).to.equal(true);
      }
    });
  }

  for (const [token, values] of Object.entries(wrong)) {
    it(`is refused where it is not of its type, and the refusal names it (${token})`, () => {
      for (const value of values) {
        const configuration = {brand: {tokens: {[token]: value}}} as ConfigurationInput;
        expect(() => configurationsFromCode(configuration), value).to.throw(`"brand.tokens.${token}"`);
      }
    });
  }

  it('is refused for a token that a brand may not set', () => {
    for (const token of ['--billing-card-shadow', 'color', '--x', '__proto__x', 'color-accent']) {
      const configuration = {brand: {tokens: {[token]: 'red'}}} as ConfigurationInput;
      expect(() => configurationsFromCode(configuration), token).to.throw(`"brand.tokens.${token}" is not known here`);
    }
  });
});

describe('An address', () => {
  it('of a page is one of http or https, with nobody’s name in it', () => {
    for (const address of ['https://example.com/terms', 'http://localhost:5173/'])
      expect(isWebAddress(address), address).to.equal(true);
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      '/terms',
      'https://a:b@example.com',
      'mailto:a@b.c',
      '',
    ])
      expect(isWebAddress(address), address).to.equal(false);
  });

  it('of a picture is one of https, or a picture itself', () => {
    for (const address of [
      'https://example.com/logo.svg',
      'data:image/png;base64,AA==',
      'data:image/svg+xml,%3Csvg/%3E',
    ])
      expect(isPicture(address), address).to.equal(true);
    for (const address of [
      'http://example.com/logo.svg',
      'data:text/html,<script>',
      'data:image/xml,x',
      'javascript:1',
      'blob:x',
    ])
      expect(isPicture(address), address).to.equal(false);
  });

  const refused: [field: string, configuration: unknown][] = [
    ['brand.logo', {brand: {logo: 'javascript:alert(1)'}}],
    ['brand.name', {brand: {name: ''}}],
    ['brand.colorScheme', {brand: {colorScheme: 'blue'}}],
    ['copy.termsUrl', {copy: {termsUrl: 'data:text/html,x'}}],
    ['copy.privacyUrl', {copy: {privacyUrl: '/privacy'}}],
    ['copy.messages.en_US', {copy: {messages: {en_US: {}}}}],
    ['copy.messages.en.today', {copy: {messages: {en: {today: 5}}}}],
    ['returnUrl', {returnUrl: 'ftp://example.com'}],
    ['backLabel', {backLabel: 5}],
  ];
  for (const [field, configuration] of refused) {
    it(`or text of a configuration that is not of its type is refused by its name (${field})`, () => {
      expect(() => configurationsFromCode(configuration as ConfigurationInput)).to.throw(`"${field}"`);
    });
  }
});
