import type {GroupMessages} from '../../messages.js';

/** What stands around the sections of a portal, in Arabic. */
export const messages: GroupMessages<'portal'> = {
  billingTitle: 'الفوترة',
  billingFor: 'فوترة {name}',
  back: 'رجوع',
  backTo: 'العودة إلى {name}',
  testMode: 'وضع الاختبار',
  readOnly: 'للقراءة فقط',
  readOnlyText: 'يمكنك الاطلاع على كل شيء هنا دون تغيير أي شيء.',
  signOut: 'تسجيل الخروج',
  signingOut: 'جارٍ تسجيل الخروج',
  signOutFailed: 'ما زلت مسجّل الدخول',
  signOutFailedText: 'لم يصل طلب تسجيل الخروج. تحقق من اتصالك ثم أعد المحاولة.',
  terms: 'الشروط',
  privacy: 'الخصوصية',
  close: 'إغلاق',
  closeTitle: 'هل تريد الإغلاق قبل الانتهاء؟',
  closeText: 'ما كتبته هنا لم يُحفظ.',
  keepOpen: 'متابعة التعديل',
};
