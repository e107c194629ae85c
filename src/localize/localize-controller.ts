import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Money, UnitPrice} from '../contract/money.js';
import {formatDate, formatMoney, formatNumber, formatPercent, type DateStyle} from './format.js';
import {formatMessage} from './format-message.js';
import {en} from './locales/en.js';
import type {MessageId, Messages, TermArguments} from './messages.js';

/** One chunk a language; English is the one that is always here. */
const loaders: Record<string, () => Promise<{messages: Messages}>> = {
  ar: () => import('./locales/ar.js'),
};

const loaded = new Map<string, Messages>([['en', en]]);

/** Languages whose chunk did not come: asked for once, not with every update. */
const missing = new Set<string>();

/** Languages written from right to left. */
const rightToLeft = /^(ar|fa|he|ur)\b/;

/**
 * Words, amounts and dates for one element. Takes the first locale among the candidates (the host's attribute, the
 * session, the customer, the page) whose language there is, and English where there is none.
 */
export class LocalizeController implements ReactiveController {
  /** BCP 47, with the region that was asked for. */
  locale = 'en';
  /** False while the words of the language are on their way. */
  ready = true;
  private messages: Messages = en;
  private rules = new Intl.PluralRules('en');

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly candidates: () => readonly (string | null | undefined)[],
  ) {
    host.addController(this);
  }

  /** `rtl` or `ltr`. */
  get direction(): 'rtl' | 'ltr' {
    return rightToLeft.test(this.locale) ? 'rtl' : 'ltr';
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    const locale = [...this.candidates(), findPageLocale(this.host)].find(isSpoken) ?? 'en';
    if (locale === this.locale && this.ready) return;
    const language = toLanguage(locale);
    this.locale = locale;
    this.rules = new Intl.PluralRules(locale);
    const messages = loaded.get(language);
    this.ready = messages !== undefined;
    if (messages) this.messages = messages;
    else void this.load(language);
  }

  private async load(language: string): Promise<void> {
    try {
      loaded.set(language, (await loaders[language]?.())?.messages ?? en);
    } catch {
      missing.add(language);
    }
    this.host.requestUpdate();
  }

  /** A text with its values filled in. */
  term<Id extends MessageId>(id: Id, ...[values]: TermArguments<Id>): string {
    return formatMessage(this.messages[id], (values ?? {}) as Record<string, string | number>, {
      plural: (count) => this.rules.select(count),
      number: (value) => formatNumber(this.locale, value),
    });
  }

  /** An amount, or the price of one unit. */
  money(money: Money | UnitPrice): string {
    return formatMoney(this.locale, money);
  }

  /** A day. */
  date(at: string, style: DateStyle = 'medium'): string {
    return formatDate(this.locale, at, style);
  }

  /** A rate, from its decimal string. */
  percent(percent: string): string {
    return formatPercent(this.locale, percent);
  }

  /** A count or a quantity. */
  number(value: number): string {
    return formatNumber(this.locale, value);
  }
}

function toLanguage(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? 'en';
}

/** True for a well-formed locale whose language has words here. */
function isSpoken(locale: string | null | undefined): locale is string {
  if (!locale) return false;
  try {
    Intl.getCanonicalLocales(locale);
  } catch {
    return false;
  }
  const language = toLanguage(locale);
  if (missing.has(language)) return false;
  return loaded.has(language) || Object.hasOwn(loaders, language);
}

/** The nearest `lang` around an element, also outside of the shadow roots that it stands in. */
function findPageLocale(element: Element): string | null {
  const near = element.closest('[lang]');
  if (near) return near.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? findPageLocale(root.host) : null;
}
