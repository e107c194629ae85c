import {css} from 'lit';

export const emailConfirmationStyles = css`
  .notice .form {
    display: grid;
    gap: 12px;
    margin-block-start: 8px;
  }
  .notice .form .button {
    flex: none;
    grid-area: auto;
    align-self: center;
    margin: 0;
  }
  .field {
    max-width: 220px;
  }
  input {
    letter-spacing: 0.08em;
    text-transform: uppercase;
  }
`;
