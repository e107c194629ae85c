import type {GroupMessages} from '../../messages.js';

/** What the invoices say beyond the first screen, in Japanese. */
export const messages: GroupMessages<'invoices'> = {
  billing: 'ご請求',
  moreFailed: '続きを読み込めませんでした',
  showMore: 'さらに表示',
  shownInvoices: '{count, plural, other {請求書 # 件}}',
  paidWith: 'お支払い方法',
  due: 'お支払い期日',
  billedTo: '請求先',
  quantity: '数量',
  each: '単価',
  periodFromTo: '{start}～{end}',
  subtotal: '小計',
  total: '合計',
  amountDue: '未払い額',
  refundedOn: '{date}に返金',
  creditedOn: '{date}に充当',
};
