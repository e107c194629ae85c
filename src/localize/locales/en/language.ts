import type {Language} from '../../messages.js';
import {messages} from './overview.js';

/** English: what the first screen says comes with this module, the other groups when they are needed. */
export const language: Language = {
  overview: () => Promise.resolve({messages}),
  trouble: () => import('./trouble.js'),
  invoices: () => import('./invoices.js'),
};
