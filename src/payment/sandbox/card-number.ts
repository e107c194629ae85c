/** Digits of other scripts, by where their zero stands: Arabic, Persian, and the wide ones of East Asian keyboards. */
const zeros = [0x660, 0x6f0, 0xff10];

/** The digits of what was typed or pasted, as `0` to `9`; spaces, dashes and all else are left out. */
export function toDigits(text: string): string {
  return Array.from(text, toDigit).join('');
}

function toDigit(letter: string): string {
  if (/\d/.test(letter)) return letter;
  const code = letter.codePointAt(0) ?? 0;
  const zero = zeros.find((start) => code >= start && code < start + 10);
  return zero === undefined ? '' : String(code - zero);
}

/** A number as it is printed on a card: in fours. */
export function groupDigits(text: string): string {
  return toDigits(text).replace(/\d{4}(?=\d)/g, '$& ');
}

/** True for what may be somebody's card: 13 to 19 digits (ISO/IEC 7812-1) whose last one checks the others (Luhn). */
export function looksReal(digits: string): boolean {
  return /^\d{13,19}$/.test(digits) && sumOfLuhn(digits) % 10 === 0;
}

function sumOfLuhn(digits: string): number {
  return Array.from(digits, Number).reduceRight((sum, digit, at) => {
    const value = digit * ((digits.length - at) % 2 === 0 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
