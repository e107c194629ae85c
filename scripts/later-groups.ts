interface ChunkingContext {
  getModuleInfo(id: string): {importedIds: readonly string[]} | null;
}

/**
 * What is needed together comes together: a file of its own for each module would be packed a fifth worse. Paths below
 * `src/`, or names of packages; what no group names goes where the bundler sees fit. Arrows between groups go up this
 * list only: two that waited for each other could not run.
 */
const groups: Readonly<Record<string, RegExp>> = {
  // Requests and the life of a session, which begins with the first answer.
  requests: /\/src\/(client\/|state\/session-life|contract\/generated\/later)|\/ky\//,
  // What acts and what is said of it: buttons, menus, dialogs, fields, notices, one write.
  acts: /\/src\/(styles\/(?!menu|link|stepper|option-cards)|ui\/(?!brand-pictures|menu|dialog|refusal|stepper|option-cards|typed-count)|events\/|state\/(write|standing-write)|components\/(flow\/(write-controller|pay-order|return-url|way-back|outcome|method-choice)|billing-notices\/|billing-portal\/portal-notices|autoload|opener))/,
  // What can be done with one of several things, and why not.
  choices: /\/src\/(ui\/(menu|refusal)|styles\/menu)/,
  // The two sections that stand beside each other.
  sections:
    /\/src\/(components\/(payment-methods\/|billing-details\/|billing-portal\/portal-sections)|contract\/address-rules|ui\/(?!stepper|option-cards|typed-count)|styles\/(?!link|stepper|option-cards))|localized-address-format/,
  // What all flows stand on, and those that are short.
  flows:
    /\/src\/(styles\/link|components\/(flow\/|flows\.ts|invoice-payment\/|payment-method-setup\/)|payment\/[^/]+\.ts)|\/lit-html\/directive|\/directives\/live/,
  // What is said of a change, before it and after it; and what does it.
  'review-words':
    /\/src\/components\/subscription-change\/(review-(body|m(arks|oney)|notes|t(able|imeline))|due-now|proration|cancel-|done-)/,
  // Everything that is reviewed before it is done.
  review: /\/src\/components\/subscription-change\/(?!pause)/,
  // Numbers to type and to step through.
  counting: /\/src\/(styles|ui)\/(stepper|typed-count)/,
  'plan-picker': /\/src\/(components\/plan-picker\/|(styles|ui)\/option-cards)/,
  'details-form':
    /\/src\/(components\/(billing-details-form|tax-ids|email-confirmation)\/|contract\/(contact-rules|tax-id-types))/,
  // Bars, and what is first seen in its own view.
  usage: /\/src\/components\/usage-meters\/(usage-(meters|read|source|dates|figures)|meter-)/,
  'usage-detail': /\/src\/(components\/usage-meters\/|contract\/csv)/,
  'portal-page':
    /\/src\/components\/billing-portal\/portal-(surroundings|frame|dialog|views|routing)|\/src\/contract\/brand/,
};

/** The group of a module that is loaded later; null for what `entry` waits for, and for what has no group. */
export function createGrouping(entry: string): (id: string, context: ChunkingContext) => string | null {
  let first: Set<string> | undefined;
  return (id, context) => {
    first ??= findAwaited(entry, context);
    const path = id.replaceAll('\\', '/');
    return first.has(id) ? null : (Object.keys(groups).find((name) => groups[name]?.test(path)) ?? null);
  };
}

function findAwaited(id: string, context: ChunkingContext, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const next of context.getModuleInfo(id)?.importedIds ?? []) findAwaited(next, context, found);
  return found;
}
