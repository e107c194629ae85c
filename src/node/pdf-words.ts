/** What a printed invoice says besides its amounts, names and dates. Languages as the page has them. */
export interface PdfWords {
  invoice: string;
  number: string;
  date: string;
  due: string;
  paid: string;
  paidWith: string;
  billedTo: string;
  taxId: string;
  forWhat: string;
  quantity: string;
  each: string;
  amount: string;
  /** With `{start}` and `{end}`. */
  period: string;
  subtotal: string;
  discount: string;
  /** With `{name}` and `{percent}`. */
  taxRate: string;
  /** With `{tax}`: a tax that the prices hold already. */
  included: string;
  total: string;
  /** With `{date}`. */
  refunded: string;
  /** With `{date}`. */
  credited: string;
  stillDue: string;
  void: string;
  /** With `{page}` and `{pages}`. */
  page: string;
}

const english: PdfWords = {
  invoice: 'Invoice',
  number: 'Number',
  date: 'Date',
  due: 'Due',
  paid: 'Paid',
  paidWith: 'Paid with',
  billedTo: 'Billed to',
  taxId: 'Tax ID',
  forWhat: 'For',
  quantity: 'Quantity',
  each: 'Each',
  amount: 'Amount',
  period: '{start} to {end}',
  subtotal: 'Subtotal',
  discount: 'Discount',
  taxRate: '{name}, {percent}',
  included: '{tax}, included',
  total: 'Total',
  refunded: 'Refunded on {date}',
  credited: 'Credited on {date}',
  stillDue: 'Still due',
  void: 'Void',
  page: 'Page {page} of {pages}',
};

const words: Readonly<Record<string, PdfWords>> = {
  en: english,
  de: {
    invoice: 'Rechnung',
    number: 'Nummer',
    date: 'Datum',
    due: 'Fällig',
    paid: 'Bezahlt',
    paidWith: 'Bezahlt mit',
    billedTo: 'Rechnung an',
    taxId: 'USt-IdNr. / Steuernummer',
    forWhat: 'Leistung',
    quantity: 'Menge',
    each: 'Einzelpreis',
    amount: 'Betrag',
    period: '{start} bis {end}',
    subtotal: 'Zwischensumme',
    discount: 'Rabatt',
    taxRate: '{name}, {percent}',
    included: '{tax}, enthalten',
    total: 'Gesamtbetrag',
    refunded: 'Erstattet am {date}',
    credited: 'Gutgeschrieben am {date}',
    stillDue: 'Noch offen',
    void: 'Storniert',
    page: 'Seite {page} von {pages}',
  },
  ar: {
    invoice: 'فاتورة',
    number: 'الرقم',
    date: 'التاريخ',
    due: 'تُستحق في',
    paid: 'دُفعت في',
    paidWith: 'بواسطة',
    billedTo: 'الفاتورة باسم',
    taxId: 'الرقم الضريبي',
    forWhat: 'مقابل',
    quantity: 'الكمية',
    each: 'السعر',
    amount: 'المبلغ',
    period: '{start} إلى {end}',
    subtotal: 'المجموع الفرعي',
    discount: 'خصم',
    taxRate: '{name}، {percent}',
    included: '{tax}، مشمولة',
    total: 'الإجمالي',
    refunded: 'استُرد في {date}',
    credited: 'قُيّد في {date}',
    stillDue: 'المتبقي',
    void: 'ملغاة',
    page: 'صفحة {page} من {pages}',
  },
  ja: {
    invoice: '請求書',
    number: '請求書番号',
    date: '発行日',
    due: 'お支払期限',
    paid: 'お支払日',
    paidWith: 'お支払方法',
    billedTo: '請求先',
    taxId: '税務登録番号',
    forWhat: '内容',
    quantity: '数量',
    each: '単価',
    amount: '金額',
    period: '{start}〜{end}',
    subtotal: '小計',
    discount: '割引',
    taxRate: '{name} {percent}',
    included: '{tax}（内税）',
    total: '合計',
    refunded: '{date}に返金',
    credited: '{date}に貸方計上',
    stillDue: 'ご請求残高',
    void: '無効',
    page: '{page} / {pages}ページ',
  },
};

/** The words of a locale's language; English where there are none. */
export function findPdfWords(locale: string): PdfWords {
  const language = locale.toLowerCase().split('-')[0] ?? '';
  return (Object.hasOwn(words, language) ? words[language] : undefined) ?? english;
}

/** A text with its values filled in. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
