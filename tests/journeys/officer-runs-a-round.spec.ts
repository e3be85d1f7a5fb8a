/**
 * A policy officer runs a round: plans it, announces it, tells why it is extended, enters what came by post, and begins
 * to answer once the clock has closed it. Citizens see each step.
 */
import { expect } from './support/server.ts';
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

const WORDS = {
  nl: {
    title: 'Welke kleur krijgen de banken?',
    announced: 'Gaat open op',
    open: 'Doe mee',
    extended: 'Verlengd',
    closed: 'Gesloten',
    answering: 'Wordt beantwoord',
    paper: 'Per post',
    everybody: 'Iedereen.',
  },
  en: {
    title: 'Which colour do the benches get?',
    announced: 'Opens on',
    open: 'Take part',
    extended: 'Made longer',
    closed: 'Closed',
    answering: 'Being answered',
    paper: 'By post',
    everybody: 'Everybody.',
  },
} as const;

for (const setting of SETTINGS) {
  const words = WORDS[setting.lang];
  test.describe(named(setting), tagged(setting), () => {
    test.use(using(setting));

    test('planned, announced, open, extended, closed, answered', async ({ page, browser, own, check }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({ baseURL: own.url, ...using(setting) });
      const desk = await context.newPage();
      await page.goto(`/?lang=${setting.lang}`);
      await desk.goto(`/?lang=${setting.lang}`);
      await atDesk(desk, 'officer', '/desk');
      await check(desk);

      // Planned: first without what is needed, and the desk says what lacks.
      const reference = await dossierOf(desk, 'gasterrein');
      await desk.goto(`/desk/rounds/new?dossier=${reference}`);
      await check(desk);
      await send(desk);
      await expect(desk.locator('#error-summary')).toBeVisible();
      await check(desk);
      const here = await planRound(desk, reference, {
        title: words.title,
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
      await check(desk);

      // Announced: everybody sees when it opens and who may take part, and nobody can yet.
      await desk.goto(`${here}/announce`);
      await check(desk);
      const round = await announceRound(desk, here);
      await untilShown(page, round, words.announced);
      await expect(page.locator('main')).toContainText(words.everybody);
      await check(page);
      expect((await page.goto(`${round}/take-part`))?.status()).toBe(409);
      await check(page);

      // Open, by the clock; extended, with a reason that everybody reads.
      await moveClock(page, 3);
      await untilShown(page, round, words.open);
      await atDesk(desk, 'officer', `${here}/extend`);
      await check(desk);
      await desk.locator('#closes_on').fill(dayAfter(16));
      await desk.locator('#reason').fill('De zaal was te klein: er komt een tweede avond.');
      await desk.locator('#cause').selectOption('other');
      await send(desk);
      await untilShown(page, round, words.extended);
      await expect(page.locator('main')).toContainText('er komt een tweede avond');
      await check(page);

      // A letter and a call: entered one after another, the day is kept.
      await desk.goto(`${here}/inputs/new`);
      await check(desk);
      await desk.locator('#channel').selectOption('paper');
      await desk.locator('#received_on').fill(dayAfter(3));
      await desk.locator('#input_text').fill('Schilder de banken bij het water donkerblauw, dan vallen ze minder op.');
      await send(desk);
      await expect(desk.locator('main [role="status"]')).toContainText(/R\d+-0001/);
      await expect(desk.locator('#received_on')).toHaveValue(dayAfter(3));
      await check(desk);
      await desk.locator('#input_text').fill('Rode banken zijn in de schemer goed te zien voor wie slecht ziet.');
      await send(desk);
      await expect(desk.locator('main [role="status"]')).toContainText(/R\d+-0002/);
      await untilShown(page, `${round}/inputs`, words.paper);
      await check(page);
      await desk.goto(`${here}/inputs`);
      await check(desk);

      // The officer answers below an input as the body, by the link on its page at the desk.
      await desk.goto(`${here}/inputs/1`);
      await check(desk);
      await desk.locator(`main a[href="${here}/inputs/1/reply"]`).click();
      await check(desk);
      await desk.locator('#reply').fill('Donkerblauw kan: die kleur ligt op voorraad.');
      await send(desk);
      await expect(desk.locator('main')).toContainText('die kleur ligt op voorraad');
      await check(desk);

      // Closed by the clock: late letters are still taken, and the answers begin.
      await moveClock(page, 18);
      await untilShown(page, round, words.closed);
      await check(page);
      await atDesk(desk, 'officer', `${here}/begin-answering`);
      await check(desk);
      await send(desk);
      await expect(desk.locator('main')).toContainText(/R\d+|0002/);
      await untilShown(page, round, words.answering);
      await desk.goto('/desk');
      await expect(desk.locator('main')).toContainText(words.title);
      await check(desk);
      await context.close();
    });
  });
}
