import {inflateSync} from 'node:zlib';

/** Reads back what a PDF shows, as far as our own sheets need it. */
export interface ReadPdf {
  /** Text as it is drawn, a piece of one font a string, page by page. */
  pages: string[][];
  /** Everything outside of compressed streams. */
  plain: string;
  /** What is to be read aloud in place of what is drawn. */
  spoken: string[];
}

/** The objects of a file by their numbers. */
type Objects = Map<number, {head: string; stream: string | undefined}>;

export function readPdf(bytes: Uint8Array): ReadPdf {
  const plain = Buffer.from(bytes).toString('latin1');
  const objects = readObjects(plain);
  const pages = [...objects.values()].filter(({head}) => /\/Type \/Page\b(?!s)/.test(head));
  const spoken = [...plain.matchAll(/\/ActualText \(((?:\\[\s\S]|[^\\)])*)\)/g)].map(([, text = '']) =>
    readString(text),
  );
  return {pages: pages.map(({head}) => readPage(objects, head)), plain, spoken};
}

function readObjects(plain: string): Objects {
  const objects: Objects = new Map();
  for (const [, number, body = ''] of plain.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', rest] = body.split(/\nstream\n/);
    const raw = rest?.replace(/\nendstream[\s\S]*$/, '');
    const isPacked = head.includes('FlateDecode');
    const stream = raw && isPacked ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw;
    objects.set(Number(number), {head, stream});
  }
  return objects;
}

function readPage(objects: Objects, page: string): string[] {
  const resources = follow(objects, page, 'Resources');
  const [, list = ''] = /\/Font <<([\s\S]*?)>>/.exec(resources.head) ?? [];
  const fonts = new Map(
    [...list.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => [
      name,
      readMap(follow(objects, objects.get(Number(number))?.head ?? '', 'ToUnicode').stream ?? ''),
    ]),
  );
  const content = follow(objects, page, 'Contents').stream ?? '';
  const drawn: string[] = [];
  let font = new Map<string, string>();
  for (const [, name, pieces] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else
      drawn.push(
        [...(pieces ?? '').matchAll(/<([0-9a-f]+)>/g)]
          .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
          .map((glyph) => font.get(glyph) ?? '\ufffd')
          .join(''),
      );
  }
  return drawn;
}

function follow(objects: Objects, head: string, name: string): {head: string; stream: string | undefined} {
  const number = Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1]);
  return objects.get(number) ?? {head: '', stream: undefined};
}

/** From glyphs to letters. */
function readMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, first = '', , list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    const start = Number.parseInt(first, 16);
    [...list.matchAll(/<([^>]*)>/g)].forEach(([, hex = ''], index) => {
      const codes = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      const letters = String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16)));
      map.set((start + index).toString(16).padStart(4, '0'), letters);
    });
  }
  return map;
}

/** A string of the file: Latin letters as they are, others in UTF-16 behind a mark. */
function readString(text: string): string {
  const raw = text.replace(
    /\\([\s\S])/g,
    (_, letter: string) => ({n: '\n', r: '\r', t: '\t', b: '\b', f: '\f'})[letter] ?? letter,
  );
  if (!raw.startsWith('\u00fe\u00ff')) return raw;
  return new TextDecoder('utf-16be').decode(Buffer.from(raw.slice(2), 'latin1'));
}
