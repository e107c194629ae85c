import {html, type CSSResult, type TemplateResult} from 'lit';
import type {Portal} from '../../state/portal.js';
import {notices} from '../../styles/notice.styles.js';
import '../billing-notices/billing-notices.js';
import {toExportParts} from '../export-parts.js';

export const styles: CSSResult = notices;

/** The notices of a portal, above its sections. Loaded when there is something to say. */
export function renderNotices(portal: Portal | null, locale: string | undefined): TemplateResult {
  return html`<billing-notices
    .portal=${portal}
    .locale=${locale}
    exportparts=${toExportParts('billing-notices', 'notice, button')}
  ></billing-notices>`;
}
