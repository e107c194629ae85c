import type {CSSResult, LitElement} from 'lit';
import type {LocalizeController} from '../localize/localize-controller.js';
import type {MessageGroup} from '../localize/messages.js';

/** A module with a part of an element that the first screen does without. */
export interface ViewModule {
  styles: CSSResult;
}

/**
 * A part of an element that is loaded when it is first needed, with its words and its styles. Ask for {@link view};
 * the element is updated when it is here.
 */
export class LazyView<View extends ViewModule> {
  /** True where the part could not be loaded; the next {@link load} tries again. */
  failed = false;
  #loaded: View | undefined;
  #loading: Promise<void> | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly localize: LocalizeController,
    private readonly group: MessageGroup,
    private readonly source: () => Promise<View>,
  ) {}

  /** The part, or undefined while it is on its way. */
  get view(): View | undefined {
    if (this.#loaded === undefined && !this.failed) void this.load();
    return this.#loaded;
  }

  /** Loads the part, once. Never rejects. */
  load(): Promise<void> {
    this.#loading ??= Promise.all([this.source(), this.localize.load(this.group)])
      .then(
        ([view]) => {
          const {styleSheet} = view.styles;
          if (styleSheet) this.host.shadowRoot?.adoptedStyleSheets.push(styleSheet);
          this.#loaded = view;
        },
        () => {
          this.failed = true;
          this.#loading = undefined;
        },
      )
      .then(() => this.host.requestUpdate());
    return this.#loading;
  }
}
