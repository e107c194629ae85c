import {svg, type TemplateResult} from 'lit';

/** What is drawn inside of a frame of 34 × 22. */
const pictures: Record<string, TemplateResult> = {
  visa: svg`<g fill="#1a2c7c"><path d="M12.2 7.6 9.6 14.4H7.9L6.6 9.2c-.1-.4-.2-.5-.5-.7-.5-.25-1.2-.5-1.9-.65l.05-.25h2.9c.4 0 .7.25.8.7l.7 3.75 1.75-4.45h1.8Z"/><path d="m14.6 7.6-1.35 6.8h-1.65l1.35-6.8h1.65Z"/><path d="M19.9 7.8c-.35-.15-.9-.3-1.55-.3-1.7 0-2.9.9-2.9 2.15 0 .95.85 1.45 1.5 1.75.65.3.9.5.9.8 0 .4-.5.6-1 .6-.65 0-1-.1-1.55-.35l-.2-.1-.25 1.4c.4.2 1.1.35 1.85.35 1.8 0 2.95-.9 2.95-2.25 0-.75-.45-1.3-1.45-1.8-.6-.3-1-.5-1-.8 0-.25.35-.55 1-.55.6 0 1 .1 1.3.25l.15.1.25-1.25Z"/><path d="M24.3 7.6H23c-.4 0-.7.1-.9.55l-2.5 6.25h1.75l.35-1h2.15l.2 1h1.55L24.3 7.6Zm-2.1 4.5.95-2.5.5 2.5H22.2Z"/></g><path d="M26.5 7.6h2.4l-.3 1.3h-2.4z" fill="#e0a526"/>`,
  mastercard: svg`<circle cx="14" cy="11" r="5.6" fill="#e0242a"/><circle cx="20" cy="11" r="5.6" fill="#f0a02c"/><path d="M17 6.27a5.6 5.6 0 0 1 0 9.46 5.6 5.6 0 0 1 0-9.46Z" fill="#f0662a"/>`,
  amex: svg`<rect x=".5" y=".5" width="33" height="21" rx="3.5" fill="#1f6fb8" stroke="#00000022"/><g fill="none" stroke="#fff" stroke-width="1.5"><path d="m4.6 14 2.5-5.9L9.6 14M5.6 12.2h3M11.4 14.2V8.4l2.4 3.9 2.4-3.9v5.8M22.6 8.3h-4v5.6h4M18.6 11.1h3.6M24.6 8l4.8 6.2M29.4 8l-4.8 6.2"/></g>`,
  sepa: svg`<g fill="none" stroke="#10298e" stroke-width="1.6"><path d="M9.4 8.4H6.6a1.3 1.3 0 0 0 0 2.6h1.6a1.3 1.3 0 0 1 0 2.6H5.2M15.2 8.4h-3.6v5.2h3.6M11.6 11h3.2M18 14.3V8.4h2.3a1.6 1.6 0 0 1 0 3.3H18M24 14.2l2.4-6 2.4 6M25 12.3h2.8"/></g>`,
  paypal: svg`<path d="M14.6 5h4.3c2.2 0 3.3 1.3 2.9 3.3-.5 2.5-2.2 3.5-4.6 3.5h-1.4l-.8 3.7h-2.6L14.6 5Z" fill="#12307f"/><path d="M17 7.6h3.9c1.7.4 2.3 1.6 2 3.1-.5 2.3-2.1 3.2-4.3 3.2h-1l-.6 2.9h-2.5L17 7.6Z" fill="#2790c3" opacity=".85"/>`,
};

const card = svg`<g fill="none" stroke="#5c6370" stroke-width="1.5" stroke-linejoin="round"><path d="M9.5 7.5c0-.7.55-1.25 1.25-1.25h12.5c.7 0 1.25.55 1.25 1.25v7c0 .7-.55 1.25-1.25 1.25h-12.5c-.7 0-1.25-.55-1.25-1.25zM9.5 9.5h15M12 13h2.5"/></g>`;
const bank = svg`<g fill="none" stroke="#5c6370" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="M10.5 9 17 5.5 23.5 9v.75h-13zM12.5 10v4M17 10v4M21.5 10v4M10.5 16.25h13"/></g>`;

/** The picture of a brand, or the generic one of its kind, in a white frame that holds on dark ground too. */
export function renderPicture(brand: string | null | undefined, kind: string): TemplateResult {
  const known = brand && Object.hasOwn(pictures, brand) ? pictures[brand] : undefined;
  return svg`<rect x=".5" y=".5" width="33" height="21" rx="3.5" fill="#fff" stroke="#0000001f"/>
    ${known ?? (kind === 'bank_debit' ? bank : card)}`;
}
