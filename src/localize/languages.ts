import {messages as english} from './locales/en/overview.js';
import type {Language, MessageGroup} from './messages.js';

type Texts = Readonly<Record<string, string>>;

/** One module a language, which knows the chunks of its groups. Open to tests, which cut one off. */
export const languages: Record<string, () => Promise<{language: Language}>> = {
  en: () => import('./locales/en/language.js'),
  ar: () => import('./locales/ar/language.js'),
};

/** What has been loaded of each language; what the first screen says in English is always here. */
const texts: Record<string, Texts> = {en: english};

/** Groups by language that were asked for: true once they are here, false where they did not come. */
const groups = new Map([['en/overview', true]]);

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
  return texts[language]?.[id] ?? texts['en']?.[id] ?? '';
}

/** True where there is nothing to wait for: the group is here, or it did not come and is done without. */
export function isSettled(language: string, group: MessageGroup): boolean {
  return groups.has(`${language}/${group}`);
}

/** Loads a group, in English where the language's own cannot be had. Rejects where neither can. */
export async function loadTexts(name: string, group: MessageGroup): Promise<void> {
  const key = `${name}/${group}`;
  try {
    // Only languages that are spoken are asked for; any other fails here, and is English.
    const {language} = await (languages[name] as () => Promise<{language: Language}>)();
    texts[name] = {...texts[name], ...(await language[group]()).messages};
    groups.set(key, true);
  } catch (error) {
    groups.set(key, false);
    if (groups.get(`en/${group}`)) return;
    if (name === 'en') throw error;
    await loadTexts('en', group);
  }
}
