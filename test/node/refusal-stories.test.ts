import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {refusalReasons} from '../../src/contract/subscription.js';

const stories = readFileSync(join(import.meta.dirname, '../../stories/refusals.stories.ts'), 'utf8');

const toName = (reason: string): string =>
  reason.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The story of a reason, up to the next one. */
const findStory = (reason: string): string | undefined =>
  new RegExp(`^export const ${toName(reason)} = ([^]*?);\n`, 'm').exec(stories)?.[1];

describe('Every reason of a refusal', () => {
  for (const reason of refusalReasons) {
    it(`has a story that shows it in words (${reason})`, () => {
      // The story's play does not end before they are on the screen.
      assert.ok(findStory(reason)?.includes(`'${reason}'`), `stories/refusals.stories.ts has no ${toName(reason)}`);
    });
  }
});
