/** A file in place of an answer in JSON: a whole one, or one that is made while it is read. */
export class FileAnswer {
  constructor(
    /** Its media type. */
    readonly type: string,
    /** What it is called where it is saved. */
    readonly name: string,
    readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  ) {}
}

/** A name that every file system takes: of an invoice's number, or of its id. */
export function toFileName(text: string, ending: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that a name must not have
  const safe = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069<>:"/\\|?*]/g, '-').slice(0, 120);
  return `${safe.replace(/^[. ]+|[. ]+$/g, '') || 'invoice'}.${ending}`;
}
