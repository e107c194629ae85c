import {languages, registered, speakers, toLanguage, type Languages, type Texts} from './languages.js';
import type {Messages} from './messages.js';

/**
 * Puts texts of your own in the place of ours, for every element of the page, those that are on the screen among them. For
 * a language (`de`) or for a region of it (`de-AT`); one that is not here yet is spoken from then on, in English where it
 * has no text. Several calls add up. A name that there is no text for is left out and told on the console.
 *
 * ```js
 * registerMessages('en', {currentPlan: 'Membership', viewAll: 'See all {count}'});
 * ```
 *
 * @param locale BCP 47. Throws a RangeError where it is malformed.
 * @param messages ICU messages by name. Throws a TypeError for one that is no text.
 */
export function registerMessages(locale: string, messages: Messages): void {
  const key = Intl.getCanonicalLocales(locale).join().toLowerCase();
  for (const [id, text] of Object.entries(messages)) {
    if (typeof text !== 'string') throw new TypeError(`registerMessages: "${id}" is not a text`);
  }
  registered[key] = {...registered[key], ...messages};
  // A language that is new begins as English, and is laid over it text by text.
  languages[toLanguage(key)] ??= languages['en'] as Languages[string];
  tell();
  void refuseUnknown(key, messages);
}

/** The names are known once all groups of English have been loaded: only a page with texts of its own does that. */
async function refuseUnknown(key: string, messages: Messages): Promise<void> {
  const known = await loadNames().catch(() => undefined);
  const unknown = Object.keys(messages).filter((id) => known && !known.has(id));
  if (unknown.length === 0) return;
  // eslint-disable-next-line no-console -- there is nobody else to tell
  console.error(`billing-elements: registerMessages: there is no text ${unknown.map((id) => `"${id}"`).join(', ')}`);
  const kept = Object.entries(registered[key] ?? {}).filter(([id]) => !unknown.includes(id));
  registered[key] = Object.fromEntries(kept);
}

async function loadNames(): Promise<Set<string>> {
  const {language} = await import('./locales/en/language.js');
  const all = await Promise.all(Object.values(language).map((load) => load()));
  return new Set(all.flatMap(({messages}: {messages: Texts}) => Object.keys(messages)));
}

function tell(): void {
  for (const speak of speakers) speak();
}
