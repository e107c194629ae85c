import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Money, UnitPrice} from '../contract/money.js';
import {formatDate, formatMoney, formatNumber, formatPercent, type DateStyle} from '../contract/format.js';
import {formatMessage} from './format-message.js';
import {
  findOwnText,
  findText,
  isSettled,
  isSpeechless,
  isSpoken,
  loadTexts,
  registered,
  speakers,
  toLanguage,
  type Texts,
} from './languages.js';
import type {messages as skeleton} from './locales/en/skeleton.js';
import type {MessageGroup, MessageId, TermArguments} from './messages.js';

/** Languages written from right to left. */
const rightToLeft = /^(ar|fa|he|ur)\b/i;

/**
 * Words, amounts and dates for one element. Takes the first locale among the candidates (the host's attribute, the
 * session, the customer, the page) whose language there is, and English where there is none.
 */
export class LocalizeController implements ReactiveController {
  /** BCP 47, with the region that was asked for. */
  locale = 'en';
  /** False while words that are needed are on their way. */
  ready = true;
  readonly #groups = new Set<MessageGroup>(['overview']);
  /** Texts of a host's own. */
  #own: Texts = {};
  readonly #tell = (): void => this.host.requestUpdate();

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly candidates: () => readonly (string | null | undefined)[],
    /** Texts of the configuration, by locale: what a page says wins over them. */
    private readonly configured: () => Readonly<Record<string, Texts>> | undefined = () => undefined,
  ) {
    host.addController(this);
  }

  /** `rtl` or `ltr`. */
  get direction(): 'rtl' | 'ltr' {
    return rightToLeft.test(this.locale) ? 'rtl' : 'ltr';
  }

  /** True where not even English could be loaded. */
  get isSpeechless(): boolean {
    return isSpeechless(toLanguage(this.locale));
  }

  hostConnected(): void {
    speakers.add(this.#tell);
    this.hostUpdate();
  }

  hostDisconnected(): void {
    speakers.delete(this.#tell);
  }

  hostUpdate(): void {
    this.locale = [...this.candidates(), findPageLocale(this.host)].find(isSpoken) ?? 'en';
    const language = toLanguage(this.locale);
    const locales = [language, this.locale.toLowerCase()];
    // What stands later wins.
    const layers = [this.configured() ?? {}, registered].flatMap((texts) => locales.map((name) => texts[name]));
    this.#own = Object.assign({}, ...layers, findMessages(this.host)) as Texts;
    const awaited = [...this.#groups].filter((group) => !isSettled(language, group));
    this.ready = awaited.length === 0;
    // What comes in no language is done without here, where its part is on the screen already.
    for (const group of awaited) this.load(group).catch(() => this.host.requestUpdate());
  }

  /**
   * Brings the texts of a group, in the present language; from then on they come with every other one too. Rejects where
   * they cannot be had, in English either.
   */
  async load(group: MessageGroup): Promise<void> {
    await loadTexts(toLanguage(this.locale), group);
    // Only now, so that words on the screen do not wait for words that are not.
    this.#groups.add(group);
    this.host.requestUpdate();
  }

  /** A word that stands before there is anything else; a blank until its language is here. */
  word(id: keyof typeof skeleton): string {
    return this.#own[id] ?? findOwnText(toLanguage(this.locale), id) ?? '\u00a0';
  }

  /** A text with its values filled in. */
  term<Id extends MessageId>(id: Id, ...[values]: TermArguments<Id>): string {
    const {locale} = this;
    // A configuration may hold anything.
    const own: unknown = this.#own[id];
    return formatMessage(typeof own === 'string' ? own : findText(toLanguage(locale), id), values ?? {}, {
      plural: (count) => new Intl.PluralRules(locale).select(count),
      number: (value) => formatNumber(locale, value),
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

/** What an element, and those of ours around it, say in words of a host's own; the nearest one wins. */
function findMessages(node: (Node & {host?: Node; localize?: unknown; messages?: Texts}) | null | undefined): Texts {
  if (!node) return {};
  return {...findMessages(node.parentNode ?? node.host), ...(node.localize ? node.messages : {})};
}

/** The nearest `lang` around an element, also outside of the shadow roots that it stands in. */
function findPageLocale(element: Element): string | null {
  const near = element.closest('[lang]');
  if (near) return near.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? findPageLocale(root.host) : null;
}
