import {css} from 'lit';
import {floats} from './float.styles.js';

/** A native dialog for a short confirmation (`ui/dialog.ts`): its title, a sentence, and two buttons at the end. */
export const dialogs = css`
  ${floats}
  dialog {
    width: 440px;
    max-width: calc(100% - 32px);
    max-height: calc(100% - 32px);
    padding: 24px;
    overflow: auto;
    border-radius: calc(var(--_radius) * 1.5);
    &::backdrop {
      background: light-dark(oklch(0.2 0.02 264 / 0.36), oklch(0 0 0 / 0.6));
    }
    & > p {
      margin-block-start: 8px;
      overflow-wrap: anywhere;
    }
    & > .foot {
      display: flex;
      flex-wrap: wrap;
      justify-content: end;
      gap: 8px;
      margin-block-start: 24px;
    }
  }
  .button.danger {
    color: var(--_danger);
    border-color: color-mix(in oklab, var(--_danger) 40%, transparent);
  }
  @media (width < 640px) {
    dialog > .foot .button {
      flex: 1;
    }
  }
`;
