/** Everything that a portal loads when it is first needed: here at once, so that no walk waits for it. */
import '../../src/client/renewal.js';
import '../../src/client/requests.js';
import '../../src/client/problem.js';
import '../../src/components/billing-portal/billing-portal.js';
import '../../src/components/billing-details-form/billing-details-form.js';
import '../../src/components/billing-portal/portal-notices.js';
import '../../src/components/billing-portal/portal-sections.js';
import '../../src/components/billing-portal/portal-surroundings.js';
import '../../src/components/flows.js';
import '../../src/components/invoice-list/invoice-browser.js';
import '../../src/components/invoice-payment/invoice-payment.js';
import '../../src/components/payment-method-setup/payment-method-setup.js';
import '../../src/components/plan-picker/plan-picker.js';
import '../../src/components/subscription-change/pause-step.js';
import '../../src/components/subscription-change/subscription-change.js';
import '../../src/components/subscription-summary/subscription-states.js';
import '../../src/components/usage-meters/usage-detail.js';
import '../../src/components/usage-meters/usage-meters.js';
import '../../src/payment/sandbox/account-form.js';
import '../../src/payment/sandbox/card-form.js';
import '../../src/payment/sandbox/challenge.js';
import '../../src/state/session-life.js';
import '../../src/state/write.js';
import '../../src/ui/brand-pictures.js';
import '../../src/ui/refusal-words.js';
import '../../src/ui/trouble.js';
import {loadTexts} from '../../src/localize/languages.js';
import type {MessageGroup} from '../../src/localize/messages.js';

const groups: MessageGroup[] = [
  ...(['overview', 'portal', 'plans', 'picker', 'methods', 'details', 'invoices', 'invoiceTools'] as const),
  ...(['trouble', 'writes', 'notices', 'payment', 'review', 'pausing', 'refusals', 'usage'] as const),
];

for (const group of groups) await loadTexts('en', group);
