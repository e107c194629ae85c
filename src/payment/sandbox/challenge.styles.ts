import {css, type CSSResult} from 'lit';
import {actions} from '../../styles/action.styles.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';

const challenge = css`
  [tabindex='-1']:focus {
    outline: none;
  }
  .bank {
    display: grid;
    gap: 4px;
    padding: 20px;
    background: var(--_sunken);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .ledger {
    margin-block: 16px 20px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_border);
    &:empty {
      display: none;
    }
  }
  .payee {
    overflow-wrap: anywhere;
    white-space: normal;
  }
  .sum {
    align-self: baseline;
    & + & {
      font-size: calc(1em * 20 / 14);
      font-weight: 600;
      line-height: 1.4;
      letter-spacing: -0.017em;
    }
  }
  .error {
    display: flex;
    gap: 6px;
    margin-block: -8px 12px;
    color: var(--_danger);
    &:empty {
      display: none;
    }
    & svg {
      margin-block-start: 1px;
    }
  }
  .answers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 120px), 1fr));
    gap: 8px;
  }
  @media (pointer: coarse) {
    .button {
      min-height: 44px;
    }
  }
  @container billing (width < 640px) {
    .bank {
      padding: 16px;
    }
  }
`;

/** The sandbox's bank. */
export const challengeStyles: CSSResult[] = [tokens, base, actions, challenge];
