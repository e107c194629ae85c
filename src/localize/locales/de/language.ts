import type {Language} from '../../messages.js';
import {messages} from './overview.js';

/** German: what the first screen says comes with this module, the other groups when they are needed. */
export const language: Language = {
  overview: () => Promise.resolve({messages}),
  trouble: () => import('./trouble.js'),
  invoices: () => import('./invoices.js'),
  notices: () => import('./notices.js'),
  payment: () => import('./payment.js'),
  pausing: () => import('./pausing.js'),
  writes: () => import('./writes.js'),
  details: () => import('./details.js'),
  invoiceTools: () => import('./invoice-tools.js'),
  methods: () => import('./methods.js'),
  picker: () => import('./picker.js'),
  plans: () => import('./plans.js'),
  review: () => import('./review.js'),
  refusals: () => import('./refusals.js'),
  usage: () => import('./usage.js'),
  portal: () => import('./portal.js'),
};
