/** What only Node can do: files, sockets, and the `billing-elements` command. */
export {libsqlDriver, sqliteStore} from './sqlite.js';
export {pdfInvoices, type PdfInvoicesOptions} from './invoice-pdf.js';
export type {PdfFont} from './pdf-fonts.js';
export {createListener} from './listener.js';
export {startSandbox, type RunningSandbox, type StartOptions} from './start.js';
