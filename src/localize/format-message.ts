/** How a language writes and counts. */
export interface Grammar {
  /** `zero`, `one`, `two`, `few`, `many` or `other`. */
  plural(count: number): string;
  number(value: number): string;
}

/** Letters of Hebrew, Arabic and their neighbours. */
const rightToLeft = /[\u0590-\u08ff]/;

/**
 * An ICU message with its values filled in: `{name}`, and `{count, plural, one {…} other {…}}` with `#` for the
 * count and `=1 {…}` for one number alone. The subset that our texts use: forms hold words and `#`, nothing more. A name
 * without a value is left out.
 * Values are isolated (U+2068, U+2069) where both directions may meet, so that they do not turn the text around them.
 */
export function formatMessage(message: string, values: Record<string, string | number>, grammar: Grammar): string {
  return message.replace(/\{(\w+)(?:, plural, ((?:[^{}]*\{[^}]*\})+))?\}/g, (_, name: string, forms?: string) => {
    const value = values[name] ?? '';
    const text = typeof value === 'number' ? grammar.number(value) : value;
    if (forms) {
      const find = (form: string): string | undefined => forms.split(`${form} {`)[1]?.split('}')[0];
      return (find(`=${value}`) ?? find(grammar.plural(Number(value))) ?? find('other') ?? '').replace('#', text);
    }
    return rightToLeft.test(message + text) ? `\u2068${text}\u2069` : text;
  });
}
