import {css} from 'lit';

/** What stands around the sections: the way back, the badge of the mode, and the head and foot of a page. */
export const frameStyles = css`
  .bar,
  .page-head,
  .page-foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 20px;
  }
  .bar {
    margin-block-end: 16px;
  }
  /* Alone, the badge stands in the row of the way back below it. */
  .bar:has(> .badge:only-child) {
    margin-block-end: -26px;
  }
  /* Notices stand close together, whoever says them. */
  .sections > .notice:has(+ billing-notices) {
    margin-block-end: calc(8px - var(--_gap));
  }
  .badge.warning {
    margin-inline-end: auto;
    border-color: transparent;
    background: color-mix(in oklab, var(--_tone) 11%, var(--_surface));
    color: var(--_tone);
  }
  .bar .badge {
    margin-inline: auto 0;
  }
  a {
    color: inherit;
    text-decoration: none;
    border-radius: 2px;
  }
  a:hover {
    color: var(--_text);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  a.back:hover {
    text-decoration: none;
  }
  .page {
    max-width: 60rem;
    margin-inline: auto;
    padding: 20px var(--_pad) 32px;
  }
  .page-head {
    min-height: 36px;
    margin-block-end: 32px;
  }
  .brand-name {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    font-family: var(--_heading-font);
    font-size: calc(1em * 16 / 14);
    font-weight: var(--_heading-weight);
    overflow-wrap: anywhere;
  }
  .brand-name img {
    flex: none;
    width: auto;
    max-width: 160px;
    height: 28px;
    object-fit: contain;
  }
  .page-head .ways {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    margin-inline-start: auto;
  }
  .headline {
    margin: 0 0 calc(var(--_gap) * 0.8);
    font-family: var(--_heading-font);
    font-size: calc(1em * 24 / 14);
    font-weight: var(--_heading-weight);
    line-height: calc(32 / 24);
    letter-spacing: -0.021em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .page-foot {
    margin-block-start: var(--_gap);
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_border);
    color: var(--_muted);
    font-size: calc(1em * 13 / 14);
    overflow-wrap: anywhere;
  }
  .to-all {
    margin-block-end: calc(4px - var(--_gap));
  }
  .page-head .button:not(:hover) {
    border-color: transparent;
    background: none;
  }
  .page-foot .ways {
    display: flex;
    gap: 20px;
    margin-inline-start: auto;
  }
  .page-foot a {
    padding-block: 4px;
  }
  dialog {
    width: 1040px;
    padding: 0;
    overscroll-behavior: contain;
  }
  .inside {
    container: billing / inline-size;
    padding: 0 24px 24px;
  }
  .dialog-head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 16px 24px;
    background: var(--_raised);
  }
  .dialog-head .badge {
    margin-inline-end: 0;
  }
  .dialog-head .button {
    margin-inline-start: auto;
  }
  .dialog-head + .notice {
    margin: 0 24px 16px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  @media (width < 640px) {
    dialog {
      width: 100%;
      max-width: none;
      height: 100%;
      max-height: none;
      border-radius: 0;
    }
    .inside {
      padding: 0 16px 16px;
    }
    .dialog-head {
      padding: 12px 16px;
    }
  }
  @media print {
    .bar,
    .page-head .ways,
    .dialog-head .button {
      display: none;
    }
  }
`;
