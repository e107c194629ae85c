/** What a `<script type="module">` loads: it registers every element for customers, and exports nothing. */
import './components/billing-portal/billing-portal.js';
