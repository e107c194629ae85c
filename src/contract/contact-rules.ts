/** What an e-mail address and a phone number have to look like: the same in the page and on the endpoint. */

/** A local part, and a domain with a dot in it. Whether anybody reads it is for the code to find out. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s\p{Cc}@<>()[\],;:\\"]+@[^\s\p{Cc}@.<>()[\],;:\\"]+(\.[^\s\p{Cc}@.<>()[\],;:\\"]+)+$/u.test(text)
  );
}

/** 6 to 15 digits (E.164), and what people write between them. */
export function isPhone(text: string): boolean {
  return /^\+?[\d\s()./-]+$/.test(text) && /^\d{6,15}$/.test(text.replaceAll(/\D/g, ''));
}
