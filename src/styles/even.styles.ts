import {css} from 'lit';

/** For a section that stands beside another one: its panel is as high as the other's. Alone, it is as high as what is in it. */
export const even = css`
  .root,
  .root > div,
  section {
    height: 100%;
  }
  section {
    display: flex;
    flex-direction: column;
  }
  section > .panel:last-child {
    flex: auto;
  }
`;
