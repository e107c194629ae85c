import {messages as english} from './locales/en/overview.js';
import type {GroupMessages, MessageGroup} from './messages.js';

type Texts = Readonly<Record<string, string>>;
type Loaders = {[Group in MessageGroup]: () => Promise<{messages: GroupMessages<Group>}>};

/** One chunk a language and group; what the first screen says in English is the one that is always here. */
const loaders: Record<string, Loaders> = {
  en: {
    overview: () => Promise.resolve({messages: english}),
    trouble: () => import('./locales/en/trouble.js'),
    invoices: () => import('./locales/en/invoices.js'),
  },
  ar: {
    overview: () => import('./locales/ar/overview.js'),
    trouble: () => import('./locales/ar/trouble.js'),
    invoices: () => import('./locales/ar/invoices.js'),
  },
};

const loaded = new Map<string, Texts>([['en/overview', english]]);

/** Chunks that did not come: asked for once, not with every update. */
const missing = new Set<string>();

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
  return Object.hasOwn(loaders, language) && !isMissing(language, 'overview');
}

/** The texts of a group, or undefined while they are not here. */
export function findTexts(language: string, group: MessageGroup): Texts | undefined {
  return loaded.get(`${language}/${group}`);
}

/** True where the texts were asked for and did not come. */
export function isMissing(language: string, group: MessageGroup): boolean {
  return missing.has(`${language}/${group}`);
}

/** Loads a group. Never rejects: texts whose chunk does not come are done without from then on. */
export async function loadTexts(language: string, group: MessageGroup): Promise<void> {
  try {
    const texts = await loaders[language]?.[group]();
    if (texts) loaded.set(`${language}/${group}`, texts.messages);
  } catch {
    missing.add(`${language}/${group}`);
  }
}
