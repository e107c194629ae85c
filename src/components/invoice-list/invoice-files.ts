import {html, nothing, type LitElement} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {FileLink, InvoiceSummary} from '../../contract/invoice.js';
import type {Requests} from '../../client/requests.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {renderButton} from '../../ui/button.js';
import type {InvoiceFilter} from './invoice-pages.js';

/** A download that is under way, that failed, or whose file is the provider's: its address is opened by a press. */
type Download = {name: string; format: 'pdf' | 'csv' | 'zip'} & (
  | {state: 'busy'; received: number; stop: AbortController}
  | {state: 'failed'; error: BillingError; received: number}
  | {state: 'link'; url: string}
);

/** Brings a file, or the address of one. */
type Ask = (requests: Requests, signal: AbortSignal) => Promise<Response | FileLink>;

/** How long a saved file is kept for the browser to take, in milliseconds. */
const keptFor = 40_000;

/** The downloads of a list, by what they are of: an invoice's id, `csv` or `zip`. Each ends with the list. */
export class InvoiceFiles {
  private readonly downloads = new Map<string, Download>();
  private readonly saved = new Set<string>();

  constructor(
    private readonly host: LitElement & {readonly portal: Portal | undefined},
    private readonly localize: LocalizeController,
  ) {}

  /** Whether there are PDFs, and whether this session may have them, one or many. */
  get may(): {pdf: boolean; csv: boolean; zip: boolean} {
    const {session, capabilities} = this.host.portal?.answer ?? {};
    const has = (scope: string): boolean => session?.scopes.includes(scope) ?? false;
    const pdf = has('invoices:download') && (capabilities?.['invoicePdf'] ?? 'none') !== 'none';
    const csv = has('invoices:export');
    return {pdf, csv, zip: pdf && csv};
  }

  isBusy(key: string): boolean {
    return this.downloads.get(key)?.state === 'busy';
  }

  hasFailed(key: string): boolean {
    return this.downloads.get(key)?.state === 'failed';
  }

  /** Downloads the PDF of an invoice. */
  savePdf({id, number}: Pick<InvoiceSummary, 'id' | 'number'>): Promise<void> {
    const {locale} = this.localize;
    return this.save(id, {name: number ?? id, format: 'pdf'}, (requests, signal) =>
      requests.readInvoicePdf(id, {locale}, signal),
    );
  }

  /** Downloads what was chosen; where nothing is, all that the filter finds. */
  saveMany(format: 'csv' | 'zip', filter: InvoiceFilter, chosen: ReadonlySet<string>): Promise<void> {
    const {locale} = this.localize;
    const meant = chosen.size > 0 ? {ids: [...chosen].join()} : filter;
    const name = [this.localize.term('invoices'), filter.from?.slice(0, 4)].filter(Boolean).join(' ');
    return this.save(format, {name, format}, (requests, signal) =>
      requests.exportInvoices({format, locale, ...meant}, signal),
    );
  }

  private async save(key: string, file: Pick<Download, 'name' | 'format'>, ask: Ask): Promise<void> {
    const {portal} = this.host;
    if (this.isBusy(key) || !portal) return;
    const subject = portal.answer?.session.subject;
    const isOver = (): boolean =>
      stop.signal.aborted || this.host.portal !== portal || portal.answer?.session.subject !== subject;
    const stop = new AbortController();
    const busy = {...file, state: 'busy' as const, received: 0, stop};
    this.set(key, busy);
    try {
      const answer = await ask(await portal.requests(), stop.signal);
      if (!(answer instanceof Response)) return isOver() ? this.set(key) : this.link(key, file, answer);
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      for (const reader = (answer.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader(); ;) {
        const {done, value} = await reader.read();
        if (done) break;
        chunks.push(value);
        busy.received += value.byteLength;
        this.host.requestUpdate();
      }
      // Somebody else may be signed in by now: a file is its customer's only.
      if (isOver()) return this.set(key);
      this.hand(new Blob(chunks, {type: answer.headers.get('Content-Type') ?? ''}), `${file.name}.${file.format}`);
      this.set(key);
    } catch (thrown) {
      if (stop.signal.aborted) return this.set(key);
      const error = isBillingError(thrown) ? thrown : new BillingError('offline', {cause: thrown});
      this.set(key, {...file, state: 'failed', error, received: busy.received});
    }
  }

  private set(key: string, download?: Download): void {
    if (download) this.downloads.set(key, download);
    else this.downloads.delete(key);
    this.host.requestUpdate();
  }

  /** Only an encrypted address is opened: what it leads to is the provider's. */
  private link(key: string, file: Pick<Download, 'name' | 'format'>, {url}: FileLink): void {
    if (!/^https:\/\//i.test(url)) throw new BillingError('invalid_answer');
    this.set(key, {...file, state: 'link', url});
    press({href: url, target: '_blank', rel: 'noopener noreferrer'});
  }

  /** Hands a file to the browser, which asks for its bytes a moment later. */
  private hand(blob: Blob, download: string): void {
    const href = URL.createObjectURL(blob);
    this.saved.add(href);
    press({href, download});
    setTimeout(() => this.forget(href), keptFor);
  }

  private forget(href: string): void {
    URL.revokeObjectURL(href);
    this.saved.delete(href);
  }

  /** Stops what is under way, and gives back what was saved. */
  abort(): void {
    for (const download of this.downloads.values()) if (download.state === 'busy') download.stop.abort();
    for (const href of this.saved) this.forget(href);
  }

  /** Forgets all of it: another customer follows. */
  clear(): void {
    this.abort();
    this.downloads.clear();
  }

  /** What there is to say of some downloads, or of all: how far they are, why not, or where the file is. */
  renderStates(keys: readonly string[] = [...this.downloads.keys()]): unknown {
    return keys.map((key) => {
      const download = this.downloads.get(key);
      return download ? html`<p class="file note">${this.renderState(download)}</p>` : nothing;
    });
  }

  private renderState(download: Download): unknown {
    const {localize} = this;
    const {name} = download;
    switch (download.state) {
      case 'link':
        return html`<a href=${download.url} target="_blank" rel="noopener noreferrer"
          >${localize.term('fileIsAt', {name})}</a
        >`;
      case 'failed':
        return html`<span class="status loud danger" role="alert">${this.toReason(download)}</span>`;
      default: {
        const count = Math.round(download.received / 1000);
        const text = count > 0 ? localize.term('received', {count}) : localize.term('downloading');
        return html`<span class="muted" role="status">${text}</span>${renderButton({
            label: localize.term('stopDownload'),
            variant: 'small',
            onClick: () => download.stop.abort(),
          })}`;
      }
    }
  }

  private toReason({name, format, error: {code, details, field}, received}: Download & {state: 'failed'}): string {
    const {localize} = this;
    if (code === 'feature_disabled' || code === 'scope_missing') return localize.term('downloadOff');
    if (code === 'provider_cannot' || code === 'action_refused') return localize.term('noPdf', {name});
    const limit = details?.['limit'] ?? (field === 'ids' ? 100 : undefined);
    if (typeof limit === 'number') return localize.term('tooManyAtOnce', {count: limit});
    // Once it has begun, only the length of it is likely to be in the way.
    return received > 0 && format !== 'pdf' ? localize.term('downloadBroken') : localize.term('downloadFailed', {name});
  }
}

/** A link that is pressed at once. */
function press(properties: Partial<HTMLAnchorElement>): void {
  Object.assign(document.createElement('a'), properties).click();
}
