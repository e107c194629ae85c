import {html, nothing, type TemplateResult} from 'lit';
import {renderIcon, type IconName} from './icon.js';

/** What a notice is made of: what is the case, what it means, and at most one thing to do about it. */
export interface NoticeOptions {
  icon: IconName;
  /** Neutral where absent. */
  tone?: 'danger' | 'warning' | 'info' | 'success';
  title: string;
  text?: unknown;
  /** A button. */
  action?: unknown;
  /** For what has just happened: it is read out at once. */
  isNews?: boolean;
}

/** One quiet line of its own, for as long as it is true. Its styles are `styles/notice.styles.ts`. */
export function renderNotice({icon, tone, title, text, action, isNews}: NoticeOptions): TemplateResult {
  return html`<div class="notice ${tone ?? ''}" part="notice" role=${isNews ? 'alert' : nothing}>
    ${renderIcon(icon)}
    <h3 tabindex="-1">${title}</h3>
    ${text ? html`<p class="muted">${text}</p>` : nothing}${action}
  </div>`;
}
