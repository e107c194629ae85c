/// <reference types="vite/client" />
import {setCustomElementsManifest, type Decorator, type Preview} from '@storybook/web-components-vite';
import './preview.css';

/** Present after `npm run generate`; the docs show their tables from it. */
const [manifest] = Object.values(import.meta.glob('../custom-elements.json', {eager: true, import: 'default'}));
if (manifest) setCustomElementsManifest(manifest);

/** Sets what the toolbar chose on the page around the story, where a host page would set it. */
const withSurroundings: Decorator = (story, {globals}) => {
  const {scheme, language, width} = globals as Record<string, string>;
  const root = document.documentElement;
  root.lang = language ?? 'en';
  root.dir = language === 'ar' ? 'rtl' : 'ltr';
  root.dataset['scheme'] = scheme ?? 'light';
  root.dataset['width'] = width ?? 'full';
  return story();
};

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withSurroundings],
  parameters: {
    a11y: {test: 'error', config: {rules: [{id: 'region', enabled: false}]}},
    backgrounds: {disable: true},
    controls: {expanded: true},
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
      description: 'Language and direction of the page',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        dynamicTitle: true,
        items: [
          {value: 'en', title: 'English, left to right'},
          {value: 'ar', title: 'العربية, right to left'},
        ],
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
  initialGlobals: {scheme: 'light', language: 'en', width: 'full'},
};

export default preview;
