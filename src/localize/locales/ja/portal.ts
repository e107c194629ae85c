import type {GroupMessages} from '../../messages.js';

/** What stands around the sections of a portal, in Japanese. */
export const messages: GroupMessages<'portal'> = {
  billingTitle: 'ご請求',
  billingFor: '{name} 様のご請求',
  back: '戻る',
  backTo: '{name} に戻る',
  testMode: 'テストモード',
  readOnly: '閲覧のみ',
  readOnlyText: 'すべての内容を確認できますが、変更はできません。',
  signOut: 'サインアウト',
  signingOut: 'サインアウトしています',
  signOutFailed: 'サインアウトできませんでした',
  signOutFailedText: 'サインインしたままです。接続を確認して、もう一度お試しください。',
  terms: '利用規約',
  privacy: 'プライバシー',
  close: '閉じる',
  closeTitle: '完了せずに閉じますか？',
  closeText: '入力内容はまだ保存されていません。',
  keepOpen: '編集を続ける',
};
