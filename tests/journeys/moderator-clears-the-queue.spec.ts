/**
 * A moderator clears the queue of a round in which everything is read first: by keyboard, one reason for a whole
 * campaign, an item taken over from a colleague, and several let through at once.
 */
import { expect, type Page } from './support/server.ts';
import { atDesk, send } from './support/writers.ts';
import {
  announceRound,
  dayAfter,
  dossierOf,
  moveClock,
  named,
  planRound,
  SETTINGS,
  tagged,
  test,
  using,
} from './support/rounds.ts';

const CAMPAIGN = 'Koop uw lantaarn bij ons: nergens goedkoper dan op https://kopen.example vandaag nog';

/** What comes in: a campaign that advertises, and three people who have something to say. */
const LETTERS = ['tekst', CAMPAIGN, `${CAMPAIGN}!`, `${CAMPAIGN}!!`, 'Meer bomen langs de kade.', 'De brug is te smal voor fietsers.', 'Zet banken bij de haven.'];

async function bringIn(desk: Page, here: string): Promise<void> {
  await desk.goto(`${here}/inputs/import`);
  await desk.locator('#content').fill(LETTERS.map((text, number) => (number === 0 ? text : `"${text}"`)).join('\n'));
  await send(desk);
  await desk.locator('main select').filter({ hasText: 'tekst' }).first().waitFor();
  await send(desk);
  await send(desk);
}

const items = (page: Page) => page.locator('[data-item]');
const approve = (page: Page) => page.locator('main button[name="action"][value="approve"]');

for (const setting of SETTINGS) {
  test.describe(named(setting), tagged(setting), () => {
    test.use(using(setting));

    test('the queue is cleared', async ({ page, browser, own, check }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({ baseURL: own.url, ...using(setting) });
      const officer = await context.newPage();
      const colleague = await (await browser.newContext({ baseURL: own.url, ...using(setting) })).newPage();
      for (const one of [page, officer, colleague]) await one.goto(`/?lang=${setting.lang}`);
      await atDesk(officer, 'officer', '/desk');
      const here = await planRound(officer, await dossierOf(officer, 'gasterrein'), {
        title: 'Wat moet er beter in de stad?',
        dossier: 'gasterrein',
        lang: setting.lang,
        phase: 'policy_preparation',
        procedure: 'informal',
        access: 'email',
        moderation: 'before',
        opensOn: dayAfter(2),
        closesOn: dayAfter(9),
        answerBy: dayAfter(40),
      });
      await announceRound(officer, here);
      await moveClock(page, 3);
      // Three days later nobody is signed in any more.
      await atDesk(officer, 'officer', '/desk');
      await bringIn(officer, here);
      const number = here.split('/').pop();
      const queue = `/desk/moderation?round=${number}`;

      await atDesk(page, 'moderator', '/desk');
      await expect(page.locator('main a[href="/desk/moderation"]')).toBeVisible();
      await page.goto(queue);
      await expect(items(page)).toHaveCount(6);
      await check(page);

      // One reason covers the campaign.
      if (setting.javaScript) {
        await page.keyboard.press('j');
        await page.keyboard.press('o');
      } else {
        await items(page).first().locator('[data-open]').click();
      }
      await expect(page).toHaveURL(/\/desk\/moderation\/\d+/);
      await expect(page.locator('main mark').first()).toContainText('kopen.example');
      await check(page);
      for (const box of await page.locator('input[name="also"]').all()) await box.check();
      if (setting.javaScript) {
        await page.keyboard.press('7');
        await expect(page.locator('input[name="rule"][value="advertising"]')).toBeChecked();
      } else {
        await page.locator('input[name="rule"][value="advertising"]').check();
      }
      // Without facts and reason nothing is hidden, and what was chosen stays.
      await page.locator('#action').selectOption('hide');
      await page.locator('main button[data-key="h"]').click();
      await expect(page.locator('#error-summary')).toBeVisible();
      await expect(page.locator('input[name="rule"][value="advertising"]')).toBeChecked();
      await check(page);
      await page.locator('#facts').fill('Er staat reclame met een link.');
      await page.locator('#reason').fill('Dit is reclame. Dat mag hier niet.');
      await page.locator('main button[data-key="h"]').click();
      await expect(page.locator('[role="status"]')).toContainText('3');

      // The next one opened by itself; a colleague who comes by has to take it over.
      await expect(page).toHaveURL(/\/desk\/moderation\/\d+/);
      const next = new URL(page.url()).pathname;
      await atDesk(colleague, 'moderator2', '/desk');
      await colleague.goto(next);
      await expect(approve(colleague)).toHaveCount(0);
      await check(colleague);
      if (setting.javaScript) await colleague.keyboard.press('t');
      else await colleague.locator('form[action$="/take"] button').click();
      await expect(approve(colleague)).toBeVisible();
      if (setting.javaScript) await page.keyboard.press('a');
      else await approve(page).click();
      await expect(page.locator('main [role="alert"]:not([data-idle-seconds])')).toBeVisible();
      await check(page);
      await approve(colleague).click();
      await expect(colleague.locator('[role="status"]')).toContainText('1');

      // What is left is let through from the list, at once.
      await colleague.goto(queue);
      await expect(items(colleague)).toHaveCount(2);
      await check(colleague);
      for (const box of await colleague.locator('input[name="item"]').all()) await box.check();
      if (setting.javaScript) await colleague.keyboard.press('a');
      else await colleague.locator('main form[method="post"] .weerklank-form__actions button').click();
      await expect(colleague.locator('[role="status"]')).toContainText('2');
      await expect(items(colleague)).toHaveCount(0);
      await check(colleague);
      await context.close();
    });
  });
}
