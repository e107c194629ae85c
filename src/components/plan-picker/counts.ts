import type {QuantityRange} from '../../contract/catalog.js';
import {readCount} from '../../ui/typed-count.js';
import {fit} from './offer.js';

/** Something that is had a number of times. */
export interface CountField {
  id: string;
  range: QuantityRange;
  /** True where it may also be left out. */
  isOptional: boolean;
  /** What there is now: it may stay also where it lies outside of the range. */
  present: number | null;
}

/** What is wrong with a number that is written, and what could stand in its place. */
export type CountFault = {kind: 'none' | 'low' | 'high'} | {kind: 'between'; lower: number; higher: number};

/** Numbers by field: those that are wanted, and what is being written. */
export class Counts {
  private readonly wanted = new Map<string, number>();
  private readonly typed = new Map<string, string>();

  /** How many there are: what is wanted, as near as it can be had. */
  read({id, range, isOptional, present}: CountField): number {
    const wanted = this.wanted.get(id) ?? 0;
    return wanted === present || (isOptional && wanted === 0) ? wanted : fit(wanted, range);
  }

  want(id: string, count: number): void {
    this.typed.delete(id);
    this.wanted.set(id, count);
  }

  /** What is written counts as soon as it can be had, and stays as it is written until the field is left. */
  type(field: CountField, text: string): void {
    this.typed.set(field.id, text);
    const count = readCount(text);
    if (count !== undefined && !this.findFault(field)) this.wanted.set(field.id, count);
  }

  /** What is being written; undefined where the number stands there. */
  findTyped({id}: CountField): string | undefined {
    return this.typed.get(id);
  }

  /** The field was left: what can be had is a number again, what is wrong stays to be put right. */
  settle(field: CountField): void {
    if (!this.findFault(field)) this.typed.delete(field.id);
  }

  /** Forgets what is being written. */
  forget(): void {
    this.typed.clear();
  }

  findFault({id, range, isOptional, present}: CountField): CountFault | undefined {
    const text = this.typed.get(id);
    if (text === undefined) return undefined;
    const count = readCount(text);
    if (count === undefined) return {kind: 'none'};
    if (count === present || (isOptional && count === 0)) return undefined;
    const {minimum, maximum, step} = range;
    if (count < minimum) return {kind: 'low'};
    if (maximum !== null && count > maximum) return {kind: 'high'};
    const beyond = (count - minimum) % step;
    return beyond === 0 ? undefined : {kind: 'between', lower: count - beyond, higher: fit(count, range)};
  }

  /** One step less; the same number where there is none. */
  lower(field: CountField): number {
    const {minimum, step} = field.range;
    const count = this.read(field);
    if (count <= minimum) return field.isOptional ? 0 : Math.min(count, minimum);
    return fit(count - step, field.range);
  }

  /** One step more; the same number where there is none. */
  raise(field: CountField): number {
    const {minimum, maximum, step} = field.range;
    const count = this.read(field);
    const next = count < minimum ? minimum : count + step;
    return maximum !== null && next > maximum ? count : next;
  }
}
