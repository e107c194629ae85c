import {svg, html, type TemplateResult} from 'lit';

/** 16 px line icons in the colour of the text, always beside words. */
const paths = {
  back: svg`<path d="M12.5 8h-9M7 4.5 3.5 8 7 11.5"/>`,
  lock: svg`<path d="M3.75 7.25h8.5v6h-8.5zM5.5 7V5.25a2.5 2.5 0 0 1 5 0V7"/>`,
  refresh: svg`<path d="M13.25 8A5.25 5.25 0 1 1 11.6 4.2L13.25 5.75M13.25 2.75v3h-3"/>`,
} as const;

export type IconName = keyof typeof paths;

/** An icon as decoration: the words beside it say what it means. */
export function renderIcon(name: IconName): TemplateResult {
  return html`<svg
    class="icon"
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths[name]}
  </svg>`;
}
