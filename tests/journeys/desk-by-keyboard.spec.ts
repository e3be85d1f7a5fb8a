/** A clerk goes from signing in to a decision without touching a mouse: by keys, and by Tab and Enter alone. */
import { test, expect } from './support/server.ts';
import { atDesk } from './support/writers.ts';

test('from signing in to the page of a decision by keys', async ({ page }) => {
  await page.goto('/desk/petitions');
  await page.locator('#email').focus();
  await page.keyboard.type('clerk2@rivierenland.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type('weerklank-demo');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/desk\/petitions$/);

  const titles = page.locator('[data-item] [data-open]');
  await page.keyboard.press('j');
  await expect(titles.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(titles.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(titles.nth(0)).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.locator('[data-item] input[type="checkbox"]').nth(0)).toBeChecked();
  await page.keyboard.press('/');
  await expect(page.locator('main input[name="q"]')).toBeFocused();
  // In a field a letter is a letter.
  await page.keyboard.type('pont');
  await expect(page.locator('main input[name="q"]')).toHaveValue('pont');
  await page.keyboard.press('Enter');
  await expect(titles).toHaveCount(1);

  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/desk\/petitions\/P\d\d-\d{4}/);
  await page.keyboard.press('w');
  await expect(page).toHaveURL(/\/refuse$/);

  // Who speaks to the computer turns single keys off, everywhere.
  await page.goBack();
  await page.keyboard.press('?');
  await page.locator('[data-keys-switch] button').click();
  await page.keyboard.press('w');
  await page.reload();
  await page.keyboard.press('w');
  await expect(page).toHaveURL(/\/desk\/petitions\/P\d\d-\d{4}/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the same by Tab and Enter', async ({ page }) => {
    await atDesk(page, 'clerk2', '/desk/petitions?q=pont');
    await page.locator('main').focus();
    await tabTo(page, 'main a[href^="/desk/petitions/P"]');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/desk\/petitions\/P\d\d-\d{4}/);
    await tabTo(page, 'main a[href$="/refuse"]');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/refuse$/);
  });
});

/** Presses Tab until what is looked for has the focus. */
async function tabTo(page: Parameters<typeof atDesk>[0], selector: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`Tab never reached ${selector}`);
}
