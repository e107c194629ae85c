/// <reference types="vite/client" />
import {setCustomElementsManifest, type Decorator, type Preview} from '@storybook/web-components-vite';
import type {Manifest} from '../scripts/generate/manifest.js';
import '../examples/demo/brands.css';
import {brands} from '../examples/demo/brands.js';
import './preview.css';
import {toSnippet} from './snippet.js';

/** Present after `npm run generate`; the docs show their tables from it. */
const [manifest] = Object.values(
  import.meta.glob<Manifest>('../custom-elements.json', {eager: true, import: 'default'}),
);
if (manifest) setCustomElementsManifest(manifest);

/** The sentence that an element is described by. */
function findSummary(tag: string): string | undefined {
  const all = manifest?.modules.flatMap(({declarations}) => declarations);
  return all?.find(({tagName}) => tagName === tag)?.summary;
}

/** Sets what the toolbar chose on the page around the story, where a host page would set it. */
const withSurroundings: Decorator = (story, {globals}) => {
  const {scheme, language = 'en', direction = 'auto', width, brand} = globals as Record<string, string>;
  const root = document.documentElement;
  root.lang = language;
  root.dir = direction === 'auto' ? (language === 'ar' ? 'rtl' : 'ltr') : direction;
  root.dataset['scheme'] = scheme ?? 'light';
  root.dataset['width'] = width ?? 'full';
  root.dataset['brand'] = brand ?? 'larkfield';
  return story();
};

const preview: Preview = {
  tags: ['autodocs'],
  // The stories are told, not turned: the tables are there to be read.
  argTypesEnhancers: [
    ({argTypes}) =>
      Object.fromEntries(Object.entries(argTypes).map(([name, argType]) => [name, {...argType, control: false}])),
  ],
  decorators: [withSurroundings],
  parameters: {
    a11y: {test: 'error', config: {rules: [{id: 'region', enabled: false}]}},
    backgrounds: {disable: true},
    controls: {disable: true},
    docs: {
      source: {type: 'dynamic', language: 'html', transform: toSnippet},
      extractComponentDescription: findSummary,
    },
    options: {
      storySort: {
        order: [
          'Introduction',
          'Elements',
          [
            'billing-portal',
            'subscription-summary',
            'billing-notices',
            'payment-methods',
            'billing-details',
            'invoice-list',
            'invoice-payment',
            'plan-picker',
            'subscription-change',
            'payment-method-setup',
            'Parts together',
          ],
        ],
      },
    },
    layout: 'fullscreen',
  },
  globalTypes: {
    scheme: {
      description: 'Colour scheme of the page',
      toolbar: {
        title: 'Scheme',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          {value: 'light', title: 'Light'},
          {value: 'dark', title: 'Dark'},
        ],
      },
    },
    language: {
      description: 'Language of the page',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        dynamicTitle: true,
        items: [
          {value: 'en', title: 'English'},
          {value: 'ar', title: 'العربية'},
          {value: 'de', title: 'Deutsch'},
          {value: 'ja', title: '日本語'},
        ],
      },
    },
    direction: {
      description: 'Direction of the page',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          {value: 'auto', title: 'As the language'},
          {value: 'ltr', title: 'Left to right'},
          {value: 'rtl', title: 'Right to left'},
        ],
      },
    },
    brand: {
      description: 'Brand of the page: custom properties, as a host would set them',
      toolbar: {
        title: 'Brand',
        icon: 'paintbrush',
        dynamicTitle: true,
        items: brands.map(({id, name, what}) => ({value: id, title: `${name}: ${what}`})),
      },
    },
    width: {
      description: 'Room that the page gives',
      toolbar: {
        title: 'Width',
        icon: 'browser',
        dynamicTitle: true,
        items: [
          {value: 'full', title: 'Full width'},
          {value: '1180px', title: '1180 px'},
          {value: '768px', title: '768 px'},
          {value: '390px', title: '390 px'},
          {value: '320px', title: '320 px'},
        ],
      },
    },
  },
  initialGlobals: {scheme: 'light', language: 'en', direction: 'auto', width: 'full', brand: 'larkfield'},
};

export default preview;
