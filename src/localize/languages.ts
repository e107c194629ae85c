import {messages as skeleton} from './locales/en/skeleton.js';
import type {Language, MessageGroup} from './messages.js';

/** Texts by their names. */
export type Texts = Readonly<Record<string, string>>;

/** How each language is loaded. */
export type Languages = Record<string, () => Promise<{language: Language}>>;

/** One module a language, which knows the chunks of its groups. Open to tests, which cut one off. */
export const languages: Languages = {
  en: () => import('./locales/en/language.js'),
  ar: () => import('./locales/ar/language.js'),
  de: () => import('./locales/de/language.js'),
  ja: () => import('./locales/ja/language.js'),
};

/** What has been loaded of each language; what stands on the first screen before its data is always here in English. */
const texts: Record<string, Texts> = {en: skeleton};

/** Texts of a host's own, by locale in lower case; `registerMessages` puts them here. */
export const registered: Record<string, Texts> = {};

/** Whoever speaks: called where texts of a host's own change. */
export const speakers = new Set<() => void>();

/** Groups by language that were asked for: true once they are here, false where they did not come. */
const groups = new Map<string, boolean>();

/** The language of a locale, in lower case. */
export function toLanguage(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? '';
}

/** True for a well-formed locale whose language has words here. */
export function isSpoken(locale: string | null | undefined): locale is string {
  if (!locale) return false;
  try {
    Intl.getCanonicalLocales(locale);
  } catch {
    return false;
  }
  const language = toLanguage(locale);
  return Object.hasOwn(languages, language) && groups.get(`${language}/overview`) !== false;
}

/** A text, in English where the language does not have it yet. */
export function findText(language: string, id: string): string {
  return findOwnText(language, id) ?? findOwnText('en', id) ?? '';
}

/** A text in a language itself; undefined where it does not have it yet. */
export function findOwnText(language: string, id: string): string | undefined {
  return texts[language]?.[id];
}

/** True where there is nothing to wait for: the group is here, or it did not come and is done without. */
export function isSettled(language: string, group: MessageGroup): boolean {
  return groups.has(`${language}/${group}`);
}

/** True where not even English could be loaded, so that there is nothing to say anything with. */
export function isSpeechless(language: string): boolean {
  return [language, 'en'].every((name) => groups.get(`${name}/overview`) === false);
}

/** Loads a group, in English where the language's own cannot be had. Rejects where neither can. */
export async function loadTexts(name: string, group: MessageGroup): Promise<void> {
  const key = `${name}/${group}`;
  try {
    // Only languages that are spoken are asked for; any other fails here, and is English.
    const {language} = await (languages[name] as () => Promise<{language: Language}>)();
    const {messages} = await language[group]();
    // Only now: another group may have come in the meantime.
    texts[name] = {...texts[name], ...messages};
    groups.set(key, true);
  } catch (error) {
    groups.set(key, false);
    if (groups.get(`en/${group}`)) return;
    if (name === 'en') throw error;
    await loadTexts('en', group);
  }
}
