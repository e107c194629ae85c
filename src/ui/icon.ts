import {svg, html, type TemplateResult} from 'lit';

/** 16 px line icons in the colour of the text, always beside words. */
const paths = {
  alert: svg`<path d="M8 2.75 14.25 13.25H1.75zM8 6.5v3M8 11.4v.1"/>`,
  back: svg`<path d="M12.5 8h-9M7 4.5 3.5 8 7 11.5"/>`,
  check: svg`<path d="m3.5 8.5 3 3 6-7"/>`,
  clock: svg`<path d="M13.25 8A5.25 5.25 0 1 1 8 2.75 5.25 5.25 0 0 1 13.25 8ZM8 5v3.25l2 1.25"/>`,
  download: svg`<path d="M8 2.75v7M5 7l3 3 3-3M3 13.25h10"/>`,
  info: svg`<path d="M13.25 8A5.25 5.25 0 1 1 8 2.75 5.25 5.25 0 0 1 13.25 8ZM8 7.5v3M8 5.4v.1"/>`,
  lock: svg`<path d="M3.75 7.25h8.5v6h-8.5zM5.5 7V5.25a2.5 2.5 0 0 1 5 0V7"/>`,
  more: svg`<path stroke-width="2.5" d="M3.5 8h.01M8 8h.01M12.5 8h.01"/>`,
  pause: svg`<path d="M5.75 3.5v9M10.25 3.5v9"/>`,
  play: svg`<path d="M5 3.25 12.25 8 5 12.75z"/>`,
  plus: svg`<path d="M8 3.5v9M3.5 8h9"/>`,
  print: svg`<path d="M4.75 5.5V2.75h6.5V5.5M4.75 11.25h-2V5.5h10.5v5.75h-2M4.75 9.25h6.5v4h-6.5z"/>`,
  refresh: svg`<path d="M13.25 8A5.25 5.25 0 1 1 11.6 4.2L13.25 5.75M13.25 2.75v3h-3"/>`,
  seats: svg`<path d="M8 7.75a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 13.25a5 5 0 0 1 10 0"/>`,
  star: svg`<path d="m8 2.25 1.75 3.7 4 .5-2.95 2.8.75 4L8 11.3l-3.55 1.95.75-4-2.95-2.8 4-.5Z"/>`,
  stop: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  trash: svg`<path d="M2.75 4.25h10.5M6 4V2.75h4V4M4.25 4.5l.5 8.75h6.5l.5-8.75M6.75 7v3.75M9.25 7v3.75"/>`,
  undo: svg`<path d="M5.5 3 2.75 5.75 5.5 8.5M3 5.75h6.25a3.75 3.75 0 0 1 0 7.5H6"/>`,
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
