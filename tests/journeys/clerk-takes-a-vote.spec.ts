/** A clerk opens a meeting, takes down a roll call with one key a member, and a colleague publishes it; everybody
 *  reads it, and a correction of it. */
import { expect, type Page } from './support/server.ts';
import { OPPOSITES, named, tagged, test, untilShown, using, type Setting } from './support/rounds.ts';
import { inTheWrongLanguage } from './support/languages.ts';
import { stickingOut } from './support/accessible.ts';
import { atDesk } from './support/writers.ts';

const MOTION = 'Jongerencentrum De Loods blijft open tot er iets anders is';

for (const setting of OPPOSITES) {
  test.describe(named(setting), tagged(setting), () => {
    test.use(using(setting));

    test('a roll call from the presence list to a correction', async ({ page, browser, check }) => {
      test.setTimeout(150_000);
      const meeting = await openMeeting(page, setting.lang);
      await page.goto(meeting);
      await page.locator('li', { hasText: MOTION }).locator('a[href$="/vote"]').first().click();
      await check(page);
      await page.locator('main button[type="submit"]').click();
      await expect(page).toHaveURL(/\/desk\/council\/votes\/S\d\d-\d{4}$/);
      const sheet = new URL(page.url()).pathname;
      await check(page);
      expect(await stickingOut(page)).toEqual([]);
      expect(await inTheWrongLanguage(page)).toEqual([]);

      const rows = page.locator('[data-vote-row]');
      const members = await rows.count();
      expect(members).toBeGreaterThan(25);
      const keys = setting.javaScript ? await byKeys(page, members) : await byForm(page, setting);
      expect(keys).toBeLessThanOrEqual(45);
      await expect(page).toHaveURL(sheet);
      await expect(page.locator('.weerklank-state').first()).toContainText(/waits for a second|wacht op een tweede/);

      // Whoever offered it is not the second person.
      await expect(page.locator('button[value="publish"]')).toHaveCount(0);
      const colleague = await browser.newContext({ ...using(setting), baseURL: new URL(page.url()).origin });
      const second = await colleague.newPage();
      await atDesk(second, 'clerk2', `${sheet}?lang=${setting.lang}`);
      await second.locator('button[value="publish"]').click();
      await expect(second).toHaveURL(/\/council\/votes\/S\d\d-\d{4}$/);
      const vote = new URL(second.url()).pathname;
      await expect(second.locator('.weerklank-vote__outcome').first()).toHaveText(/^(Adopted|Aangenomen)$/);
      await check(second);
      expect(await stickingOut(second)).toEqual([]);

      const motion = await second.locator('main a[href^="/council/proposals/M"]').getAttribute('href');
      await untilShown(second, motion!, /Adopted|Aangenomen/);
      await untilShown(second, meeting.replace('/desk', ''), MOTION);

      await page.goto(`${sheet}/correct`);
      await check(page);
      const first = page.locator('[data-vote-row]').first();
      await first.locator('input[value="against"]').check();
      await page.locator('#reason').fill('De naam was verkeerd verstaan.');
      await page.locator('button[value="publish"]').click();
      await expect(page).toHaveURL(vote);
      await untilShown(page, vote, 'De naam was verkeerd verstaan.');
      await expect(page.locator('main del').first()).toHaveText(/^(For|Voor)$/);
      await check(page);
      await colleague.close();
    });
  });
}

/** The next meeting of the council is opened on its evening, with everybody there; answers its address. */
async function openMeeting(page: Page, lang: string): Promise<string> {
  await page.goto(`/council?lang=${lang}`);
  const link = page.locator('main a[href^="/council/meetings/"]').first();
  const here = (await link.getAttribute('href'))!;
  await page.goto(here);
  const planned = await page.locator('aside time, main time').first().getAttribute('datetime');
  const now = new Date(new Date(planned!).getTime() + 60_000).toISOString();
  expect((await page.request.post('/dev/clock', { data: { now } })).status()).toBe(200);
  const meeting = `/desk${here}`;
  await atDesk(page, 'clerk', `${meeting}/attendance?lang=${lang}`);
  for (const box of await page.locator('input[name="member"]').all()) await box.check();
  await page.locator('main form:has(input[name="member"]) button[type="submit"]').click();
  await page.goto(meeting);
  await page.locator('form[action$="/open"] button').click();
  return meeting;
}

/** One key for each member, and one to put it before a colleague. */
async function byKeys(page: Page, members: number): Promise<number> {
  const key = (choice: string) =>
    page.locator(`[data-vote-row] input[value="${choice}"]`).first().getAttribute('data-choice-key');
  const [voor, tegen] = [await key('for'), await key('against')];
  let pressed = 0;
  for (let member = 0; member < members; member += 1) {
    await page.keyboard.press((member % 3 === 2 ? tegen : voor)!);
    pressed += 1;
  }
  await expect(page.locator('[data-vote-live]')).toContainText(/Adopted|Aangenomen/);
  await expect(page.locator('button[value="offer"]')).toBeFocused();
  await page.keyboard.press('Enter');
  return pressed + 1;
}

/** The plain form: who voted otherwise, and what all others did. */
async function byForm(page: Page, setting: Setting): Promise<number> {
  for (const row of [1, 4, 7]) {
    await page.locator('[data-vote-row]').nth(row).locator('input[value="against"]').check();
  }
  await page.locator('#others').selectOption('for');
  await page.locator('button[value="keep"]').click();
  await expect(page.locator('[data-vote-live]')).toContainText(setting.lang === 'nl' ? 'Aangenomen' : 'Adopted');
  await page.locator('button[value="offer"]').click();
  return 6;
}
