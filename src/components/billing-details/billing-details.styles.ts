import {css} from 'lit';

export const billingDetailsStyles = css`
  .facts {
    display: grid;
    grid-template-columns: minmax(88px, 132px) minmax(0, 1fr);
    gap: 10px 16px;
    padding: var(--_pad);
    overflow-wrap: anywhere;
  }
  .tax {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
  }
  .tax + .tax {
    margin-block-start: 4px;
  }
  .locked {
    padding: 0 var(--_pad) var(--_pad);
  }
  email-confirmation {
    display: block;
    margin-block-end: 16px;
  }
  @container billing (width < 420px) {
    .facts {
      grid-template-columns: minmax(0, 1fr);
      row-gap: 2px;
    }
    .facts dd:not(:last-of-type) {
      margin-block-end: 10px;
    }
  }
`;
