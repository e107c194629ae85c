import {expect} from '@open-wc/testing';
import {resetMouse, sendMouse} from '@web/test-runner-commands';
import {css, html, LitElement} from 'lit';
import {actions} from '../../src/styles/action.styles.js';
import {base} from '../../src/styles/base.styles.js';
import {notices} from '../../src/styles/notice.styles.js';
import {tokens} from '../../src/styles/tokens.styles.js';
import {contrast, paint} from '../support/color.js';

/** Every pair of text and ground that is derived from the accent, or that stands beside it. */
class Swatches extends LitElement {
  static override styles = [
    tokens,
    base,
    actions,
    notices,
    css`
      :host {
        background: var(--_surface);
      }
      .sunken {
        background: var(--_sunken);
      }
      .page {
        background: light-dark(#fff, #000);
      }
      i {
        color: var(--_focus);
      }
      .button,
      .button * {
        transition: none !important;
      }
    `,
  ];

  protected override render(): unknown {
    return html`<p id="surface" class="panel"><span class="status loud info">Trial</span></p>
      <p id="sunken" class="sunken"><span class="status loud info">Trial</span></p>
      <p id="notice" class="notice info"><span class="status loud info">Trial</span><span class="muted">Muted</span></p>
      <p id="ring" class="panel"><i>Focus</i></p>
      <p id="page" class="page"><i>Focus</i></p>
      <button class="button primary">Pay</button>`;
  }
}
customElements.define('test-swatches', Swatches);

/** The same colours every time: corners, greys at the turn of the text, and 1,000 from all over (a linear congruential generator). */
function listAccents(): string[] {
  let seed = 20_261_120;
  const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const toHex = (): string =>
    Math.floor(next() * 256)
      .toString(16)
      .padStart(2, '0');
  const corners = ['#000000', '#ffffff', '#ff0000', '#00ff00', '#0000ff', '#ffff00', '#00ffff', '#ff00ff', '#808080'];
  return [...corners, '#757575', '#777777', ...Array.from({length: 1000}, () => `#${toHex()}${toHex()}${toHex()}`)];
}

/** What each pair must reach: 4.5 for text, 3 for an edge (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs = [
  {name: 'accent text on the surface', text: '#surface .status', ground: '#surface', least: 4.5},
  {name: 'accent text on sunken ground', text: '#sunken .status', ground: '#sunken', least: 4.5},
  {name: 'accent text on a notice', text: '#notice .status', ground: '#notice', least: 4.5},
  {name: 'muted text on a notice', text: '#notice .muted', ground: '#notice', least: 4.5},
  {name: 'the text on its fill', text: '.primary', ground: '.primary', least: 4.5},
  {name: 'the focus ring on the surface', text: '#ring i', ground: '#ring', least: 3},
  {name: 'the focus ring on the page', text: '#page i', ground: '#page', least: 3},
];

async function show(scheme: string): Promise<Swatches> {
  const swatches = document.createElement('test-swatches') as Swatches;
  swatches.setAttribute('color-scheme', scheme);
  document.body.append(swatches);
  await swatches.updateComplete;
  return swatches;
}

const find = (swatches: Swatches, selector: string): HTMLElement =>
  swatches.renderRoot.querySelector(selector) as HTMLElement;

/** The lowest contrast of a pair, and the accent that has it. */
function findWorst(swatches: Swatches, text: string, ground: string): {ratio: number; accent: string} {
  const [inner, outer] = [getComputedStyle(find(swatches, text)), getComputedStyle(find(swatches, ground))];
  let worst = {ratio: 21, accent: ''};
  for (const accent of listAccents()) {
    swatches.style.setProperty('--billing-color-accent', accent);
    const ratio = contrast(paint(inner.color, outer.backgroundColor), paint(outer.backgroundColor));
    if (ratio < worst.ratio) worst = {ratio, accent};
  }
  return worst;
}

describe('The contrast of a thousand accents', () => {
  afterEach(async () => {
    for (const swatches of document.querySelectorAll('test-swatches')) swatches.remove();
    await resetMouse();
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const {name, text, ground, least} of pairs) {
      it(`holds for ${name}, in the ${scheme}`, async () => {
        const worst = findWorst(await show(scheme), text, ground);
        expect(worst.ratio, worst.accent).to.be.at.least(least);
      });
    }

    it(`holds for the text on its fill under the pointer, in the ${scheme}`, async () => {
      const swatches = await show(scheme);
      const button = find(swatches, '.primary');
      const {left, top, width, height} = button.getBoundingClientRect();
      await sendMouse({type: 'move', position: [Math.round(left + width / 2), Math.round(top + height / 2)]});
      expect(button.matches(':hover')).to.equal(true);
      const worst = findWorst(swatches, '.primary', '.primary');
      expect(worst.ratio, worst.accent).to.be.at.least(4.5);
    });
  }
});
