/** The address that a host's script tag would have. */
const script = '<script type="module" src="https://cdn.example.com/billing-elements.js"></script>';

/**
 * What a story renders, as a host would write it: the script tag before it, no token of the sandbox's in it, and nothing that
 * only the story's own page needs.
 */
export function toSnippet(code: string): string {
  const markup = code
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/session-token="[^"]*"/g, 'session-token="bps_…"')
    .replace(/ (class|data-[\w-]+)="[^"]*"/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .replace(/=""(?=[ >])/g, '')
    // Storybook asks twice.
    .replace(script, '')
    .trim();
  return `${script}\n\n${markup}`;
}
