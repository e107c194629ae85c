/** Something that can be pressed or chosen. */
export interface Control {
  name: string;
  press(): void;
}

/** What a customer sees of an element and of everything in it. */
export interface Screen {
  text: string;
  controls: readonly Control[];
  /** What says that something is on its way. */
  waiting: readonly string[];
}

const unseen = 'style, script, template, [hidden]';
const busySigns = '[aria-busy="true"], .wait, .waiting, .blank, .spinner';

/** Everything that is shown below a node, through all shadow roots, with what stands in their slots. */
export function* listSeen(node: Node): Generator<Node> {
  if (node instanceof Element && node.matches(unseen)) return;
  yield node;
  if (node instanceof Element && node.shadowRoot) yield* listChildren(node.shadowRoot);
  yield* listChildren(node);
}

function* listChildren(node: Node): Generator<Node> {
  for (const child of node.childNodes) yield* listSeen(child);
}

/** The elements of a selector that are shown below another one. */
export function findSeen<E extends HTMLElement>(root: HTMLElement, selector: string): E[] {
  return [...listSeen(root)].filter((node): node is E => node instanceof HTMLElement && node.matches(selector));
}

/** What is written below a node. */
export function readSeen(root: Node): string {
  const texts = [...listSeen(root)].filter((node) => node.nodeType === Node.TEXT_NODE);
  return tidy(texts.map((node) => node.textContent).join(' '));
}

const tidy = (text: string): string =>
  text
    .replaceAll(/[\u2068\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Looks at an element. */
export function readScreen(root: HTMLElement): Screen {
  return {
    text: readSeen(root),
    controls: [
      ...findSeen<HTMLButtonElement>(root, 'button:not([aria-busy="true"])').map(toButton),
      ...listChoices(root),
      ...findSeen<HTMLInputElement>(root, 'input:is([type="radio"], [type="checkbox"]):not(:disabled)').map(toBox),
    ],
    waiting: findSeen(root, busySigns).map((element) => `<${element.localName} class="${element.className}">`),
  };
}

function toButton(button: HTMLButtonElement): Control {
  return {name: button.ariaLabel ?? (readLabels(button) || readSeen(button)), press: () => button.click()};
}

/** What a control is called by elements that its attribute names. */
function readLabels(control: HTMLElement): string {
  const ids = control.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const root = control.getRootNode() as Document | ShadowRoot;
  return tidy(ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' '));
}

/** What is ticked, and what is one of several. */
function toBox(box: HTMLInputElement): Control {
  const words = [...(box.labels ?? [])].map((label) => tidy(label.textContent ?? ''));
  return {name: `choose ${words.join(' ') || (box.ariaLabel ?? box.name)}`, press: () => box.click()};
}

function listChoices(root: HTMLElement): Control[] {
  return findSeen<HTMLSelectElement>(root, 'select').flatMap((select) =>
    [...select.options]
      .filter((option) => !option.disabled && option.value !== select.value)
      .map((option) => ({
        name: `choose ${tidy(option.text)}`,
        press() {
          select.value = option.value;
          select.dispatchEvent(new Event('change', {bubbles: true}));
        },
      })),
  );
}
