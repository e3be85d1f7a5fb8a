/** People who walk through the site, and the acts they do on it. */
import { randomBytes } from 'node:crypto';
import { expect, type Page } from './server.ts';

export interface Person {
  name: string;
  email: string;
  postcode: string;
}

export function somebody(name = 'Fenna de Geus'): Person {
  return { name, email: `fenna.${randomBytes(5).toString('hex')}@voorbeeld.example`, postcode: '8972 KB' };
}

export async function fillSignForm(page: Page, person: Person): Promise<void> {
  await page.locator('#name').fill(person.name);
  await page.locator('#email').fill(person.email);
  await page.locator('#postcode').fill(person.postcode);
}

/** The form of the sign page; a header search is a GET form. */
export function postForm(page: Page) {
  return page.locator('form[method="post" i]');
}

/** Signs and waits for the page that says: look in your mail. */
export async function signPetition(page: Page, slug: string, person: Person): Promise<void> {
  await page.goto(`/petitions/${slug}/sign`);
  await fillSignForm(page, person);
  await postForm(page).locator('button[type="submit"], button:not([type])').click();
  await expect(page.locator('input[name="code"]')).toBeVisible();
}

/** Opens the newest mail to this person in the demonstration mailbox; mail is sent a moment after the act. */
export async function openMail(page: Page, person: Person): Promise<void> {
  await expect(async () => {
    await page.goto('/dev/mailbox');
    const row = page.locator('main tr, main li').filter({ hasText: person.email });
    await expect(row.first()).toBeVisible({ timeout: 500 });
    await row.first().getByRole('link').first().click();
    await expect(page.locator('pre')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000, intervals: [250] });
}

/** Follows the confirmation link of the mail that is open. */
export async function followConfirmLink(page: Page): Promise<void> {
  await page.locator('main a[href*="/confirm/"]').first().click();
  await expect(page.locator('form[action*="/confirm/"]')).toBeVisible();
}
