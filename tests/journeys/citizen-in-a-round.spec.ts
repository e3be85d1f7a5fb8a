/**
 * Somebody takes part in a round: finds it, reads what can still change, writes, confirms by mail, sees the number,
 * and changes what was written. Then the round closes: what is typed after that comes back, and what is sent is late.
 */
import { expect } from './support/server.ts';
import { somebody } from './support/people.ts';
import { mainForm, send } from './support/writers.ts';
import { confirmInput, moveClock, named, SETTINGS, tagged, test, toOwnInput, untilShown, using, writeInput } from './support/rounds.ts';

const ROUND = '/rounds/hoe-hoog-bouwen-we-op-het-gasterrein';

const WORDS = {
  nl: {
    text: 'Houd vanaf de Stationskade zicht op het water: zet de hoogste toren aan de spoorkant, met een open doorgang.',
    changed: 'Zet de hoogste toren aan de spoorkant. Houd een open doorgang naar het water.',
    scope: 'Wat kan nog veranderen',
    who: 'Wie kan meedoen?',
    kept: 'Uw wijziging is bewaard',
    lost: 'Uw wijziging is niet bewaard',
    late: 'te laat',
    closed: 'Gesloten',
    withdrawn: 'ingetrokken',
  },
  en: {
    text: 'Keep the water in view from the Stationskade: put the highest tower beside the railway, with an open passage.',
    changed: 'Put the highest tower beside the railway. Keep an open passage to the water.',
    scope: 'What can still change',
    who: 'Who can take part?',
    kept: 'Your change was saved',
    lost: 'Your change was not saved',
    late: 'late',
    closed: 'Closed',
    withdrawn: 'took this input back',
  },
} as const;

for (const setting of SETTINGS) {
  const words = WORDS[setting.lang];
  test.describe(named(setting), tagged(setting), () => {
    test.use(using(setting));

    test('from the home page to the number, and on until after the closing', async ({ page, check }) => {
      test.setTimeout(180_000);
      const person = somebody();

      // Find: the home page shows what is open.
      await page.goto(`/?lang=${setting.lang}`);
      await check(page);
      await page.locator(`main a[href="${ROUND}"]`).first().click();

      // Read: what can change, and who may take part, stand before anything is asked.
      await expect(page.locator('main')).toContainText(words.scope);
      await expect(page.locator('main')).toContainText(words.who);
      await expect(page.locator('main a[href*="/documents/"]').first()).toBeVisible();
      await check(page);
      await page.locator(`main a[href="${ROUND}/take-part?form=open"]`).first().click();
      await expect(page.locator('main')).toContainText(words.who);
      await check(page);

      // Write; a wrong address comes back with what was typed.
      await page.locator('#email').fill('fenna-at-nowhere');
      await writeInput(page, words.text);
      await expect(page.locator('#error-summary')).toBeVisible();
      await expect(page.locator('#text')).toHaveValue(words.text);
      await check(page);
      await page.locator('#email').fill(person.email);
      await page.locator('#name').fill(person.name);
      await page.locator('#show_name').check();
      await writeInput(page, words.text);
      await expect(page).toHaveURL(/\/take-part\/sent\//);
      await check(page);

      // Confirm, and see the number.
      await confirmInput(page, person);
      await expect(page).toHaveURL(/\/inputs\/\d+\/received$/);
      const number = await page.locator('.weerklank-figure__number').innerText();
      expect(number).toMatch(/^R\d+-\d{4}$/);
      await check(page);
      await page.locator('main a.utrecht-button-link--primary-action').click();
      await expect(page.locator('main')).toContainText(number);
      await expect(page.locator('main')).toContainText(person.name);
      await expect(page.locator('main')).toContainText(words.text);
      await check(page);
      const input = new URL(page.url()).pathname;

      // Change it, until the closing; the earlier text can be read.
      await toOwnInput(page, person);
      await check(page);
      const mine = new URL(page.url()).pathname;
      await page.locator('#text').fill(words.changed);
      await send(page);
      await expect(page.locator('main')).toContainText(words.kept);
      await page.goto(input);
      await expect(page.locator('main')).toContainText(words.changed);
      await expect(page.locator('main details')).toContainText(words.text);
      await untilShown(page, `${ROUND}/inputs`, number);
      await check(page);

      // The clock closes the round while a form stands open: what was typed comes back with the reason.
      await page.goto(mine);
      await moveClock(page, 20);
      const typed = `${words.changed} (2)`;
      await page.locator('#text').fill(typed);
      await send(page);
      await expect(page.locator('main')).toContainText(words.lost);
      await expect(page.locator('#text')).toHaveValue(typed);
      await expect(mainForm(page)).toHaveCount(0);
      await check(page);
      await untilShown(page, ROUND, words.closed);

      // What is sent now is late: the page says so before, the receipt after.
      await page.goto(mine);
      await check(page);
      await page.goto(`${ROUND}/take-part?form=open`);
      await expect(page.locator('main .utrecht-alert')).toContainText(words.late);
      await check(page);
      await page.locator('#text').fill(typed);
      const other = somebody('Late Lous');
      if ((await page.locator('#email').count()) > 0) await page.locator('#email').fill(other.email);
      await writeInput(page, typed);
      if (/take-part\/sent/.test(page.url())) await confirmInput(page, other);
      await expect(page).toHaveURL(/\/inputs\/\d+\/received$/);
      await expect(page.locator('main')).toContainText(words.late);
      await check(page);

      // And it can still be taken back.
      await page.goto(`${mine}/withdraw`);
      await check(page);
      await send(page);
      await page.goto(input);
      await expect(page.locator('main')).toContainText(words.withdrawn);
      await expect(page.locator('main')).not.toContainText(words.changed);
    });
  });
}
