/** Parts of a part are parts of its host, behind the part's name. */
export const toExportParts = (tag: string, parts: string): string =>
  parts.replace(/\w+/g, (part) => `${part}:${tag}__${part}`);
