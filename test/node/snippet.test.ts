import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {toSnippet} from '../../.storybook/snippet.js';

const script = '<script type="module" src="https://cdn.example.com/billing-elements.js"></script>';

describe('The snippet below a story', () => {
  it('is what a host would write, without the token of the sandbox and what only the story needs', () => {
    const code = `<style>p { color: red }</style><!--?lit$1$-->
      <invoice-list class="wide" data-flow="" endpoint="/billing" session-token="bps_abc" limit="3"></invoice-list>`;
    assert.equal(
      toSnippet(code),
      `${script}\n\n<invoice-list endpoint="/billing" session-token="bps_…" limit="3"></invoice-list>`,
    );
  });

  it('stays the same where it is made of a snippet', () => {
    const snippet = toSnippet('<billing-portal endpoint="/billing"></billing-portal>');
    assert.equal(toSnippet(snippet), snippet);
  });
});
