import {css} from 'lit';

export const taxIdsStyles = css`
  ul {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-height: 48px;
    padding: 8px var(--_pad);
    border-block-end: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }
  ul:last-child > li:last-child {
    border-block-end: 0;
  }
  .number {
    flex: 1;
    min-width: 12ch;
  }
  li .note {
    flex: 1 1 100%;
  }
  .add {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 20px 16px;
  }
  @container billing (width < 640px) {
    .add {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
