import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import type Bidi from 'bidi-js';

/** A font in two weights: files of TrueType or OpenType. They are embedded, only the letters that are used. */
export interface PdfFont {
  regular: string;
  bold: string;
}

const require = createRequire(import.meta.url);

/** Latin, Cyrillic, Greek, Arabic and Hebrew letters, free to embed (Bitstream Vera's licence). */
const builtIn = 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed';

const install = 'PDFs need three packages: npm install pdfkit dejavu-fonts-ttf bidi-js';

type Document = typeof import('pdfkit');

/** What a sheet is drawn with. */
export interface PdfParts {
  Document: Document;
  bidi: ReturnType<typeof Bidi>;
  /** The files of the fonts, the given ones after the built-in one. */
  fonts: {regular: Buffer; bold: Buffer}[];
}

/** True where the optional packages are installed. */
export function hasPdfParts(): boolean {
  return ['pdfkit', `${builtIn}.ttf`, 'bidi-js'].every((name) => findFile(name) !== undefined);
}

/** The path of a package's file; undefined where it is not installed. */
export function findFile(name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/** Files are read once in the life of a process: a ZIP has a hundred sheets. */
const files = new Map<string, Promise<Buffer>>();

/** Brings the optional packages. Rejects with the install command where one is missing. */
export async function loadPdfParts(extra: readonly PdfFont[]): Promise<PdfParts> {
  try {
    const own = {regular: require.resolve(`${builtIn}.ttf`), bold: require.resolve(`${builtIn}-Bold.ttf`)};
    const [pdfkit, bidi, ...fonts] = await Promise.all([
      import('pdfkit'),
      import('bidi-js'),
      ...[own, ...extra].map(readFont),
    ]);
    return {Document: pdfkit.default, bidi: bidi.default(), fonts};
  } catch (cause) {
    if ((cause as {code?: unknown}).code === 'ENOENT') throw cause;
    throw new Error(install, {cause});
  }
}

async function readFont({regular, bold}: PdfFont): Promise<{regular: Buffer; bold: Buffer}> {
  const [one, other] = await Promise.all([readOnce(regular), readOnce(bold)]);
  return {regular: one, bold: other};
}

function readOnce(path: string): Promise<Buffer> {
  const known = files.get(path);
  if (known) return known;
  const reading = readFile(path);
  files.set(path, reading);
  // A file that was not there is looked for again.
  reading.catch(() => files.delete(path));
  return reading;
}
