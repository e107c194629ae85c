import type Bidi from 'bidi-js';

/** Text as it is drawn: by the font that has its letters, in the order that the eye sees, line by line. */

/** A font of the sheet, and which letters it has. */
export interface SheetFont {
  name: string;
  has(codePoint: number): boolean;
}

/** A piece of a line in one font and one direction, in the order of drawing, from left to right. */
export interface Run {
  text: string;
  font: string;
}

/** What puts text in order. */
export interface TextSetter {
  /** The fonts, the one to be preferred first. */
  fonts: readonly SheetFont[];
  bidi: ReturnType<typeof Bidi>;
  /** Of the text as a whole: a foreign address among Arabic words keeps its own. */
  direction: 'ltr' | 'rtl';
  locale: string;
  /** Of a run, in points. */
  measure(run: Run): number;
}

/** Marks that order text and have no shape of their own. */
const marks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Control characters and separators of lines: a provider's text may hold them, a line may not. */
// eslint-disable-next-line no-control-regex -- these are what is meant
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** The direction of the first letter that has one (rules P2 and P3). */
export function findDirection(bidi: TextSetter['bidi'], text: string): 'ltr' | 'rtl' {
  return (bidi.getEmbeddingLevels(text).paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
}

/** The runs of one line. */
export function toRuns(setter: TextSetter, line: string): Run[] {
  const {bidi, direction, fonts} = setter;
  const embedding = bidi.getEmbeddingLevels(line, direction);
  // By code point, which is what a font has a glyph for.
  const letters = Array.from(line);
  const hasAll = ({has}: SheetFont): boolean =>
    letters.every((letter) => letter.replace(marks, '') === '' || has(letter.codePointAt(0) ?? 0));
  // One font for a whole line where there is one: digits beside Japanese letters are drawn like them.
  const whole = fonts.find(hasAll);
  const pieces: {letters: string[]; font: string; level: number}[] = [];
  let at = 0;
  for (const letter of letters) {
    const level = embedding.levels[at] ?? 0;
    at += letter.length;
    if (letter.replace(marks, '') === '') continue;
    const code = letter.codePointAt(0) ?? 0;
    const last = pieces.at(-1);
    // What has no shape of its own, a space say, stays in the font that it stands in.
    const isNeutral = /\s/u.test(letter) && last !== undefined;
    const font = isNeutral ? last.font : ((whole ?? fonts.find(({has}) => has(code)) ?? fonts[0])?.name ?? '');
    if (last?.font === font && last.level === level) last.letters.push(letter);
    else pieces.push({letters: [letter], font, level});
  }
  return toVisual(pieces).map((piece) => ({font: piece.font, text: toDrawn(bidi, piece)}));
}

/** Rule L2 of the Unicode Bidirectional Algorithm (UAX 9), on whole runs. */
function toVisual<T extends {level: number}>(pieces: T[]): T[] {
  const highest = Math.max(0, ...pieces.map(({level}) => level));
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < pieces.length; start++) {
      let end = start;
      while ((pieces[end]?.level ?? -1) >= level) end++;
      if (end === start) continue;
      pieces.splice(start, end - start, ...pieces.slice(start, end).reverse());
      start = end;
    }
  }
  return pieces;
}

/** What whoever shapes a run takes for right to left, and turns round: the separators of Arabic numbers, too. */
const turning = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A run in the order that draws it right, whether or not it will be turned round. */
function toDrawn(bidi: TextSetter['bidi'], {letters, level}: {letters: string[]; level: number}): string {
  const isRightToLeft = level % 2 === 1;
  const shown = isRightToLeft ? letters.map((letter) => bidi.getMirroredCharacter(letter) ?? letter) : letters;
  const isTurned = turning.test(shown.join(''));
  return (isTurned === isRightToLeft ? shown : shown.toReversed()).join('');
}

/** The lines that a text takes in a width; a word that is too long is broken where it must be. */
export function toLines(setter: TextSetter, text: string, width: number): string[] {
  const measure = (line: string): number => toRuns(setter, line).reduce((sum, run) => sum + setter.measure(run), 0);
  const clean = text.replace(controls, ' ').trim();
  if (measure(clean) <= width) return [clean];
  const lines: string[] = [];
  let line = '';
  for (const {segment} of new Intl.Segmenter(setter.locale, {granularity: 'word'}).segment(clean)) {
    if (measure((line + segment).trimEnd()) <= width) {
      line += segment;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
    for (const letter of segment.trim() === '' ? '' : segment) {
      if (line !== '' && measure(line + letter) > width) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}
