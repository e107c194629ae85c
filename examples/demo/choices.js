import {brands} from './brands.js';

/**
 * What was chosen in the bar. It stands in the address of the demo's own page, so that a reload keeps it and a link hands
 * it on; what is as it was at first is left out.
 *
 * @typedef {'brand' | 'scheme' | 'language' | 'width' | 'frame'} Choice
 */

/** What can be chosen, the first of each at first. */
export const possible = {
  brand: brands.map(({id}) => id),
  scheme: ['auto', 'light', 'dark'],
  language: ['en', 'ar', 'de', 'ja'],
  width: ['full', '1180', '768', '390', '320'],
  // For pictures: the app without the bar, or the portal alone.
  frame: ['demo', 'app', 'none'],
};

/** What the elements are told of a language: dates and numbers are written as in one region of it. */
export const locales = {en: 'en-GB', ar: 'ar', de: 'de-DE', ja: 'ja-JP'};

/** @param {Choice} name */
export function readChoice(name) {
  const value = new URLSearchParams(location.search).get(name);
  return value !== null && possible[name].includes(value) ? value : possible[name][0];
}

/**
 * Puts a choice into the address, whatever else stands there.
 *
 * @param {string} name
 * @param {string | null} value null where it is what it is at first
 */
export function writeChoice(name, value) {
  const url = new URL(location.href);
  if (value === null || value === possible[name]?.[0]) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  history.replaceState(history.state, '', url);
}

/** Shows the page as it was chosen; `brands.css` and `demo.css` do the rest. */
export function applyChoices() {
  const root = document.documentElement;
  const language = readChoice('language');
  root.lang = locales[language];
  root.dir = language === 'ar' ? 'rtl' : 'ltr';
  for (const name of ['brand', 'scheme', 'width', 'frame']) root.dataset[name] = readChoice(name);
}
