import {css} from 'lit';

export const paymentMethodsStyles = css`
  .methods {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .method {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    min-height: calc(var(--_unit) * 15);
    padding: 10px 12px;
    padding-inline-start: var(--_pad);
    & + & {
      border-block-start: 1px solid var(--_border);
    }
  }
  .brand {
    flex: none;
    width: 34px;
    height: 22px;
  }
  .what {
    display: grid;
    flex: 1 1 132px;
    min-width: 0;
    overflow-wrap: anywhere;
    & > :first-child {
      font-weight: 500;
    }
    & .tone {
      color: var(--_tone);
    }
  }
  .end {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }
  .below {
    margin-block-start: 16px;
  }
  .notice {
    margin-block-end: 12px;
  }
  .notice + .foot {
    margin-block-end: 12px;
  }
  .title + .panel,
  .head + .panel {
    margin-block-start: 0;
  }
  :is(.head, .below) .button {
    gap: 8px;
  }
  @media print {
    .end .icon {
      display: none;
    }
  }
`;
