import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How many stories one page shows, one after the other, before another takes its place: what they leave behind goes with it. */
const storiesPerPage = 20;

/** A page that shows one story after the other, so that only the first pays for loading Storybook. */
export class Stage {
  #browser;
  #origin;
  #surroundings;
  #shown = 0;
  /** What is wrong with the story that is shown. */
  faults = new Set();

  constructor(browser, origin, surroundings) {
    this.#browser = browser;
    this.#origin = origin;
    this.#surroundings = surroundings;
  }

  /** Shows a story as if the page had just been opened with it; gives the error that it ended with, if any. */
  async show(id) {
    this.faults = new Set();
    if (!this.page || this.#shown >= storiesPerPage) await this.#open(id);
    else await select(this.page, id, this.#surroundings);
    this.#shown++;
    return waitForRender(this.page, id);
  }

  async close() {
    await this.page?.close();
    this.page = undefined;
  }

  async #open(id) {
    await this.close();
    // A window of its own: a tab behind another gets no frames.
    this.page = await this.#browser.newPage({type: 'window'});
    this.#shown = 0;
    await watch(this.page, this.#origin, (fault) => this.faults.add(fault));
    await this.page.setViewport({width: 1180, height: 900});
    // The page's own motion would only be in the way of measuring; the addon's own axe run would be a second one.
    await this.page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
    await this.page.goto(`${this.#origin}/iframe.html?viewMode=story&globals=a11y.manual:!true&id=${id}`);
    await this.page.evaluate(axe);
  }
}

/** Takes another story in place of the one that is shown, in these surroundings. */
async function select(page, id, surroundings) {
  await page.setViewport({width: 1180, height: 900});
  await page.evaluate(
    (storyId, globals) => {
      const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
      // An error of the story before is not this one's.
      for (const name of Object.keys(channel.data ?? {})) delete channel.data[name];
      getSelection()?.removeAllRanges();
      document.activeElement?.blur?.();
      channel.emit('updateGlobals', {globals});
      channel.emit('setCurrentStory', {storyId, viewMode: 'story'});
    },
    id,
    surroundings,
  );
}

/** Errors of the page, and anything that it wants from elsewhere. */
async function watch(page, origin, tell) {
  page.on('pageerror', (error) => tell(`error: ${error.message ?? error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') tell(`console: ${message.text()} (${message.location().url ?? 'no place'})`);
  });
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(`${origin}/`) || /^(data|blob):/.test(request.url());
    if (!isOwn) tell(`request to elsewhere: ${request.url()}`);
    void (isOwn ? request.continue() : request.abort());
  });
}

/** Waits until the story and its play function are through; gives the error that they ended with, if any. */
async function waitForRender(page, id) {
  const phases = ['finished', 'errored', 'aborted'];
  await page.waitForFunction(
    (ends, storyId) => {
      const render = window.__STORYBOOK_PREVIEW__?.currentRender;
      return render?.id === storyId && ends.includes(render.phase);
    },
    {},
    ...[phases, id],
  );
  return page.evaluate(() => {
    const events = ['storyThrewException', 'storyErrored', 'playFunctionThrewException', 'unhandledErrorsWhilePlaying'];
    const [payload] = events.flatMap((name) => window.__STORYBOOK_ADDONS_CHANNEL__.last(name) ?? []);
    if (payload) return `story: ${[payload].flat()[0].message ?? [payload].flat()[0].title}`;
    const {phase} = window.__STORYBOOK_PREVIEW__.currentRender;
    return phase === 'finished' ? undefined : `story: ended as ${phase}`;
  });
}
