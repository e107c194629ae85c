import type {GroupMessages} from '../../messages.js';

/** What is said where a pause is chosen, in Arabic. */
export const messages: GroupMessages<'pausing'> = {
  pauseTitle: 'إيقاف {name} مؤقتًا',
  pauseHowLong: 'المدة',
  pauseFor_day: '{count, plural, one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}',
  pauseFor_week: '{count, plural, one {أسبوع واحد} two {أسبوعان} few {# أسابيع} many {# أسبوعًا} other {# أسبوع}}',
  pauseFor_month: '{count, plural, one {شهر واحد} two {شهران} few {# أشهر} many {# شهرًا} other {# شهر}}',
  pauseFor_year: '{count, plural, one {سنة واحدة} two {سنتان} few {# سنوات} many {# سنة} other {# سنة}}',
  pauseUntilDay: 'حتى {date}',
  pauseToDate: 'حتى يوم تختاره',
  pauseOpen: 'حتى أستأنفه',
  pauseDay: 'يُستأنف في',
  pauseDayMissing: 'اختر يومًا.',
  pauseDayEarly: 'اختر يومًا بعد {date}.',
  pauseDayLate: 'اختر {date} كحد أقصى.',
  pauseLongest: '{date} كحد أقصى',
  pauseWhen: 'متى يبدأ',
  pauseNow: 'الآن',
  pauseAtEnd: 'في نهاية الفترة، {date}',
  pauseMoney: 'لا يُخصم شيء مقابله أثناء الإيقاف. ما هو مستحق الآن يبقى مستحقًا.',
  pauseAccess: 'لا يمكن استخدامه ابتداءً من {date} حتى يُستأنف.',
  pauseAccessNow: 'لا يمكن استخدامه من الآن حتى يُستأنف.',
  pauseGoesOn: 'يُستأنف تلقائيًا في {date}، ويُخصم مقابله من جديد منذ ذلك الحين.',
  pauseGoesOnOpen: 'يُستأنف عندما تستأنفه، ويُخصم مقابله من جديد منذ ذلك الحين.',
  pauseOff: 'لا يمكن إيقاف هذا مؤقتًا هنا',
  pauseOffText: 'اطلب منا ذلك.',
};
