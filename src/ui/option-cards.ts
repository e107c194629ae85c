import {html, nothing, type TemplateResult} from 'lit';

/** One of several things to choose, shown as a card. */
export interface OptionCard {
  id: string;
  /** Its heading. */
  name: unknown;
  /** What it costs, say: heard with the name. */
  summary: unknown;
  /** All the rest, which can be read whether or not it can be chosen. */
  body: unknown;
  /** Why it cannot be chosen, at its end; undefined where it can be. */
  reason?: unknown;
  /** The id of what says why, where that stands somewhere else. */
  reasonId?: string;
  isChosen: boolean;
  isOff: boolean;
  onChoose(): void;
}

/**
 * Cards of which one is taken: a group of radio buttons. One that cannot be chosen is reached with the arrow keys like
 * any other, so that its reason is heard, and is passed over without being taken. Its styles are
 * `styles/option-cards.styles.ts`.
 */
export function renderOptionCards(label: string, cards: readonly OptionCard[]): TemplateResult {
  const entry = Math.max(
    0,
    cards.findIndex(({isChosen}) => isChosen),
  );
  return html`<div class="cards" role="radiogroup" aria-label=${label} @keydown=${move}>
    ${cards.map((card, index) => renderCard(card, index === entry))}
  </div>`;
}

function renderCard(
  {id, name, summary, body, reason, reasonId = `${id}-why`, isChosen, isOff, onChoose}: OptionCard,
  isEntry: boolean,
): TemplateResult {
  return html`<div class="card ${isChosen ? 'chosen' : ''} ${isOff ? 'off' : ''}" part="card">
    <div class="top">
      <h3 id="${id}-name">${name}</h3>
      <button
        type="button"
        class="radio"
        id=${id}
        role="radio"
        tabindex=${isEntry ? 0 : -1}
        aria-checked=${isChosen}
        aria-disabled=${isOff ? 'true' : nothing}
        aria-labelledby="${id}-name"
        aria-describedby="${id}-summary${isOff ? ` ${reasonId}` : ''}"
        @click=${isOff || isChosen ? nothing : onChoose}
      ></button>
    </div>
    <div id="${id}-summary" class="summary">${summary}</div>
    ${body} ${isOff && reason ? html`<div id="${id}-why" class="reason note">${reason}</div>` : nothing}
  </div>`;
}

const steps: Readonly<Record<string, number>> = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1};

/** Arrow keys go from card to card, around the ends, and take what can be taken. Left and right are as they are seen. */
function move(event: KeyboardEvent): void {
  const group = event.currentTarget as HTMLElement;
  const step = steps[event.key];
  const radios = [...group.querySelectorAll<HTMLElement>('[role="radio"]')];
  const from = radios.indexOf(event.target as HTMLElement);
  if (!step || from < 0) return;
  event.preventDefault();
  const isTurned = /Left|Right/.test(event.key) && getComputedStyle(group).direction === 'rtl';
  const next = radios[(from + (isTurned ? -step : step) + radios.length) % radios.length];
  next?.focus();
  next?.click();
}
