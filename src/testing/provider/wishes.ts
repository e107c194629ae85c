import {planWishes} from './plan-wishes.js';
import {stateWishes} from './state-wishes.js';
import type {Wish} from './wish.js';

/** Everything that can be wished for, each once: what cases about all changes go through. */
export const wishes: readonly Wish[] = [...planWishes, ...stateWishes];
