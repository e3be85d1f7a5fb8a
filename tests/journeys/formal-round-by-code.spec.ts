/**
 * A formal round: six weeks long by law, for stakeholders, and only for whoever got a letter with a code.
 */
import { expect } from './support/server.ts';
import { somebody } from './support/people.ts';
import { atDesk, mainForm, send } from './support/writers.ts';
import {
  announceRound,
  dayAfter,
  dossierOf,
  moveClock,
  named,
  OPPOSITES,
  planRound,
  tagged,
  test,
  untilShown,
  using,
  writeInput,
} from './support/rounds.ts';

const WORDS = {
  nl: {
    title: 'Ontwerpbesluit voor de Stationskade',
    tooShort: 'De ronde is korter open dan de wet vraagt.',
    stakeholders: 'Belanghebbenden',
    code: 'U hebt een code nodig.',
    stake: 'Ik woon tegenover het terrein.',
  },
  en: {
    title: 'Draft decision on the Stationskade',
    tooShort: 'The round is open for less time than the law asks.',
    stakeholders: 'Stakeholders',
    code: 'You need a code.',
    stake: 'I live opposite the site.',
  },
} as const;

for (const setting of OPPOSITES) {
  const words = WORDS[setting.lang];
  test.describe(named(setting), tagged(setting), () => {
    test.use(using(setting));

    test('a formal round of six weeks, by the code of a letter', async ({ page, browser, own, check }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({ baseURL: own.url, ...using(setting) });
      const desk = await context.newPage();
      await page.goto(`/?lang=${setting.lang}`);
      await desk.goto(`/?lang=${setting.lang}`);
      await atDesk(desk, 'officer', '/desk/rounds');
      const reference = await dossierOf(desk, 'gasterrein');
      const plan = {
        title: words.title,
        dossier: 'gasterrein',
        lang: setting.lang,
        phase: 'policy_preparation',
        procedure: 'formal_view',
        access: 'code',
        moderation: 'after',
        opensOn: dayAfter(2),
        closesOn: dayAfter(20),
        answerBy: dayAfter(120),
        bulletin: 'https://www.officielebekendmakingen.nl/gmb-2026-1',
      } as const;

      // Too short for the law: it cannot be announced, and the desk says why and until when it must be open.
      const here = await planRound(desk, reference, plan);
      await expect(desk.locator('main')).toContainText(words.tooShort);
      await check(desk);
      await desk.goto(`${here}/edit`);
      await check(desk);
      await desk.locator('#closes_on').fill(dayAfter(50));
      await send(desk);
      const round = await announceRound(desk, here);

      // Letters with codes.
      await desk.goto(`${here}/codes`);
      await check(desk);
      await desk.locator('#label').fill('Stationskade');
      await desk.locator('#amount').fill('2');
      await send(desk);
      await check(desk);
      const code = await desk.locator('.weerklank-letter__code').first().innerText();

      // Everybody reads who may respond, and the papers; only a code lets somebody write.
      await untilShown(page, round, words.stakeholders);
      await expect(page.locator('main')).toContainText(words.code);
      await expect(page.locator('main a[href*="/documents/"]').first()).toBeVisible();
      await check(page);
      await page.goto(`${round}/code`);
      await expect(mainForm(page)).toHaveCount(0);
      await check(page);
      await moveClock(page, 3);
      await page.goto(`${round}/take-part`);
      await expect(page).toHaveURL(/\/code$/);
      await page.locator('#invitation').fill('aaaa aaaa aa');
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
      await check(page);
      await page.locator('#invitation').fill(code.toUpperCase());
      await send(page);
      await expect(page).toHaveURL(/\/take-part/);
      await expect(page.locator('main')).toContainText(words.stakeholders);
      await check(page);
      await page.locator('#stake').fill(words.stake);
      await page.locator('#email').fill(somebody().email);
      await writeInput(page, 'Maak de rooilijn twee meter dieper, dan blijft er plaats voor bomen.');
      await expect(page).toHaveURL(/\/inputs\/1\/received$/);
      await check(page);

      // The code is spent.
      await page.context().clearCookies();
      await page.goto(`${round}/code?lang=${setting.lang}`);
      await page.locator('#invitation').fill(code);
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
      await context.close();
    });
  });
}
