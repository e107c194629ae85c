import {css} from 'lit';

export const billingPortalStyles = css`
  .sections {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap);
  }
  /* Side by side from 880 px; one alone has all the room. */
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 430px), 1fr));
    gap: var(--_gap) 20px;
  }
  /* Until they are here: as tall as with four meters, with one card, and with an address, a tax id and an e-mail. */
  .usage {
    height: calc(var(--_unit) * 47.25);
  }
  .paymentMethods,
  .billingInformation {
    height: 144px;
  }
  @container billing (width < 880px) {
    .usage {
      height: calc(var(--_unit) * 87.25);
    }
    .paymentMethods {
      height: calc(var(--_unit) * 15.5);
    }
  }
  @container billing (640px <= width < 880px) {
    .billingInformation {
      height: 160px;
    }
  }
  @container billing (width < 420px) {
    .billingInformation {
      height: 238px;
    }
  }
  [hidden] {
    display: none;
  }
`;
