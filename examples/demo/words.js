import {readChoice} from './choices.js';

/** The pretended app's own words. The portal brings its own. */
const words = {
  en: {
    dispatch: 'Dispatch',
    schedule: 'Schedule',
    crews: 'Crews',
    jobs: 'Jobs',
    settings: 'Settings',
    company: 'Company',
    people: 'People',
    billing: 'Billing',
    integrations: 'Integrations',
    app: 'App',
  },
  ar: {
    dispatch: 'التوزيع',
    schedule: 'الجدول',
    crews: 'الفرق',
    jobs: 'المهام',
    settings: 'الإعدادات',
    company: 'الشركة',
    people: 'الأشخاص',
    billing: 'الفوترة',
    integrations: 'عمليات الربط',
    app: 'التطبيق',
  },
  de: {
    dispatch: 'Disposition',
    schedule: 'Zeitplan',
    crews: 'Teams',
    jobs: 'Aufträge',
    settings: 'Einstellungen',
    company: 'Unternehmen',
    people: 'Personen',
    billing: 'Abrechnung',
    integrations: 'Integrationen',
    app: 'App',
  },
  ja: {
    dispatch: '配車',
    schedule: 'スケジュール',
    crews: 'チーム',
    jobs: '作業',
    settings: '設定',
    company: '会社',
    people: 'メンバー',
    billing: 'お支払い',
    integrations: '連携',
    app: 'アプリ',
  },
};

/** Writes the app's words, and the name of the brand, where the page has a place for them. */
export function writeWords(brandName) {
  const chosen = words[readChoice('language')];
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = chosen[place.dataset.word];
  for (const place of document.querySelectorAll('[data-label]')) place.ariaLabel = chosen[place.dataset.label];
  for (const place of document.querySelectorAll('[data-brand-name]')) place.textContent = brandName;
}
