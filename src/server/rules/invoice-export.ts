import {BillingError} from '../../contract/errors.js';
import {toCell, toDecimal, toLine} from '../../contract/csv.js';
import type {Invoice, InvoiceExportQuery, InvoiceQueryText, InvoiceSummary} from '../../contract/invoice.js';
import type {Context, Scope} from './context.js';
import {findKind, toBillingError} from './faults.js';
import {FileAnswer} from './file-answer.js';
import {loadPdf, toPdfName} from './invoice-files.js';
import {listInvoices, readInvoice} from './invoices.js';
import type {Session} from './sessions.js';

/** How many invoices go into one file at most: rows of a table, or PDFs, each of which costs a call or its making. */
export const exportLimits = {csv: 10_000, zip: 100} as const;

/** How long a whole export may take, and each of its calls, in milliseconds. */
const deadlines = {whole: 300_000, call: 20_000};

/**
 * Many invoices in one file, which is made while it is read: the next page is asked for when there is room for it, and
 * nothing more once the reader has gone. Throws before the file begins what can be known by then: `invalid_request` with
 * `details.limit` for too many PDFs. What goes wrong later breaks the file off, so that nobody takes half for the whole.
 */
export async function exportInvoices(
  context: Context,
  scope: Scope & {gone: AbortSignal},
  session: Session,
  query: InvoiceExportQuery,
): Promise<FileAnswer> {
  const {format} = query;
  if (format === 'zip' && !session.scopes.has('invoices:download')) throw new BillingError('feature_disabled');
  const stop = new AbortController();
  const whole = AbortSignal.any([scope.gone, stop.signal, AbortSignal.timeout(deadlines.whole)]);
  const job: Job = {
    context,
    session,
    query,
    get scope() {
      return {...scope, signal: AbortSignal.any([whole, AbortSignal.timeout(deadlines.call)])};
    },
  };
  const chunks = format === 'csv' ? writeCsv(job) : await writeZip(job);
  const body = await toStream(chunks, stop, (error) => tellBroken(context, scope, error));
  const name = `invoices${[query.from, query.to].map((day) => (day ? `-${day}` : '')).join('')}.${format}`;
  return new FileAnswer(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/zip', name, body);
}

/** What all steps of one export share. Its scope has a fresh deadline each time. */
interface Job {
  context: Context;
  session: Session;
  query: InvoiceExportQuery;
  readonly scope: Scope;
}

/** The invoices that are meant, a page at a time. Throws `not_found` for an id that is not this customer's. */
async function* findMeant(job: Job): AsyncGenerator<(InvoiceSummary | Invoice)[]> {
  const {context, session, query} = job;
  const {format: _format, ids, locale: _locale, ...filter} = query;
  if (ids !== undefined) {
    if (Object.values(filter).some((value) => value !== undefined)) {
      throw new BillingError('invalid_request', {field: 'ids', message: 'give ids or a filter, one of them'});
    }
    for (const id of new Set(ids.split(','))) yield [await readInvoice(context, job.scope, session, id)];
    return;
  }
  for (let text: InvoiceQueryText = {...filter, limit: '100'}; ;) {
    const {items, nextCursor} = await listInvoices(context, job.scope, session, text);
    yield items;
    if (nextCursor === null) return;
    text = {...text, cursor: nextCursor};
  }
}

const columns: readonly [name: string, of: (invoice: InvoiceSummary) => string][] = [
  ['Number', ({number}) => toCell(number)],
  ['Date', ({issuedAt}) => issuedAt.slice(0, 10)],
  ['Due', ({dueAt}) => dueAt?.slice(0, 10) ?? ''],
  ['Paid', ({paidAt}) => paidAt?.slice(0, 10) ?? ''],
  ['Status', ({status}) => toCell(status)],
  ['For', ({description}) => toCell(description)],
  ['Currency', ({total}) => total.currency],
  ['Total', ({total}) => toDecimal(total)],
  ['Still due', ({amountDue}) => toDecimal(amountDue)],
  ['Refunded', ({refunded}) => (refunded ? toDecimal(refunded) : '')],
  ['Subscription', ({subscriptionId}) => toCell(subscriptionId)],
  ['Id', ({id}) => toCell(id)],
];

async function* writeCsv(job: Job): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // With a byte order mark: without one, Excel reads UTF-8 as something else.
  let text = `\ufeff${toLine(columns.map(([name]) => name))}`;
  let rows = 0;
  for await (const page of findMeant(job)) {
    rows += page.length;
    if (rows > exportLimits.csv) throw tooMany('csv');
    for (const invoice of page) text += toLine(columns.map(([, of]) => of(invoice)));
    yield encoder.encode(text);
    text = '';
  }
}

async function writeZip(job: Job): Promise<AsyncGenerator<Uint8Array>> {
  const {context, session} = job;
  if (!context.provider.readInvoicePdf && !context.invoicePdf) throw new BillingError('provider_cannot');
  const meant: (InvoiceSummary | Invoice)[] = [];
  for await (const page of findMeant(job)) {
    // A draft is no document yet.
    meant.push(...page.filter(({status}) => status !== 'draft'));
    if (meant.length > exportLimits.zip) throw tooMany('zip');
  }
  const {makeZip} = await import('client-zip').catch((cause: unknown) => {
    throw new BillingError('internal', {cause, message: 'ZIP files need a package: npm install client-zip'});
  });
  async function* files() {
    const names = new Set<string>();
    for (const one of meant) {
      const invoice = 'lines' in one ? one : await readInvoice(context, job.scope, session, one.id);
      const input = await loadPdf(context, job.scope, session, {invoice, locale: job.query.locale});
      const name = toFreeName(names, toPdfName(invoice));
      yield {name, input, lastModified: new Date(invoice.issuedAt)};
    }
  }
  return readAll(makeZip(files()));
}

/** A second invoice of the same number gets a number of its own. */
function toFreeName(names: Set<string>, wanted: string): string {
  let name = wanted;
  for (let copy = 2; names.has(name.toLowerCase()); copy++) name = wanted.replace(/\.pdf$/, ` (${copy}).pdf`);
  names.add(name.toLowerCase());
  return name;
}

async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const {done, value} = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A stream that asks for a chunk when somebody wants one. Its first is here already: what fails at once is thrown. */
async function toStream(
  chunks: AsyncGenerator<Uint8Array>,
  stop: AbortController,
  tell: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array>> {
  let next: IteratorResult<Uint8Array> | undefined = await chunks.next();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const {done, value} = next ?? (await chunks.next());
          next = undefined;
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          tell(error);
          controller.error(error);
        }
      },
      async cancel(reason) {
        stop.abort(reason);
        // It may be waiting for a call that ends only now.
        await chunks.return(undefined).catch(() => undefined);
      },
    },
    {highWaterMark: 0},
  );
}

function tellBroken(context: Context, {correlationId}: Scope, thrown: unknown): void {
  const error = toBillingError(thrown);
  context.log({level: 'error', event: 'export.broken', code: error.code, kind: findKind(error), correlationId});
}

function tooMany(format: keyof typeof exportLimits): BillingError {
  const limit = exportLimits[format];
  return new BillingError('invalid_request', {
    field: format === 'zip' ? 'ids' : 'from',
    message: `more than ${limit} invoices at once`,
    details: {limit},
  });
}
