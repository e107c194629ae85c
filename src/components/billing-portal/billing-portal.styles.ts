import {css} from 'lit';

export const billingPortalStyles = css`
  .sections {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap);
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 4px 8px;
    margin-inline: -8px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text-muted);
    font-size: calc(1em * 13 / 14);
    cursor: pointer;
  }
  .back:hover {
    background: var(--_hover);
    color: var(--_text);
  }
  [dir='rtl'] .icon.back {
    scale: -1 1;
  }
  .title {
    margin-block: 4px 24px;
    font-size: calc(1em * 24 / 14);
    line-height: calc(32 / 24);
    letter-spacing: -0.021em;
  }
`;
