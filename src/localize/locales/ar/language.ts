import type {Language} from '../../messages.js';
import {messages} from './overview.js';

/** Arabic: what the first screen says comes with this module, the other groups when they are needed. */
export const language: Language = {
  overview: () => Promise.resolve({messages}),
  trouble: () => import('./trouble.js'),
  details: () => import('./details.js'),
  invoices: () => import('./invoices.js'),
  invoiceTools: () => import('./invoice-tools.js'),
  methods: () => import('./methods.js'),
  notices: () => import('./notices.js'),
  payment: () => import('./payment.js'),
  picker: () => import('./picker.js'),
  pausing: () => import('./pausing.js'),
  // Whoever says what a subscription may become says what it may not.
  plans: async () => {
    const [plans, refusals] = await Promise.all([import('./plans.js'), import('./refusals.js')]);
    return {messages: {...refusals.messages, ...plans.messages}};
  },
  review: () => import('./review.js'),
  refusals: () => import('./refusals.js'),
  usage: () => import('./usage.js'),
  writes: () => import('./writes.js'),
  portal: () => import('./portal.js'),
};
