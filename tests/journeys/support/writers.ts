/** Somebody who writes a petition, and somebody at the desk, as they walk through the site. */
import { expect, type Page } from './server.ts';
import type { Person } from './people.ts';

export interface Text {
  title: string;
  observation: string;
  request: string;
  instrument: 'petition' | 'citizens_initiative';
  /** The last day on which it can be signed, as a date field takes it. */
  closing: string;
}

/** The main form of a page; the desk's frame has one of its own. */
export function mainForm(page: Page) {
  return page.locator('main form[method="post" i]');
}

/** Presses the main button of the main form. */
export async function send(page: Page): Promise<void> {
  await mainForm(page).last().locator('button.utrecht-button--primary-action').click();
}

/** Writes the title; what comes next is the list of petitions like it, where there are any. */
export async function beginToWrite(page: Page, title: string): Promise<void> {
  await page.goto('/petitions/new');
  await page.locator('#title').fill(title);
  await send(page);
  await expect(page).toHaveURL(/\/mine\/[\w-]{22}/);
}

/** Answers every question from where the page is, up to the one who writes. */
export async function answerQuestions(page: Page, text: Text, person: Person): Promise<void> {
  const mine = /\/mine\/[\w-]{22}/.exec(page.url())?.[0] ?? '';
  const answer = async (step: string, fill: () => Promise<void>) => {
    await page.goto(`${mine}/${step}`);
    await fill();
    await send(page);
    await expect(page).not.toHaveURL(new RegExp(`/${step}$`));
  };
  const typed = (words: string) => () => page.locator('#value').fill(words);
  const chosen = (value: string) => () => page.locator(`input[name="value"][value="${value}"]`).check();
  await answer('observation', typed(text.observation));
  await answer('request', typed(text.request));
  await answer('explanation', typed(''));
  await answer('body', () => page.locator('input[name="value"]').first().check());
  await answer('area', () => page.locator('input[name="value"]').first().check());
  await answer('instrument', chosen(text.instrument));
  await answer('closing', typed(text.closing));
  await answer('petitioner', async () => {
    await page.locator('#name').fill(person.name);
    await page.locator('#email').fill(person.email);
  });
}

/** Opens the newest mail to somebody with a subject, and follows the link of ours in it. */
export async function followMail(page: Page, person: Person, subject: RegExp, link: string): Promise<void> {
  await expect(async () => {
    await page.goto('/dev/mailbox');
    const row = page.locator('main li').filter({ hasText: person.email }).filter({ hasText: subject });
    await expect(row.first()).toBeVisible({ timeout: 500 });
    await row.first().getByRole('link').first().click();
    await expect(page.locator('pre')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000, intervals: [250] });
  await page.locator(`main a[href*="${link}"]`).first().click();
}

/** How many mails with a subject went to somebody. */
export async function mailsTo(page: Page, person: Person, subject: RegExp): Promise<number> {
  await page.goto('/dev/mailbox');
  return page.locator('main li').filter({ hasText: person.email }).filter({ hasText: subject }).count();
}

/** Goes to a page of the desk; signs in where that is asked. */
export async function atDesk(page: Page, who: string, path: string): Promise<void> {
  await page.goto(path);
  if (new URL(page.url()).pathname === '/desk/sign-in') {
    await page.locator('#email').fill(`${who}@rivierenland.example`);
    await page.locator('#password').fill('weerklank-demo');
    await send(page);
  }
  expect(new URL(page.url()).pathname).toBe(new URL(path, page.url()).pathname);
}
