import type {GroupMessages} from '../../messages.js';

/** What is said where a pause is chosen, in German. */
export const messages: GroupMessages<'pausing'> = {
  pauseTitle: '{name} pausieren',
  pauseHowLong: 'Für wie lange',
  pauseFor_day: '{count, plural, one {# Tag} other {# Tage}}',
  pauseFor_week: '{count, plural, one {# Woche} other {# Wochen}}',
  pauseFor_month: '{count, plural, one {# Monat} other {# Monate}}',
  pauseFor_year: '{count, plural, one {# Jahr} other {# Jahre}}',
  pauseUntilDay: 'bis {date}',
  pauseToDate: 'Bis zu einem Tag Ihrer Wahl',
  pauseOpen: 'Bis ich fortsetze',
  pauseDay: 'Geht weiter am',
  pauseDayMissing: 'Wählen Sie einen Tag.',
  pauseDayEarly: 'Wählen Sie einen Tag nach dem {date}.',
  pauseDayLate: 'Wählen Sie spätestens den {date}.',
  pauseLongest: 'Spätestens am {date}',
  pauseWhen: 'Wann sie beginnt',
  pauseNow: 'Jetzt',
  pauseAtEnd: 'Zum Ende des Zeitraums, am {date}',
  pauseMoney: 'Während der Pause wird dafür nichts abgebucht. Was jetzt offen ist, bleibt fällig.',
  pauseAccess: 'Ab {date} ist keine Nutzung möglich, bis es weitergeht.',
  pauseAccessNow: 'Ab sofort ist keine Nutzung möglich, bis es weitergeht.',
  pauseGoesOn: 'Am {date} geht es von selbst weiter, und ab dann wird wieder abgebucht.',
  pauseGoesOnOpen: 'Es geht weiter, wenn Sie fortsetzen, und ab dann wird wieder abgebucht.',
  pauseOff: 'Das kann hier nicht pausiert werden',
  pauseOffText: 'Bitten Sie uns darum.',
};
