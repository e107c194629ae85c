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
  // Whoever says what a subscription may become says what it may not.
  plans: async () => {
    const [plans, refusals] = await Promise.all([import('./plans.js'), import('./refusals.js')]);
    return {messages: {...refusals.messages, ...plans.messages}};
  },
  review: () => import('./review.js'),
  refusals: () => import('./refusals.js'),
  usage: () => import('./usage.js'),
  portal: () => import('./portal.js'),
};
