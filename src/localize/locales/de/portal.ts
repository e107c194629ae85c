import type {GroupMessages} from '../../messages.js';

/** What stands around the sections of a portal, in German. */
export const messages: GroupMessages<'portal'> = {
  billingTitle: 'Abrechnung',
  billingFor: 'Abrechnung für {name}',
  back: 'Zurück',
  backTo: 'Zurück zu {name}',
  testMode: 'Testmodus',
  readOnly: 'Nur Ansicht',
  readOnlyText: 'Sie können hier alles ansehen, aber nichts ändern.',
  signOut: 'Abmelden',
  signingOut: 'Wird abgemeldet',
  signOutFailed: 'Sie sind noch angemeldet',
  signOutFailedText: 'Die Abmeldung ist nicht angekommen. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  terms: 'AGB',
  privacy: 'Datenschutz',
  close: 'Schließen',
  closeTitle: 'Schließen, ohne fertig zu sein?',
  closeText: 'Ihre Eingaben sind noch nicht gespeichert.',
  keepOpen: 'Weiter bearbeiten',
};
