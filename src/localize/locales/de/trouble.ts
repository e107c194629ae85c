import type {GroupMessages} from '../../messages.js';

/** What is said when there is nothing to show, or something went wrong, in German. */
export const messages: GroupMessages<'trouble'> = {
  noSubscription: 'Noch kein Abonnement',
  noSubscriptionText: 'Hier sehen Sie später Ihren Tarif, den Preis und die nächste Abbuchung.',
  noInvoices: 'Noch keine Rechnungen',
  noInvoicesText: 'Hier erscheint Ihre erste Rechnung, sobald sie ausgestellt ist.',
  planFailed: 'Ihr Tarif konnte nicht geladen werden',
  invoicesFailed: 'Die Rechnungen konnten nicht geladen werden',
  invoiceFailed: 'Diese Rechnung konnte nicht geladen werden',
  flowFailed: 'Dies konnte nicht geöffnet werden',
  sectionOff: 'Dieser Bereich ist abgeschaltet',
  sectionOffText: 'Wenden Sie sich bei Bedarf an die Person, die bei Ihnen die Abrechnung verwaltet.',
  notFoundText: 'In Ihrem Konto gibt es keine solche Rechnung.',
  offlineText:
    'Die Abrechnung war nicht erreichbar. Prüfen Sie Ihre Verbindung. An Ihrem Konto hat sich nichts geändert.',
  providerText: 'Der Zahlungsdienst hat nicht rechtzeitig geantwortet. An Ihrem Konto hat sich nichts geändert.',
  failedText: 'Bei uns ist etwas schiefgegangen. An Ihrem Konto hat sich nichts geändert.',
  trying: 'Wird erneut versucht',
  reference: 'Referenz {id}',
  sessionEnded: 'Ihre Sitzung ist beendet',
  sessionEndedText: 'Zur Sicherheit endet sie nach einiger Zeit von selbst. Öffnen Sie sie erneut, um fortzufahren.',
  signedOut: 'Sie sind abgemeldet',
  signedOutText: 'Öffnen Sie die Abrechnung wieder, wenn Sie sie brauchen.',
  continue: 'Fortfahren',
  methodsFailed: 'Die Zahlungsmittel konnten nicht geladen werden',
  detailsFailed: 'Die Rechnungsdaten konnten nicht geladen werden',
  noMethods: 'Noch kein Zahlungsmittel',
  noMethodsText: 'Fügen Sie eines hinzu, damit Ihr Abonnement damit bezahlt wird.',
  noUsage: 'Noch nichts gezählt',
  noUsageText: 'Was Sie nutzen, erscheint hier, sobald etwas davon gezählt ist.',
  usageFailed: 'Die Nutzung konnte nicht geladen werden',
};
