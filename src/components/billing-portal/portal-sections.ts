import {css, html, nothing, type CSSResult, type TemplateResult} from 'lit';
import type {Portal} from '../../state/portal.js';
import '../billing-details/billing-details.js';
import {toExportParts} from '../export-parts.js';
import '../payment-methods/payment-methods.js';
import type {isOn as judge} from './portal-views.js';

/** The room of the usage section while its element is on its way, its heading included. */
export const styles: CSSResult = css`
  usage-meters:not(:defined) {
    display: block;
    height: calc(var(--_unit) * 55.25 + 12px);
    @container billing (width < 880px) {
      height: calc(var(--_unit) * 95.25 + 12px);
    }
  }
`;

/** How many meters the overview shows. */
const overviewMeters = 4;

/** Where usage has been on the screen: it is not asked for before that. */
const counting = new WeakSet<Portal>();

/** What is shown of a portal. */
export interface Shown {
  portal: Portal | null;
  locale: string | undefined;
  /** The switch of the section that is shown alone; undefined in the overview. */
  only: string | undefined;
  isOverview: boolean;
  /** Handed over: what is loaded later shares no module of the first screen. */
  isOn: typeof judge;
}

/** Usage, and payment methods beside billing information. Loaded once the first screen is asked for. */
export function renderSections({portal, locale, only, isOverview, isOn}: Shown): TemplateResult {
  /** Undefined for what is switched off, else whether it is shown. */
  const shows = (name: string): boolean | undefined =>
    portal?.answer && !isOn(portal.answer, name) ? undefined : isOverview || only === name;
  const [usage, methods, details] = [shows('usage'), shows('paymentMethods'), shows('billingInformation')];
  const may = !portal?.answer || portal.answer.session.scopes?.includes('usage:read');
  // Usage comes after the first screen, by a request of its own; once it was there, it stays beside other views.
  if (usage && (portal?.answer ?? portal?.error)) {
    counting.add(portal);
    void load();
  }
  const isNear = usage || (usage === false && portal && counting.has(portal));
  return html`${
      may && isNear
        ? html`<usage-meters
            ?hidden=${!usage}
            .portal=${portal}
            .locale=${locale}
            .detail=${only === 'usage'}
            .limit=${overviewMeters}
            exportparts=${toExportParts('usage-meters', 'heading, panel, row, button, notice, empty, failed')}
          ></usage-meters>`
        : nothing
    }
    <div class="pair" ?hidden=${!methods && !details}>
      ${
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
      }
    </div>`;
}

/** Where it does not come now, the next that happens on the screen asks for it again. */
const load = (): Promise<unknown> => import('../usage-meters/usage-meters.js').catch(() => undefined);
