/** How a language writes and counts. */
export interface Grammar {
  /** `zero`, `one`, `two`, `few`, `many` or `other`. */
  plural(count: number): string;
  number(value: number): string;
}

/**
 * An ICU message with its values filled in: `{name}`, and `{count, plural, one {…} other {…}}` with `#` for the
 * count. The subset that our texts use: forms hold words, `#` and names, and no further forms. A name without a value
 * is left out.
 */
export function formatMessage(message: string, values: Record<string, string | number>, grammar: Grammar): string {
  return message
    .replace(/\{(\w+), plural, ((?:\w+ \{(?:[^{}]|\{\w+\})*\} ?)+)\}/g, (_, name: string, forms: string) => {
      const count = Number(values[name]);
      const find = (form: string): string | undefined =>
        new RegExp(`\\b${form} \\{((?:[^{}]|\\{\\w+\\})*)`).exec(forms)?.[1];
      return (find(grammar.plural(count)) ?? find('other') ?? '').replaceAll('#', grammar.number(count));
    })
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? grammar.number(value) : value;
    });
}
