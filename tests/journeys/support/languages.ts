/** Whether each text says which language it is in (WCAG 3.1.2): a reader's voice changes with it. */
import type { Page } from './server.ts';

/** Short words of one language that the other does not have; without `van`, of which names are made. */
const MARKS = {
  nl: ['de', 'het', 'een', 'en', 'voor', 'niet', 'op', 'zijn', 'wij', 'bij', 'naar', 'met', 'dat', 'die', 'komt', 'ook'],
  en: ['the', 'and', 'of', 'for', 'with', 'from', 'this', 'that', 'are', 'you', 'not', 'have', 'your', 'which'],
};

/** Texts that read as one language and are marked as the other: with two different words of it, and no more of its own. */
export async function inTheWrongLanguage(page: Page): Promise<string[]> {
  return page.evaluate((marks) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = (text: string, of: string[]) =>
      new Set((text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => of.includes(word))).size;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (!parent || text === '' || text.includes('://') || parent.closest('script, style, code, pre, textarea')) continue;
      const lang = parent.closest('[lang]')?.getAttribute('lang') === 'nl' ? 'nl' : 'en';
      const other = lang === 'nl' ? 'en' : 'nl';
      if (words(text, marks[other]) >= 2 && words(text, marks[lang]) < words(text, marks[other])) {
        found.push(`${lang}: ${text.slice(0, 120)} (in ${parent.outerHTML.slice(0, 80)})`);
      }
    }
    return found;
  }, MARKS);
}
