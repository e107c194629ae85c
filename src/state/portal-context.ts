import {createContext} from '@lit/context';
import type {Portal} from './portal.js';

/** Where parts inside a `<billing-portal>` find its Portal; the key is one for all copies of this major version. */
export const portalContext = createContext<Portal | undefined>(Symbol.for('billing-elements/portal/1'));
