/** How a language writes and counts. */
export interface Grammar {
  /** `zero`, `one`, `two`, `few`, `many` or `other`. */
  plural(count: number): string;
  number(value: number): string;
}

/**
 * An ICU message with its values filled in: `{name}`, and `{count, plural, one {…} other {…}}` with `#` for the
 * count. The subset that our texts use; a name without a value is left out.
 */
export function formatMessage(
  message: string,
  values: Record<string, string | number>,
  grammar: Grammar,
  count = 0,
): string {
  let text = '';
  for (let at = 0; at < message.length; at++) {
    const character = message.charAt(at);
    if (character === '#') text += grammar.number(count);
    else if (character !== '{') text += character;
    else {
      const end = findEnd(message, at);
      text += fill(message.slice(at + 1, end), values, grammar);
      at = end;
    }
  }
  return text;
}

function fill(inside: string, values: Record<string, string | number>, grammar: Grammar): string {
  const [, name = '', forms] = /^(\w+)(?:, plural, (.*))?$/s.exec(inside) ?? [];
  const value = values[name] ?? '';
  if (forms === undefined) return typeof value === 'number' ? grammar.number(value) : value;
  const choices = toChoices(forms);
  const count = Number(value);
  return formatMessage(choices[grammar.plural(count)] ?? choices['other'] ?? '', values, grammar, count);
}

function toChoices(forms: string): Record<string, string> {
  const choices: Record<string, string> = {};
  for (let at = forms.indexOf('{'), from = 0; at >= 0; at = forms.indexOf('{', from)) {
    const end = findEnd(forms, at);
    choices[forms.slice(from, at).trim()] = forms.slice(at + 1, end);
    from = end + 1;
  }
  return choices;
}

/** Where the brace that opens at `from` closes. */
function findEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}
