import {html, nothing, type TemplateResult} from 'lit';
import {renderIcon, type IconName} from './icon.js';

/** One thing that can be chosen, or that cannot: then it stays where it is, and says why. */
export interface MenuItem {
  label: string;
  icon: IconName;
  /** Why it cannot be chosen, and the way forward. */
  refusal?: string | undefined;
  /** Stands apart from those above it. */
  isApart?: boolean;
  onChoose(): void;
}

export interface MenuOptions {
  /** Of the menu; no other one in the same shadow root has it. */
  id: string;
  /** What the button is called that opens it: it shows three dots. */
  name: string;
  items: readonly MenuItem[];
  /** One of the things is on its way: the button says so, and opens nothing. */
  busy?: boolean;
}

/**
 * A button and the menu that it opens, which lies over the whole page (popover), so that no frame cuts it off. Arrows,
 * Home, End and first letters go through it; Escape and a press elsewhere close it, and the button has the focus again.
 * Its styles are `styles/menu.styles.ts`.
 */
export function renderMenu({id, name, items, busy = false}: MenuOptions): TemplateResult {
  return html`<button
      type="button"
      part="button"
      class="button icon"
      popovertarget=${busy ? nothing : id}
      aria-haspopup="menu"
      aria-label=${name}
      aria-busy=${busy ? 'true' : nothing}
      @keydown=${openByArrow}
    >
      ${busy ? html`<span class="spinner"></span>` : renderIcon('more')}
    </button>
    <div
      popover
      role="menu"
      class="menu"
      id=${id}
      aria-label=${name}
      @beforetoggle=${({currentTarget}: Event) => place(currentTarget as HTMLElement)}
      @toggle=${enter}
      @keydown=${move}
    >
      ${items.map((item, index) => renderItem(item, items[index - 1], items[index + 1]))}
    </div>`;
}

/** What is refused for the same reason as its neighbours is told it too, and shown it once, above all of them. */
function renderItem(item: MenuItem, before?: MenuItem, after?: MenuItem): TemplateResult {
  const {label, icon, refusal, isApart, onChoose} = item;
  const choose = (event: Event): void => {
    if (refusal) return;
    // Whatever it leads to leads back to its button.
    close(findMenu(event));
    onChoose();
  };
  const [isLike, isLead] = [before, after].map((other) => !!refusal && other?.refusal === refusal);
  return html`${isApart ? html`<hr />` : nothing}
    ${isLead && !isLike ? html`<p class="why" aria-hidden="true">${refusal}</p>` : nothing}
    <button type="button" role="menuitem" tabindex="-1" aria-disabled=${refusal ? 'true' : nothing} @click=${choose}>
      ${renderIcon(icon)}<span>${label}</span>${
        refusal ? html` <span class=${isLike || isLead ? 'spoken' : 'why'}>${refusal}</span>` : nothing
      }
    </button>`;
}

const findMenu = (event: Event): HTMLElement => (event.currentTarget as Element).closest('[popover]') as HTMLElement;

const listItems = (menu: Element): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];

/** The button has the focus again, which not every browser gives back by itself into a shadow root. */
function close(menu: HTMLElement): void {
  menu.hidePopover();
  (menu.previousElementSibling as HTMLElement).focus();
}

/** The widest that a menu is: `styles/menu.styles.ts`. */
const widest = 300;
/** How near it comes to the edge of the page. */
const margin = 8;

/** Below its button and flush with the end of it, or above where there is more room. */
function place(menu: HTMLElement): void {
  const {top, bottom, left, right} = (menu.previousElementSibling as Element).getBoundingClientRect();
  const {clientWidth, clientHeight} = document.documentElement;
  const isAbove = bottom > clientHeight * 0.66;
  const toInset = (side: number): string => `${Math.max(margin, Math.min(side, clientWidth - widest - margin))}px`;
  // Physical sides: they are measured, and a page may be turned over while the menu is in a language that is not.
  const isRtl = getComputedStyle(menu).direction === 'rtl';
  const [atEnd, atStart] = isRtl ? ['auto', toInset(left)] : [toInset(clientWidth - right), 'auto'];
  menu.style.inset = `${(isAbove ? top - 8 : bottom) + scrollY}px ${atEnd} auto ${atStart}`;
  menu.style.transform = isAbove ? 'translateY(-100%)' : '';
}

function enter(event: Event): void {
  const menu = event.currentTarget as HTMLElement;
  if ((event as ToggleEvent).newState !== 'open') return;
  listItems(menu)[0]?.focus();
  // A phone that is turned has its button somewhere else.
  const follow = (): void => (menu.matches(':popover-open') ? place(menu) : removeEventListener('resize', follow));
  addEventListener('resize', follow);
  menu.addEventListener('toggle', () => removeEventListener('resize', follow), {once: true});
}

function openByArrow(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).click();
}

function move(event: KeyboardEvent): void {
  const menu = findMenu(event);
  const items = listItems(menu);
  const {key} = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // The dialog around it is not meant.
  if (key === 'Escape') event.preventDefault();
  const at = items.indexOf(event.target as HTMLElement);
  // With Tab, the focus goes on from the button as it would without a menu.
  if (key === 'Tab' || key === 'Escape') close(menu);
  const following = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const named = (item: HTMLElement): boolean =>
    item.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase());
  const targets: Record<string, HTMLElement | undefined> = {
    ArrowDown: following[0],
    ArrowUp: items.at(at - 1),
    Home: items[0],
    End: items.at(-1),
  };
  const target = targets[key] ?? (key.length === 1 && key !== ' ' ? following.find(named) : undefined);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
