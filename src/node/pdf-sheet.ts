import {findDirection, toLines, toRuns, type SheetFont, type TextSetter} from './pdf-text.js';
import {loadPdfParts, type PdfFont} from './pdf-fonts.js';

/** A stack of tagged pages to write on, without a word about what is written. */

/** How a text is written. */
export interface TextStyle {
  size?: number;
  bold?: boolean;
  color?: string;
  /** At the end of its column, as amounts are. */
  atEnd?: boolean;
}

/** Where a text goes: from the start of the line, which is on the right in Arabic. */
export interface Column {
  from: number;
  width: number;
}

/** An element of the tree that screen readers read. */
export interface Tag {
  add(child: unknown): unknown;
  end(): void;
}

/** What a sheet is made of. */
export interface SheetOptions {
  title: string;
  author: string;
  locale: string;
  /** The only time that stands in the file: two sheets of the same are the same, byte for byte. */
  at: Date;
  paper: 'A4' | 'LETTER';
  fonts: readonly PdfFont[];
}

/** See {@link openSheet}. */
export interface Sheet {
  /** Of the part that is written on, in points. */
  readonly width: number;
  /** Where the next thing goes. */
  y: number;
  /** True where something of this height fits on the page. */
  fits(height: number): boolean;
  /** A new page, to be written from its top. */
  turn(): void;
  /** An element, inside of another. */
  tag(type: string, inside?: Tag): Tag;
  /** How high a text will be. */
  measure(text: string, column: Column, style?: TextStyle): number;
  /** Writes one element with a text at a place; gives its height. */
  write(text: string, column: Column, style?: TextStyle & {as?: string; inside?: Tag; y?: number}): number;
  /** A line across, which is decoration. */
  rule(column?: Column): void;
  /** Writes something at the foot of every page, and gives the file. */
  finish(foot: (page: number, pages: number) => string): Promise<Uint8Array<ArrayBuffer>>;
}

const margin = 56;
const grey = '#5f6368';
const footSize = 8;

/** The part of pdfkit's font that says which letters there are. */
interface OpenedFont {
  _font: {font: {hasGlyphForCodePoint(code: number): boolean}};
}

/** Opens a sheet. Rejects with the install command where a package is missing. */
export async function openSheet(options: SheetOptions): Promise<Sheet> {
  const {title, author, locale, at, paper} = options;
  const {Document, bidi, fonts} = await loadPdfParts(options.fonts);
  const isMirrored = /^(ar|fa|he|ur)\b/i.test(locale);
  const doc = new Document({
    ...{size: paper, margin, bufferPages: true, pdfVersion: '1.7', tagged: true, displayTitle: true, lang: locale},
    info: {Title: title, Author: author, Creator: author, Producer: author, CreationDate: at, ModDate: at},
  });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
  doc.on('data', (chunk: Uint8Array<ArrayBuffer>) => chunks.push(chunk));
  const root = doc.struct('Document');
  doc.addStructure(root);
  const {width: pageWidth, height: pageHeight} = doc.page;
  const width = pageWidth - 2 * margin;
  const bottom = pageHeight - margin - 16;

  /** Opened when a letter needs it: a font for Japanese is large. */
  const toFont = (font: {regular: Buffer; bold: Buffer}, index: number, weight: 'regular' | 'bold'): SheetFont => {
    const name = `${weight}-${index}`;
    let opened: OpenedFont['_font']['font'] | undefined;
    return {
      name,
      has(code) {
        if (!opened) {
          doc.registerFont(name, font[weight]);
          // eslint-disable-next-line no-underscore-dangle -- the only place where pdfkit says which letters there are
          opened = (doc.font(name) as unknown as OpenedFont)._font.font;
        }
        return opened.hasGlyphForCodePoint(code);
      },
    };
  };
  const faces = {
    regular: fonts.map((font, index) => toFont(font, index, 'regular')),
    bold: fonts.map((font, index) => toFont(font, index, 'bold')),
  };
  // An empty list of features has a run shaped as a whole, and not word by word: Arabic needs that.
  const shaping = {features: [], lineBreak: false};
  const toSetter = (text: string, {size = 9.5, bold = false}: TextStyle): TextSetter => ({
    fonts: bold ? faces.bold : faces.regular,
    ...{bidi, locale, direction: findDirection(bidi, text)},
    measure: (run) => doc.font(run.font).fontSize(size).widthOfString(run.text, shaping),
  });
  const toHeight = ({size = 9.5}: TextStyle, lines: number): number => lines * size * 1.45;

  function draw(text: string, column: Column, style: TextStyle, y: number): void {
    const {size = 9.5, color = '#1b1d22', atEnd = false} = style;
    const setter = toSetter(text, style);
    toLines(setter, text, column.width).forEach((line, index) => {
      const runs = toRuns(setter, line).map((run) => ({...run, width: setter.measure(run)}));
      const length = runs.reduce((sum, run) => sum + run.width, 0);
      const start = column.from + (atEnd ? column.width - length : 0);
      let x = margin + (isMirrored ? width - start - length : start);
      for (const run of runs) {
        // On one base line, whatever the fonts are.
        const place = {...shaping, baseline: 'alphabetic' as const};
        doc.font(run.font).fontSize(size).fillColor(color);
        doc.text(run.text, x, y + toHeight(style, index) + size, place);
        x += run.width;
      }
    });
  }

  const sheet: Sheet = {
    width,
    y: margin,
    fits: (height) => sheet.y + height <= bottom,
    turn() {
      doc.addPage();
      sheet.y = margin;
    },
    tag(type, inside = root) {
      const element = doc.struct(type);
      inside.add(element);
      return element;
    },
    measure: (text, column, style = {}) => toHeight(style, toLines(toSetter(text, style), text, column.width).length),
    write(text, column, {as = 'P', inside = root, y = sheet.y, ...style} = {}) {
      // What is drawn from right to left is read as it was written.
      const isTurned = /[\u0590-\u08ff]/.test(text);
      const attributes = {...(isTurned && {actual: text}), ...(as === 'TH' && {scope: 'Column' as const})};
      const element = doc.struct(as, attributes);
      inside.add(element);
      element.add(() => draw(text, column, style, y));
      element.end();
      return sheet.measure(text, column, style);
    },
    rule({from, width: length} = {from: 0, width}) {
      const x = margin + (isMirrored ? width - from - length : from);
      doc.markContent('Artifact', {type: 'Layout'});
      doc.moveTo(x, sheet.y).lineTo(x + length, sheet.y);
      doc.lineWidth(0.5).strokeColor('#d5d7db').stroke();
      doc.endMarkedContent();
    },
    async finish(foot) {
      root.end();
      const {count} = doc.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        doc.switchToPage(page);
        // Below the margin nothing is written unless it is gone.
        doc.page.margins.bottom = 0;
        const style = {size: footSize, color: grey};
        doc.markContent('Artifact', {type: 'Pagination'});
        draw(foot(page + 1, count), {from: 0, width}, style, pageHeight - margin);
        doc.endMarkedContent();
      }
      doc.end();
      await ended;
      return new Uint8Array(await new Blob(chunks).arrayBuffer());
    },
  };
  return sheet;
}
