/** What a `<script type="module">` loads: it registers every element for customers, and exports nothing. */
import './components/billing-portal/billing-portal.js';

// After what the first screen asks for.
setTimeout(() => void import('./components/autoload.js').then(({loadWhenNeeded}) => loadWhenNeeded()));
