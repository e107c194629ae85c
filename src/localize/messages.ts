import type {messages as invoiceTools} from './locales/en/invoice-tools.js';
import type {messages as details} from './locales/en/details.js';
import type {messages as invoices} from './locales/en/invoices.js';
import type {messages as methods} from './locales/en/methods.js';
import type {messages as notices} from './locales/en/notices.js';
import type {messages as overview} from './locales/en/overview.js';
import type {messages as payment} from './locales/en/payment.js';
import type {messages as picker} from './locales/en/picker.js';
import type {messages as plans} from './locales/en/plans.js';
import type {messages as pausing} from './locales/en/pausing.js';
import type {messages as portal} from './locales/en/portal.js';
import type {messages as review} from './locales/en/review.js';
import type {messages as refusals} from './locales/en/refusals.js';
import type {messages as skeleton} from './locales/en/skeleton.js';
import type {messages as trouble} from './locales/en/trouble.js';
import type {messages as usage} from './locales/en/usage.js';
import type {messages as writes} from './locales/en/writes.js';

/** The texts by where they are needed: the first screen brings its own, every other part brings what it says. */
interface Groups {
  overview: typeof overview & typeof skeleton;
  trouble: typeof trouble;
  details: typeof details;
  invoices: typeof invoices;
  invoiceTools: typeof invoiceTools;
  methods: typeof methods;
  notices: typeof notices;
  payment: typeof payment;
  picker: typeof picker;
  pausing: typeof pausing;
  plans: typeof plans;
  review: typeof review;
  refusals: typeof refusals;
  usage: typeof usage;
  writes: typeof writes;
  portal: typeof portal;
}

/** The name of a group of texts, which are loaded together. */
export type MessageGroup = keyof Groups;

/** A group in another language: a text for every name, and no other. */
export type GroupMessages<Group extends MessageGroup> = {readonly [Id in keyof Groups[Group]]: string};

/** How a language brings its groups. */
export type Language = {[Group in MessageGroup]: () => Promise<{messages: GroupMessages<Group>}>};

type English = Groups['overview'] &
  Groups['trouble'] &
  Groups['details'] &
  Groups['invoices'] &
  Groups['invoiceTools'] &
  Groups['methods'] &
  Groups['notices'] &
  Groups['payment'] &
  Groups['picker'] &
  Groups['pausing'] &
  Groups['plans'] &
  Groups['review'] &
  Groups['portal'] &
  Groups['refusals'] &
  Groups['usage'] &
  Groups['writes'];

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

/** Texts of a host's own, in place of those that are here: ICU messages by name. */
export type Messages = {readonly [Id in MessageId]?: string};

/** What a text is asked with: nothing where it has no names in it. */
export type TermArguments<Id extends MessageId> = [NamesIn<English[Id]>] extends [never] ? [] : [values: ValuesOf<Id>];
