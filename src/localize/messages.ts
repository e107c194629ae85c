import type {en} from './locales/en.js';

/** The name of a text. */
export type MessageId = keyof typeof en;

/** A language: a text for every name. */
export type Messages = Record<MessageId, string>;

type Head<T> = T extends `${infer Inside}}${string}`
  ? Inside extends `${infer Name},${string}`
    ? Name
    : Inside
  : never;
/** Inside of a plural form stand words, which are no names: they hold a space or a `#`. */
type NameOnly<T> = T extends `${string} ${string}` | `${string}#${string}` ? never : T;
type NamesIn<T extends string> = T extends `${string}{${infer Rest}` ? NameOnly<Head<Rest>> | NamesIn<Rest> : never;

/** The values that a text needs, by the names in its English wording. */
export type ValuesOf<Id extends MessageId> = {[Name in NamesIn<(typeof en)[Id]> & string]: string | number};

/** What a text is asked with: nothing where it has no names in it. */
export type TermArguments<Id extends MessageId> = [NamesIn<(typeof en)[Id]>] extends [never]
  ? []
  : [values: ValuesOf<Id>];
