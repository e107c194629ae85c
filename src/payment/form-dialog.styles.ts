import {css, type CSSResult} from 'lit';
import {actions} from '../styles/action.styles.js';
import {base} from '../styles/base.styles.js';
import {dialogs} from '../styles/dialog.styles.js';
import {tokens} from '../styles/tokens.styles.js';

const formDialog = css`
  :host {
    display: contents;
  }
  slot {
    display: block;
    margin-block-start: 16px;
  }
  dialog > .message {
    margin-block-start: 16px;
    color: var(--_danger);
    &:empty {
      display: none;
    }
  }
`;

/** A dialog around a form. */
export const formDialogStyles: CSSResult[] = [tokens, base, actions, dialogs, formDialog];
