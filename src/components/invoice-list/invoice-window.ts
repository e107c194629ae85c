import {css, html, type CSSResult, type LitElement, type TemplateResult} from 'lit';

/** Up to this many rows are simply there, as high as they need to be. */
const fewEnough = 24;
/** As many as are in sight at once, and beyond each end of them. */
const inSight = 16;
const beyond = 3;
/** What in a row can have the focus. */
const controls = 'button, input';

/**
 * Shows a long list by the rows that are in sight, in a box of its own that scrolls: the number of elements stays the same,
 * however many rows there are, and all rows are of one height. The row that has the focus stays, wherever it is. A row
 * that is not in sight is not found by the browser's own search, which is what the search above the list is for; a print
 * has all rows.
 */
export class InvoiceWindow {
  private start = 0;
  private rowHeight = 48;
  /** Where the focus is: the row by its place, and the control by its place in the row. */
  private focused = -1;
  private control = 0;
  /** A row that is about to be given the focus. */
  private held = -1;
  private isPrinting = false;
  /** True while rows are filled anew: what loses the focus then is to have it again. */
  private isFilling = false;

  constructor(
    private readonly host: LitElement,
    /** Called where the end of the list comes near. */
    private readonly nearEnd: () => void,
  ) {}

  hostConnected(): void {
    for (const type of ['beforeprint', 'afterprint']) addEventListener(type, this);
  }

  hostDisconnected(): void {
    for (const type of ['beforeprint', 'afterprint']) removeEventListener(type, this);
  }

  handleEvent({type, target, relatedTarget}: Event & {relatedTarget?: EventTarget | null}): void {
    if (type === 'scroll') {
      const start = Math.max(0, Math.floor((target as Element).scrollTop / this.rowHeight) - beyond);
      if (start === this.start) return;
      this.start = start;
      this.nearEnd();
      this.host.requestUpdate();
    } else if (type.startsWith('focus')) {
      if (this.isFilling) return;
      const element = (type === 'focusin' ? target : relatedTarget) as Element | null | undefined;
      const row = element?.closest('[aria-rowindex]');
      this.focused = Number(row?.getAttribute('aria-rowindex') ?? 1) - 2;
      this.control = row ? [...row.querySelectorAll(controls)].indexOf(element as Element) : 0;
    } else {
      this.isPrinting = type === 'beforeprint';
      this.host.requestUpdate();
    }
  }

  /** From the first row again, for other rows than before. */
  rewind(): void {
    this.start = 0;
    this.focused = -1;
    this.host.renderRoot.querySelector('.window')?.scrollTo(0, 0);
  }

  /** Has a row in the page at the next update, so that it can be given the focus. */
  hold(index: number): void {
    this.held = index;
  }

  /** True where not all rows are in the page. */
  isLong(count: number): boolean {
    return count > fewEnough && !this.isPrinting;
  }

  /** True where little is left to scroll through. */
  isNearEnd(count: number): boolean {
    return this.isLong(count) && this.start + 2 * inSight > count;
  }

  /** The rows of a table's body: those in sight, with room for the others. */
  renderRows<T>(items: readonly T[], render: (item: T, index: number) => TemplateResult): TemplateResult[] {
    const {length} = items;
    if (!this.isLong(length)) return items.map(render);
    this.isFilling = true;
    const size = inSight + 2 * beyond;
    const first = Math.min(this.start, length - size);
    const shown = new Set(Array.from({length: size}, (_, index) => first + index));
    for (const index of [this.focused, this.held]) if (index >= 0 && index < length) shown.add(index);
    const rows: TemplateResult[] = [];
    let next = 0;
    for (const index of [...[...shown].sort((one, other) => one - other), length]) {
      if (index > next) rows.push(this.renderRoom(index - next));
      if (index < length) rows.push(render(items[index] as T, index));
      next = index + 1;
    }
    return rows;
  }

  private renderRoom(rows: number): TemplateResult {
    const style = `height:${rows * this.rowHeight}px`;
    return html`<tr class="room" aria-hidden="true" .style=${style}></tr>`;
  }

  hostUpdated(): void {
    const {renderRoot} = this.host;
    this.held = -1;
    this.isFilling = false;
    const box = renderRoot.querySelector('.window.long');
    if (!box) return;
    // The rows were filled anew: the focus goes with its row.
    const row = box.querySelector(`[aria-rowindex="${this.focused + 2}"]`);
    const control = row?.querySelectorAll<HTMLElement>(controls)[this.control];
    const {activeElement} = renderRoot as ShadowRoot;
    if (control && activeElement !== control && (!activeElement || box.contains(activeElement)))
      control.focus({preventScroll: true});
    // A row's height follows the font, the density and the width.
    const {height = 0} = box.querySelector('[part~="row"]')?.getBoundingClientRect() ?? {};
    if (height < 1 || Math.abs(height - this.rowHeight) < 0.5) return;
    this.rowHeight = height;
    this.host.requestUpdate();
  }
}

export const windowStyles: CSSResult = css`
  .window.long {
    max-height: min(80vh, 48px + ${inSight - 1} * var(--billing-table-row-height, 48px));
    overflow: hidden auto;
    overscroll-behavior: contain;
    scroll-padding-block-start: 37px;
    & th,
    & thead td {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      background: var(--_surface);
    }
    & tbody td {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  }
  .room {
    display: table-row !important;
    border: 0 !important;
    padding: 0 !important;
  }
  @container billing (width < 640px) {
    .window.long {
      max-height: 80vh;
    }
    .room {
      display: block !important;
    }
  }
  @media print {
    .window.long {
      max-height: none;
      overflow: visible;
    }
  }
`;
