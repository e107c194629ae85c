import type {Plugin} from 'vite';

/**
 * What the packages of Lit hold for browsers that this script does not run in (no adopted style sheets), for decorators
 * that it does not use, and for telling developers of several copies. By file: what is taken out, and what stays there.
 */
const cuts: Record<string, [unneeded: string, rest: string][]> = {
  'reactive-element/css-tag.js': [
    [
      'e=t.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype',
      'e=!0',
    ],
    [
      'if(e)s.adoptedStyleSheets=o.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(const e of o){const o=document.createElement("style"),n=t.litNonce;void 0!==n&&o.setAttribute("nonce",n),o.textContent=e.cssText,s.appendChild(o)}',
      's.adoptedStyleSheets=o.map(t=>t.styleSheet)',
    ],
    [
      'c=e?t=>t:t=>t instanceof CSSStyleSheet?(t=>{let e="";for(const s of t.cssRules)e+=s.cssText;return r(e)})(t):t',
      'c=t=>t',
    ],
  ],
  'reactive-element/reactive-element.js': [
    [',p=a.reactiveElementPolyfillSupport', ''],
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    [
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}',
      '',
    ],
    [',p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
  ],
  'lit-element/lit-element.js': [
    [',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});', ';'],
    ['(s.litElementVersions??=[]).push("4.2.2");', ''],
  ],
  'lit-html/lit-html.js': [[',B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3")', '']],
};

/** Takes out of Lit what the script tag has no use for. Fails where Lit is another one than these cuts were made for. */
export function trimLit(): Plugin {
  return {
    name: 'trim-lit',
    enforce: 'pre',
    transform: {
      filter: {id: /[\\/](reactive-element|lit-element|lit-html)[\\/][\w-]+\.js$/},
      handler(code, id) {
        const [, file = ''] = /[\\/]([\w-]+[\\/][\w-]+\.js)$/.exec(id) ?? [];
        let rest = code;
        for (const [unneeded, replacement] of cuts[file.replace('\\', '/')] ?? []) {
          if (!rest.includes(unneeded)) this.error(`${file} has changed: look at scripts/trim-lit.ts`);
          rest = rest.replace(unneeded, () => replacement);
        }
        return {code: rest, map: null};
      },
    },
  };
}
