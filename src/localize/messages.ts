import type {messages as invoices} from './locales/en/invoices.js';
import type {messages as overview} from './locales/en/overview.js';
import type {messages as trouble} from './locales/en/trouble.js';

/** The texts by where they are needed: the first screen brings its own, every other part brings what it says. */
interface Groups {
  overview: typeof overview;
  trouble: typeof trouble;
  invoices: typeof invoices;
}

/** The name of a group of texts, which are loaded together. */
export type MessageGroup = keyof Groups;

/** A group in another language: a text for every name, and no other. */
export type GroupMessages<Group extends MessageGroup> = {readonly [Id in keyof Groups[Group]]: string};

/** How a language brings its groups. */
export type Language = {[Group in MessageGroup]: () => Promise<{messages: GroupMessages<Group>}>};

type English = Groups['overview'] & Groups['trouble'] & Groups['invoices'];

/** The name of a text. */
export type MessageId = keyof English;

type Head<T> = T extends `${infer Inside}}${string}`
  ? Inside extends `${infer Name},${string}`
    ? Name
    : Inside
  : never;
/** Inside of a plural form stand words, which are no names: they hold a space or a `#`. */
type NameOnly<T> = T extends `${string} ${string}` | `${string}#${string}` ? never : T;
type NamesIn<T extends string> = T extends `${string}{${infer Rest}` ? NameOnly<Head<Rest>> | NamesIn<Rest> : never;

/** The values that a text needs, by the names in its English wording. */
export type ValuesOf<Id extends MessageId> = {[Name in NamesIn<English[Id]> & string]: string | number};

/** What a text is asked with: nothing where it has no names in it. */
export type TermArguments<Id extends MessageId> = [NamesIn<English[Id]>] extends [never] ? [] : [values: ValuesOf<Id>];
