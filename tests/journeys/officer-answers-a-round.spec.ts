/**
 * A policy officer brings a round of 1,200 inputs, two fifths of them near-identical, to full coverage by keyboard: sorts
 * them in batches, writes answers, a colleague approves, and the report is published. The gate refuses before.
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
  untilShown,
  using,
} from './support/rounds.ts';

const THINGS = ['banken', 'bomen', 'lantaarns', 'fietsrekken', 'speeltoestellen', 'bloembakken'];
const PLACES = ['plein', 'haven', 'boulevard', 'markt', 'brug', 'school', 'kade', 'station', 'park', 'strand'];
const WISHES = ['te weinig', 'te donker', 'te oud', 'te smal', 'te vol', 'te stil', 'te ver weg', 'te duur', 'te hoog'];
const CAMPAIGN = 'Wij vragen de raad om de oude lantaarns aan de kade te laten staan, want zij horen bij onze stad';

/** 480 letters of a campaign and 720 of people who each say it in their own way, as a file of the post room. */
function letters(): string {
  const rows = ['tekst'];
  for (let number = 0; number < 480; number += 1) rows.push(`"${CAMPAIGN}${'!'.repeat(number % 3)}"`);
  for (let number = 0; number < 720; number += 1) {
    const thing = THINGS[number % THINGS.length];
    const place = PLACES[Math.floor(number / 6) % PLACES.length];
    const wish = WISHES[Math.floor(number / 60) % WISHES.length];
    rows.push(`"Brief ${number}: de ${thing} bij de ${place} nummer ${number * 13} zijn ${wish} volgens gezin ${number * 7}."`);
  }
  return rows.join('\n');
}

/** Types keys one after another, as somebody does who never takes the mouse. */
async function keys(page: Page, ...pressed: string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

async function bringIn(desk: Page, here: string): Promise<void> {
  await desk.goto(`${here}/inputs/import`);
  await desk.locator('#content').fill(letters());
  await send(desk);
  await desk.locator('main select').filter({ hasText: 'tekst' }).first().waitFor();
  await send(desk);
  await expect(desk.locator('main')).toContainText(/1[.,]200/);
  await send(desk);
}

// Keys need a script; without one the same forms are walked in every-page and by the integration tests.
for (const setting of SETTINGS.filter(({ javaScript, width }) => javaScript && width > 1000)) {
  test.describe(named(setting), tagged(setting), () => {
    test.use(using(setting));

    test('1,200 inputs are answered', async ({ page, browser, own, check }) => {
      test.setTimeout(300_000);
      const context = await browser.newContext({ baseURL: own.url, ...using(setting) });
      const desk = await context.newPage();
      const colleague = await (await browser.newContext({ baseURL: own.url, ...using(setting) })).newPage();
      for (const one of [page, desk, colleague]) await one.goto(`/?lang=${setting.lang}`);
      await atDesk(desk, 'officer', '/desk');
      const reference = await dossierOf(desk, 'gasterrein');
      const here = await planRound(desk, reference, {
        title: 'Wat moet er beter in de stad?',
        dossier: 'gasterrein',
        lang: setting.lang,
        phase: 'policy_preparation',
        procedure: 'informal',
        access: 'email',
        moderation: 'after',
        opensOn: dayAfter(2),
        closesOn: dayAfter(9),
        answerBy: dayAfter(40),
      });
      const round = await announceRound(desk, here);
      await moveClock(page, 3);
      await atDesk(desk, 'officer', here);
      await bringIn(desk, here);
      await moveClock(page, 12);
      await atDesk(desk, 'officer', `${here}/begin-answering`);
      await send(desk);

      // The gate is shut, and lists what is open.
      await desk.goto(`${here}/report`);
      await expect(desk.locator('main')).toContainText(/-0001/);
      await check(desk);
      await desk.keyboard.press('p');
      await expect(desk.locator('#error-summary')).toBeVisible();

      // One theme for each thing that is searched; the campaign goes as one text.
      await desk.goto(`${here}/answers/sort`);
      await check(desk);
      for (const thing of THINGS) {
        await keys(desk, '/');
        await desk.keyboard.type(thing);
        await desk.keyboard.press('Enter');
        await desk.locator('#all').focus();
        await keys(desk, 'Space');
        await desk.locator('#title').focus();
        await desk.keyboard.type(`Over ${thing}`);
        await desk.keyboard.press('Enter');
        await expect(desk.locator('main [role="status"]')).toBeVisible();
      }
      await expect(desk.locator('main')).not.toContainText(/-0001/);

      // Answers: written, offered, approved by somebody else.
      for (let number = 1; number <= THINGS.length; number += 1) {
        await desk.goto(`${here}/themes/${number}`);
        if (number === 1) await check(desk);
        await desk.keyboard.press('w');
        await desk.locator('#heard').fill('U vindt dat het beter kan.');
        await desk.locator('#verdict').selectOption('partly_adopted');
        await desk.locator('#reasons').fill('Er is geld voor een deel.');
        await desk.locator('#change').fill('Wij vervangen de helft dit jaar.');
        await desk.locator('#responsible').fill('Wethouder buitenruimte');
        await desk.locator('#adopted_on').fill(dayAfter(0));
        if (number === 1) await check(desk);
        await desk.locator('button[value="offer"]').focus();
        await desk.keyboard.press('Enter');
        await expect(desk.locator('main [role="status"]')).toBeVisible();
        await atDesk(colleague, 'clerk', `${here}/answers/${number}`);
        if (number === 1) await check(colleague);
        await colleague.keyboard.press('y');
        await expect(colleague.locator('main [role="status"]')).toBeVisible();
      }
      await desk.goto(`${here}/answers`);
      await expect(desk.locator('main')).toContainText(/100 ?%/);
      await check(desk);

      // The report.
      await desk.goto(`${here}/report`);
      await desk.locator('#intro').fill('Dank voor alle brieven.');
      await desk.locator('main form button[type="submit"]').last().focus();
      await desk.keyboard.press('Enter');
      await expect(desk.locator('main a[href*="/report?version=1"]')).toBeVisible();
      await untilShown(page, `${round}/report`, 'Dank voor alle brieven.');
      await expect(page.locator('.weerklank-report__answer')).toHaveCount(THINGS.length);
      await expect(page.locator('.weerklank-report__views tbody tr')).toHaveCount(1200);
      await page.goto(`${round}/inputs/1`);
      await expect(page.locator('main')).toContainText('Wij vervangen de helft dit jaar.');
      await check(page);
    });
  });
}
