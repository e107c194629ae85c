/** What stands on the screen before there is anything else, in English: it comes with the script. */
export const messages = {
  tryAgain: 'Try again',
  loading: 'Loading',
  currentPlan: 'Current plan',
  subscriptions: 'Subscriptions',
  usage: 'Usage',
  paymentMethods: 'Payment methods',
  billingInformation: 'Billing information',
  invoices: 'Invoices',
  nextCharge: 'Next charge',
  invoice: 'Invoice',
  date: 'Date',
  forWhat: 'For',
  status: 'Status',
  amount: 'Amount',
} as const;
