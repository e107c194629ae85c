/** Zero in the scripts that numbers are written in: Latin, Arabic, Persian, full-width. */
const zeros = [0x30, 0x660, 0x6f0, 0xff10];

/** A whole number as somebody writes it, in digits of their own too; undefined for what is none. */
export function readCount(text: string): number | undefined {
  const digits = Array.from(text.trim(), (character) => {
    const code = character.codePointAt(0) ?? 0;
    const zero = zeros.find((first) => code >= first && code < first + 10);
    return zero === undefined ? '' : String(code - zero);
  });
  if (digits.length === 0 || digits.length > 9 || digits.includes('')) return undefined;
  return Number(digits.join(''));
}

/** A whole number as it stands in a field: in the language's digits, and nothing between them. */
export function writeCount(locale: string, count: number): string {
  return new Intl.NumberFormat(locale, {useGrouping: false}).format(count);
}
