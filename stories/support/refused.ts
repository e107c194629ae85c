import type {StoryContext} from '@storybook/web-components-vite';
import type {RefusalReason} from '../../src/contract/subscription.js';
import {language as arabic} from '../../src/localize/locales/ar/language.js';
import {language as english} from '../../src/localize/locales/en/language.js';
import type {MessageId} from '../../src/localize/messages.js';
import {shows} from './shown.js';

/** The words of a refusal, found on the screen in whichever of the languages stories are shown in. */

/** What else a reason is said with, where more is known of it than that. */
const exact: Partial<Record<string, readonly MessageId[]>> = {
  feature_disabled: ['refusedOffBy'],
  change_scheduled: ['refusedPlannedOn', 'refusedPlannedTo', 'refusedEnding'],
  past_due: ['refusedOwed'],
  locked_near_renewal: ['refusedLockedUntil'],
  usage_over_limit: ['refusedOverLimit', 'refusedOverSeats'],
  role: ['refusedOwnerOnly'],
  committed: ['refusedCommitted'],
  in_trial: ['refusedTrialUntil'],
  pause_too_long: ['refusedPauseMaximum'],
  promotion_expired: ['refusedExpiredOn'],
  // Of a payment method it is said in words of its own.
  last_payment_method: ['isNeeded', 'isOnly'],
  method_expired: ['isExpired'],
  method_pending: ['isPending'],
  already_done: ['isDefault'],
  // A review asks for one before anything is refused.
  no_payment_method: ['noMethod'],
};

/** The texts that a reason may be said with, with anything in the place of their names. */
async function findPattern(reason: RefusalReason): Promise<RegExp> {
  const ids = [`refused_${reason}`, ...(exact[reason] ?? [])];
  const groups = [english, arabic].flatMap((language) =>
    [language.refusals, language.methods, language.writes].map((load) => load()),
  );
  const texts = (await Promise.all(groups)).flatMap(({messages}: {messages: Record<string, string>}) =>
    ids.flatMap((id) => messages[id] ?? []),
  );
  const patterns = texts.map((text) =>
    text
      .split(/\{\w+\}/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+'),
  );
  return new RegExp(patterns.join('|'));
}

/** What can be seen, below all shadow roots. */
function readSeen(root: ParentNode): string {
  return [...root.querySelectorAll('*')]
    .map((element) => {
      const own = [...element.childNodes].filter((node) => node instanceof Text && node.data.trim());
      const inner = element.shadowRoot ? readSeen(element.shadowRoot) : '';
      const isSeen = own.length > 0 && element.checkVisibility();
      return inner + (isSeen ? (element.textContent ?? '') : '');
    })
    .join('\n')
    .replaceAll(/[\u2068\u2069]/g, '')
    .replaceAll(/[^\S\n]+/g, ' ');
}

/** A play that ends when a reason is on the screen in words, after pressing what is named. It never ends where it is not. */
export const refuses =
  (reason: RefusalReason, ...presses: string[]) =>
  async (context: StoryContext): Promise<void> => {
    const pattern = await findPattern(reason);
    const [last] = presses.slice(-1);
    if (last) await shows(...presses, last)(context);
    while (!pattern.test(readSeen(context.canvasElement))) await new Promise(requestAnimationFrame);
  };
