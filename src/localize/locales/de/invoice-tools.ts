import type {GroupMessages} from '../../messages.js';

/** How invoices are found, chosen, printed and downloaded, in German. */
export const messages: GroupMessages<'invoiceTools'> = {
  findInvoices: 'Rechnungen suchen',
  numberOrPlan: 'Nummer oder Tarif',
  period: 'Zeitraum',
  anyTime: 'Jederzeit',
  anyStatus: 'Jeder Status',
  subscription: 'Abonnement',
  anySubscription: 'Alle Abonnements',
  refundedInPart: 'Teilweise erstattet',
  paidThenRefunded: 'Bezahlt, dann {amount} erstattet',
  noMatch: 'Keine passenden Rechnungen',
  noMatchText: 'Versuchen Sie es mit anderen Wörtern, einem anderen Zeitraum oder Status.',
  clearFilters: 'Filter zurücksetzen',
  selectShown: 'Alle angezeigten auswählen',
  selectInvoice: '{number} auswählen',
  csv: 'CSV',
  allFound: 'alle gefundenen',
  allAsZip: 'Alle als ZIP',
  someAsZip: '{count} als ZIP',
  pdf: 'PDF',
  print: 'Drucken',
  downloadInvoice: '{number} herunterladen',
  downloading: 'Wird geladen',
  received: 'Wird heruntergeladen, {count} kB',
  stopDownload: 'Abbrechen',
  fileIsAt: '{name} öffnen',
  downloadFailed: '{name} konnte nicht heruntergeladen werden. Versuchen Sie es erneut.',
  downloadBroken:
    'Der Download ist abgebrochen, es wurde nichts gespeichert. Versuchen Sie es erneut, oder wählen Sie einen kürzeren Zeitraum.',
  downloadOff: 'Downloads sind abgeschaltet. Wenden Sie sich an die Person, die bei Ihnen die Abrechnung verwaltet.',
  noPdf: 'Von {name} gibt es kein PDF. Drucken Sie die Rechnung stattdessen.',
  tooManyAtOnce:
    'Höchstens {count, plural, one {# Rechnung} other {# Rechnungen}} auf einmal. Wählen Sie einen kürzeren Zeitraum oder weniger Rechnungen.',
};
