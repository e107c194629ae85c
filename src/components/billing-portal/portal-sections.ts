import {css, html, nothing, type CSSResult, type TemplateResult} from 'lit';
import type {Portal} from '../../state/portal.js';
import '../billing-details/billing-details.js';
import {toExportParts} from '../export-parts.js';
import '../payment-methods/payment-methods.js';

export const styles: CSSResult = css``;

/** Which of the two are shown; undefined for one that is not there at all. */
export interface Pair {
  portal: Portal | null;
  locale: string | undefined;
  methods: boolean | undefined;
  details: boolean | undefined;
}

/** Payment methods beside billing information. Loaded once the first screen is asked for. */
export function renderPair({portal, locale, methods, details}: Pair): TemplateResult {
  return html`${
    methods === undefined
      ? nothing
      : html`<payment-methods
          ?hidden=${!methods}
          .portal=${portal}
          .locale=${locale}
          exportparts=${toExportParts('payment-methods', 'heading, panel, row, button, notice, empty, failed')}
        ></payment-methods>`
  }
  ${
    details === undefined
      ? nothing
      : html`<billing-details
          ?hidden=${!details}
          .portal=${portal}
          .locale=${locale}
          exportparts=${toExportParts('billing-details', 'heading, panel, button, notice, empty, failed')}
        ></billing-details>`
  }`;
}
