// The two languages, switched in place; remembered in the browser.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Row } from './api';
import { text } from './api';
import { en } from './words/en';
import { measuresZh, unitsZh, zh, type Words } from './words/zh';

export type Language = 'zh' | 'en';
export const LanguageContext = createContext<Language>('zh');

export interface Speech {
  language: Language;
  words: Words;
  /** Fills {name} in a sentence. */
  say: (key: keyof Words, values?: Record<string, string | number>) => string;
  /** region or region_en, label or label_en, item or item_en, note_zh or note of a row. */
  of: (row: Row, name: string) => string;
  tier: (tier: string) => string;
  unit: (unit: string) => string;
  measure: (name: string, meaning?: string) => { name: string; meaning: string };
}

export function speech(language: Language): Speech {
  const words = language === 'zh' ? zh : en;
  return {
    language,
    words,
    say: (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
    of: (row, name) => {
      const chinese = row[`${name}_zh`] ?? row[name];
      const english = row[`${name}_en`] ?? row[name];
      return language === 'zh' ? text(chinese ?? english) : text(english ?? chinese);
    },
    unit: (unit) => (language === 'zh' ? (unitsZh[unit] ?? unit) : unit),
    tier: (tier) => (words as Record<string, string>)[tier] ?? tier,
    measure: (name, meaning = '') => {
      const known = language === 'zh' ? measuresZh[name] : undefined;
      return known ? { name: known[0], meaning: known[1] } : { name: name.replace(/_/g, ' '), meaning };
    },
  };
}

export function useSpeech(): Speech {
  return speech(useContext(LanguageContext));
}

export function savedLanguage(): Language {
  const saved = localStorage.getItem('qipan.language');
  if (saved === 'zh' || saved === 'en') return saved;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
