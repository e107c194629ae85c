import {html, nothing, type TemplateResult} from 'lit';
import type {LocalizeController} from '../../localize/localize-controller.js';

/**
 * What of a review was not there before. A preview that took the place of another one says what is new in it; the first
 * one of all marks nothing.
 */
export class Marks {
  readonly #before: ReadonlySet<string> | undefined;

  constructor(
    private readonly localize: LocalizeController,
    /** What the review said before, text by text; undefined for the first. */
    before?: Iterable<string>,
  ) {
    this.#before = before && new Set(before);
  }

  /** True for what is said anew. */
  isNew(text: string): boolean {
    return this.#before !== undefined && !this.#before.has(text);
  }

  /** The class of what is said anew. */
  toClass(text: string): string {
    return this.isNew(text) ? 'moved' : '';
  }

  /** Says so to those who do not see the mark. */
  render(text: string): TemplateResult | typeof nothing {
    return this.isNew(text) ? html`<span class="badge">${this.localize.term('hasChanged')}</span>` : nothing;
  }
}
