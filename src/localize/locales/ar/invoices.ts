import type {GroupMessages} from '../../messages.js';

/** What the invoices say beyond the first screen, in Arabic. Digits, dates and currencies come from `Intl`. */
export const messages: GroupMessages<'invoices'> = {
  billing: 'الفوترة',
  moreFailed: 'تعذّر تحميل المزيد',
  showMore: 'عرض المزيد',
  shownInvoices:
    '{count, plural, zero {لا فواتير} one {فاتورة واحدة} two {فاتورتان} few {# فواتير} many {# فاتورة} other {# فاتورة}}',
  paidWith: 'بواسطة',
  due: 'تُستحق في',
  billedTo: 'الفاتورة باسم',
  quantity: 'الكمية',
  each: 'السعر',
  periodFromTo: '{start} إلى {end}',
  subtotal: 'المجموع الفرعي',
  total: 'الإجمالي',
  amountDue: 'المتبقي',
  refundedOn: 'استُرد في {date}',
  creditedOn: 'قُيّد في {date}',
};
