import {css} from 'lit';

/** Notices: neutral, or in the tone of what they say. */
export const notices = css`
  /* What is said of an outcome is a sentence: it must not make the page wider. */
  .spoken {
    width: 1px;
    overflow: hidden;
  }
  .notice {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 4px 12px;
    padding: 13px 16px;
    background: var(--_sunken);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_card-radius);
  }
  .notice:is(.danger, .warning, .info, .success) {
    background: light-dark(
      color-mix(in oklab, var(--_tone) 4.5%, var(--_surface)),
      color-mix(in oklab, var(--_tone) 8%, var(--_surface))
    );
    border-color: light-dark(
      color-mix(in oklab, var(--_tone) 24%, var(--_surface)),
      color-mix(in oklab, var(--_tone) 30%, var(--_surface))
    );
  }
  .notice h3:focus {
    outline: none;
  }
  .notice svg {
    margin-block-start: 2px;
    color: var(--_tone, var(--_muted));
  }
  .notice + .notice {
    margin-block-start: 8px;
  }
  .notice h3 {
    font: inherit;
    font-weight: 600;
    letter-spacing: 0;
  }
  .notice p {
    overflow-wrap: anywhere;
  }
  .notice > :not(svg) {
    grid-column: 2;
  }
  .notice .button {
    justify-self: start;
    margin-block-start: 6px;
  }
  @container billing (min-width: 640px) {
    .notice {
      grid-template-columns: 16px minmax(0, 1fr) auto;
    }
    .notice .button {
      grid-area: 1 / 3 / span 2;
      align-self: center;
      margin: 0;
    }
  }
  @media print {
    .notice {
      display: none;
    }
  }
`;
