import type {GroupMessages} from '../../messages.js';

/** Why something cannot be done, and the way forward, in German. */
export const messages: GroupMessages<'refusals'> = {
  refused_feature_disabled: 'Das ist abgeschaltet. Wenden Sie sich an uns, wenn Sie es brauchen.',
  refusedOffBy: 'Abgeschaltet von {name}. Wenden Sie sich dorthin, wenn Sie es brauchen.',
  refused_not_in_catalog: 'Das wird hier nicht angeboten. Wenden Sie sich bei Bedarf an uns.',
  refused_move_not_allowed:
    'Von Ihrem jetzigen Tarif aus ist dieser Wechsel nicht möglich. Wenden Sie sich bei Bedarf an uns.',
  refused_multiple_items:
    'Dieses Abonnement besteht aus mehreren Teilen und lässt sich hier nicht ändern. Wenden Sie sich dafür an uns.',
  refused_metered:
    'Das wird nach Verbrauch abgerechnet und lässt sich hier nicht ändern. Wenden Sie sich dafür an uns.',
  refused_change_scheduled: 'Es ist bereits eine andere Änderung geplant. Nehmen Sie diese zuerst zurück.',
  refusedPlannedOn: 'Für den {date} ist bereits eine andere Änderung geplant. Nehmen Sie diese zuerst zurück.',
  refusedPlannedTo: 'Am {date} wechselt es bereits zu {to}. Nehmen Sie das zuerst zurück.',
  refusedEnding: 'Es endet am {date}. Ändern lässt es sich nur, wenn es danach weitergeht.',
  refused_provider_cannot: 'Der Zahlungsanbieter bietet das nicht an. Wenden Sie sich bei Bedarf an uns.',
  refused_past_due: 'Ihre letzte Zahlung ist fehlgeschlagen. Bezahlen Sie sie zuerst.',
  refusedOwed: 'Ihre letzte Zahlung von {amount} ist fehlgeschlagen. Bezahlen Sie sie zuerst.',
  refused_locked_near_renewal:
    'Es verlängert sich bald und lässt sich kurz vorher nicht ändern. Versuchen Sie es danach erneut.',
  refusedLockedUntil: 'Es verlängert sich bald und lässt sich kurz vorher nicht ändern. Möglich wieder ab dem {date}.',
  refused_usage_over_limit:
    'Sie nutzen mehr, als darin Platz hat. Verringern Sie zuerst die Nutzung, oder wählen Sie einen größeren Tarif.',
  refusedOverLimit:
    '{name}: Sie nutzen {used}, enthalten sind {limit}. Verringern Sie zuerst die Nutzung, oder wählen Sie einen größeren Tarif.',
  refusedOverSeats:
    '{used} sind in Benutzung, Platz ist für {limit}. Geben Sie zuerst welche frei, oder wählen Sie einen größeren Tarif.',
  refused_role: 'Ihre Rolle erlaubt das nicht. Fragen Sie, wer bei Ihnen die Abrechnung verwaltet.',
  refusedOwnerOnly: 'Nur Inhaber können das tun. Fragen Sie, wer das bei Ihnen ist.',
  refused_committed: 'Sie sind durch Ihren Vertrag gebunden. Für ein früheres Ende wenden Sie sich an uns.',
  refusedCommitted: 'Sie sind bis zum {date} gebunden. Für ein früheres Ende wenden Sie sich an uns.',
  refused_manual_collection:
    'Sie zahlen auf Rechnung, daher lässt sich das hier nicht ändern. Wenden Sie sich dafür an uns.',
  refused_in_trial: 'Das ist möglich, sobald Ihre Testphase vorbei ist.',
  refusedTrialUntil: 'Das ist möglich, sobald Ihre Testphase vorbei ist, am {date}.',
  refused_last_payment_method: 'Das ist das einzige Zahlungsmittel. Fügen Sie zuerst ein anderes hinzu.',
  refused_method_expired: 'Das Zahlungsmittel ist abgelaufen. Fügen Sie zuerst ein anderes hinzu.',
  refused_method_pending:
    'Ihre Bank hat das Zahlungsmittel noch nicht bestätigt. Warten Sie darauf, oder fügen Sie ein anderes hinzu.',
  refused_read_only: 'Dies ist nur eine Ansicht. Hier kann nichts geändert werden.',
  refused_already_done: 'Das ist bereits erledigt.',
  refused_no_payment_method: 'Es gibt noch kein Zahlungsmittel. Fügen Sie zuerst eines hinzu.',
  refused_nothing_changes: 'Das haben Sie jetzt schon.',
  refused_pause_too_long: 'So lang kann eine Pause nicht sein. Wählen Sie eine kürzere.',
  refusedPauseMaximum: 'Eine Pause ist höchstens für {length} möglich. Wählen Sie eine kürzere.',
  refused_promotion_unknown: 'Diesen Code gibt es nicht. Prüfen Sie die Schreibweise.',
  refused_promotion_expired: 'Dieser Code ist abgelaufen.',
  refusedExpiredOn: 'Dieser Code ist am {date} abgelaufen.',
  refused_promotion_not_applicable: 'Dieser Code gilt nicht für Ihre Auswahl.',
  refused_promotion_used: 'Dieser Code wurde bereits eingelöst.',
  refusedOther: 'Das ist gerade nicht möglich. Wenden Sie sich bei Bedarf an uns.',
  refusedUntil: '{text} Möglich wieder ab dem {date}.',
  span_day: '{count, plural, one {# Tag} other {# Tage}}',
  span_week: '{count, plural, one {# Woche} other {# Wochen}}',
  span_month: '{count, plural, one {# Monat} other {# Monate}}',
  span_year: '{count, plural, one {# Jahr} other {# Jahre}}',
  wayPay: 'Jetzt bezahlen',
  wayInvoices: 'Rechnungen ansehen',
  wayWithdraw: 'Zurücknehmen',
  wayKeep: 'Behalten',
  wayUsage: 'Nutzung ansehen',
  wayAddMethod: 'Ein Zahlungsmittel hinzufügen',
};
