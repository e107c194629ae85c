import type {GroupMessages} from '../../messages.js';

/** What is said when there is nothing to show, or something went wrong, in Arabic. Digits, dates and currencies come from `Intl`. */
export const messages: GroupMessages<'trouble'> = {
  noSubscription: 'لا يوجد اشتراك بعد',
  noSubscriptionText: 'ستظهر هنا خطتك وسعرها والدفعة القادمة.',
  noInvoices: 'لا توجد فواتير بعد',
  noInvoicesText: 'ستظهر فاتورتك الأولى هنا عند إصدارها.',
  planFailed: 'تعذّر تحميل خطتك',
  invoicesFailed: 'تعذّر تحميل الفواتير',
  invoiceFailed: 'تعذّر تحميل هذه الفاتورة',
  sectionOff: 'هذا القسم غير مفعّل',
  sectionOffText: 'اسأل من يدير الفوترة لديك إن كنت بحاجة إليه.',
  notFoundText: 'لا توجد فاتورة كهذه في حسابك.',
  offlineText: 'تعذّر الوصول إلى الفوترة. تحقق من اتصالك. لم يتغير شيء في حسابك.',
  providerText: 'لم يردّ مزوّد الدفع في الوقت المناسب. لم يتغير شيء في حسابك.',
  failedText: 'حدث خطأ لدينا. لم يتغير شيء في حسابك.',
  trying: 'تُعاد المحاولة',
  reference: 'المرجع {id}',
  sessionEnded: 'انتهت جلسة الفوترة',
  sessionEndedText: 'تُغلق الجلسة تلقائيًا بعد مدة حفاظًا على أمانك. افتحها من جديد للمتابعة.',
  continue: 'متابعة',
};
