import {BillingError} from '../../contract/errors.js';
import type {FileLink, Invoice} from '../../contract/invoice.js';
import type {Context, Scope} from './context.js';
import {FileAnswer, toFileName} from './file-answer.js';
import {readInvoice} from './invoices.js';
import {findCustomer, type Session} from './sessions.js';

/** One invoice as a file: the provider's own where it has one, because that is the document; else one that is made. */

/** No file of a provider's is larger, in bytes. */
const largest = 20 * 1024 * 1024;

/** What a file is printed with beyond its invoice. */
interface Printed {
  locale: string | undefined;
}

/** A PDF, or where the provider has it. Throws `not_found`, and `provider_cannot` where nobody makes one. */
export async function readInvoicePdf(
  context: Context,
  scope: Scope,
  session: Session,
  {invoiceId, locale}: Printed & {invoiceId: string},
): Promise<FileLink | FileAnswer> {
  const invoice = await readInvoice(context, scope, session, invoiceId);
  const file = await findPdf(context, scope, session, {invoice, locale});
  if (!(file instanceof Uint8Array)) return file;
  return new FileAnswer('application/pdf', toPdfName(invoice), file);
}

/** What a PDF of an invoice is called. */
export function toPdfName({number, id}: Pick<Invoice, 'number' | 'id'>): string {
  return toFileName(number ?? id, 'pdf');
}

/** The bytes of a PDF, wherever they are. */
export async function loadPdf(
  context: Context,
  scope: Scope,
  session: Session,
  printed: Printed & {invoice: Invoice},
): Promise<Uint8Array<ArrayBuffer>> {
  const file = await findPdf(context, scope, session, printed);
  return file instanceof Uint8Array ? file : fetchFile(context, scope, file.url);
}

async function findPdf(
  context: Context,
  {signal}: Scope,
  {customerId, locale: wanted}: Session,
  {invoice, locale}: Printed & {invoice: Invoice},
): Promise<FileLink | Uint8Array<ArrayBuffer>> {
  const {provider, invoicePdf} = context;
  // Nothing that is still changed is handed out as a document.
  if (invoice.status === 'draft') throw new BillingError('action_refused', {details: {reason: 'draft'}});
  if (provider.readInvoicePdf) {
    const file = await provider.readInvoicePdf(customerId, invoice.id, {signal});
    if (file instanceof Uint8Array) return new Uint8Array(file);
    // It becomes a link on the page: nothing but an address that is encrypted may.
    if (!URL.canParse(file.url) || new URL(file.url).protocol !== 'https:')
      throw new BillingError('provider_malformed');
    return {url: file.url, expiresAt: file.expiresAt};
  }
  if (!invoicePdf) throw new BillingError('provider_cannot', {message: 'nothing here makes PDFs of invoices'});
  const {testClockAt: _, ...customer} = await findCustomer(context, {customerId}, signal);
  return invoicePdf({invoice, customer, locale: locale ?? wanted ?? customer.locale ?? 'en'}, {signal});
}

async function fetchFile(context: Context, {signal}: Scope, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const failed = (cause?: unknown): BillingError => new BillingError('provider_unavailable', {cause});
  const response = await context.fetch(new Request(url, {signal})).catch((cause: unknown) => {
    throw failed(cause);
  });
  if (!response.ok || !response.body) throw failed();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = response.body.getReader(); ;) {
    const {done, value} = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > largest) {
      await reader.cancel();
      throw new BillingError('provider_malformed', {message: 'a file of the provider is too large'});
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
