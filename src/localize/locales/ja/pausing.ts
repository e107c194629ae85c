import type {GroupMessages} from '../../messages.js';

/** What is said where a pause is chosen, in Japanese. */
export const messages: GroupMessages<'pausing'> = {
  pauseTitle: '{name}を一時停止',
  pauseHowLong: '期間',
  pauseFor_day: '{count, plural, other {#日間}}',
  pauseFor_week: '{count, plural, other {#週間}}',
  pauseFor_month: '{count, plural, other {#か月}}',
  pauseFor_year: '{count, plural, other {#年}}',
  pauseUntilDay: '{date}まで',
  pauseToDate: '日付を指定',
  pauseOpen: '自分で再開するまで',
  pauseDay: '再開日',
  pauseDayMissing: '日付を選んでください。',
  pauseDayEarly: '{date}より後の日付を選んでください。',
  pauseDayLate: '{date}までの日付を選んでください。',
  pauseLongest: '{date}まで',
  pauseWhen: '開始時期',
  pauseNow: '今すぐ',
  pauseAtEnd: '期間の終わり({date})',
  pauseMoney: '一時停止中は請求されません。すでに未払いの分は支払いが必要です。',
  pauseAccess: '{date}から再開までご利用いただけません。',
  pauseAccessNow: '今から再開までご利用いただけません。',
  pauseGoesOn: '{date}に自動で再開し、その日から再び請求されます。',
  pauseGoesOnOpen: '再開すると、その時から再び請求されます。',
  pauseOff: 'ここでは一時停止できません',
  pauseOffText: 'ご希望の場合はお問い合わせください。',
};
