/**
 * A policy officer runs a round: plans it, announces it, tells why it is extended, enters what came by post, and begins
 * to answer once the clock has closed it. Citizens see each step. And a formal round of six weeks for whoever has a code.
 */
import { expect } from './support/server.ts';
import { somebody } from './support/people.ts';
import { atDesk, mainForm, send } from './support/writers.ts';
import { expectAccessible } from './support/accessible.ts';
import {
  announceRound,
  dayAfter,
  dossierOf,
  moveClock,
  named,
  planRound,
  SETTINGS,
  test,
  untilShown,
  using,
  writeInput,
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
    stakeholders: 'Belanghebbenden',
    code: 'U hebt een code nodig.',
    stake: 'Ik woon tegenover het terrein.',
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
    stakeholders: 'Stakeholders',
    code: 'You need a code.',
    stake: 'I live opposite the site.',
  },
} as const;

for (const setting of SETTINGS) {
  const words = WORDS[setting.lang];
  test.describe(named(setting), () => {
    test.use(using(setting));

    test('planned, announced, open, extended, closed, answered', async ({ page, browser, own }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({ baseURL: own.url, ...using(setting) });
      const desk = await context.newPage();
      await page.goto(`/?lang=${setting.lang}`);
      await desk.goto(`/?lang=${setting.lang}`);
      await atDesk(desk, 'officer', '/desk');
      await expectAccessible(desk);

      // Planned: first without what is needed, and the desk says what lacks.
      const reference = await dossierOf(desk, 'gasterrein');
      await desk.goto(`/desk/rounds/new?dossier=${reference}`);
      await expectAccessible(desk);
      await send(desk);
      await expect(desk.locator('#error-summary')).toBeVisible();
      await expectAccessible(desk);
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
      await expectAccessible(desk);

      // Announced: everybody sees when it opens and who may take part, and nobody can yet.
      await desk.goto(`${here}/announce`);
      await expectAccessible(desk);
      const round = await announceRound(desk, here);
      await untilShown(page, round, words.announced);
      await expect(page.locator('main')).toContainText(words.everybody);
      await expectAccessible(page);
      expect((await page.goto(`${round}/take-part`))?.status()).toBe(409);
      await expectAccessible(page);

      // Open, by the clock; extended, with a reason that everybody reads.
      await moveClock(page, 3);
      await untilShown(page, round, words.open);
      await atDesk(desk, 'officer', `${here}/extend`);
      await expectAccessible(desk);
      await desk.locator('#closes_on').fill(dayAfter(16));
      await desk.locator('#reason').fill('De zaal was te klein: er komt een tweede avond.');
      await desk.locator('#cause').selectOption('other');
      await send(desk);
      await untilShown(page, round, words.extended);
      await expect(page.locator('main')).toContainText('er komt een tweede avond');
      await expectAccessible(page);

      // A letter and a call: entered one after another, the day is kept.
      await desk.goto(`${here}/inputs/new`);
      await expectAccessible(desk);
      await desk.locator('#channel').selectOption('paper');
      await desk.locator('#received_on').fill(dayAfter(3));
      await desk.locator('#input_text').fill('Schilder de banken bij het water donkerblauw, dan vallen ze minder op.');
      await send(desk);
      await expect(desk.locator('main [role="status"]')).toContainText(/R\d+-0001/);
      await expect(desk.locator('#received_on')).toHaveValue(dayAfter(3));
      await expectAccessible(desk);
      await desk.locator('#input_text').fill('Rode banken zijn in de schemer beter te zien voor wie slecht ziet.');
      await send(desk);
      await expect(desk.locator('main [role="status"]')).toContainText(/R\d+-0002/);
      await untilShown(page, `${round}/inputs`, words.paper);
      await expectAccessible(page);
      await desk.goto(`${here}/inputs`);
      await expectAccessible(desk);

      // The officer answers below an input as the body, by the link on its page at the desk.
      await desk.goto(`${here}/inputs/1`);
      await expectAccessible(desk);
      await desk.locator(`main a[href="${here}/inputs/1/reply"]`).click();
      await expectAccessible(desk);
      await desk.locator('#reply').fill('Donkerblauw kan: die kleur ligt op voorraad.');
      await send(desk);
      await expect(desk.locator('main')).toContainText('die kleur ligt op voorraad');
      await expectAccessible(desk);

      // Closed by the clock: late letters are still taken, and the answers begin.
      await moveClock(page, 18);
      await untilShown(page, round, words.closed);
      await expectAccessible(page);
      await atDesk(desk, 'officer', `${here}/begin-answering`);
      await expectAccessible(desk);
      await send(desk);
      await expect(desk.locator('main')).toContainText(/R\d+|0002/);
      await untilShown(page, round, words.answering);
      await desk.goto('/desk');
      await expect(desk.locator('main')).toContainText(words.title);
      await expectAccessible(desk);
      await context.close();
    });

    test('a formal round of six weeks, by the code of a letter', async ({ page, browser, own }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({ baseURL: own.url, ...using(setting) });
      const desk = await context.newPage();
      await page.goto(`/?lang=${setting.lang}`);
      await desk.goto(`/?lang=${setting.lang}`);
      await atDesk(desk, 'officer', '/desk/rounds');
      const reference = await dossierOf(desk, 'gasterrein');
      const plan = {
        title: `${words.title} (Awb)`,
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
      await expectAccessible(desk);
      await desk.goto(`${here}/edit`);
      await expectAccessible(desk);
      await desk.locator('#closes_on').fill(dayAfter(50));
      await send(desk);
      const round = await announceRound(desk, here);

      // Letters with codes.
      await desk.goto(`${here}/codes`);
      await expectAccessible(desk);
      await desk.locator('#label').fill('Stationskade');
      await desk.locator('#amount').fill('2');
      await send(desk);
      await expectAccessible(desk);
      const code = await desk.locator('.weerklank-letter__code').first().innerText();

      // Everybody reads who may respond, and the papers; only a code lets somebody write.
      await untilShown(page, round, words.stakeholders);
      await expect(page.locator('main')).toContainText(words.code);
      await expect(page.locator('main a[href*="/documents/"]').first()).toBeVisible();
      await expectAccessible(page);
      await page.goto(`${round}/code`);
      await expect(mainForm(page)).toHaveCount(0);
      await expectAccessible(page);
      await moveClock(page, 3);
      await page.goto(`${round}/take-part`);
      await expect(page).toHaveURL(/\/code$/);
      await page.locator('#invitation').fill('aaaa aaaa aa');
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
      await expectAccessible(page);
      await page.locator('#invitation').fill(code.toUpperCase());
      await send(page);
      await expect(page).toHaveURL(/\/take-part/);
      await expect(page.locator('main')).toContainText(words.stakeholders);
      await expectAccessible(page);
      await page.locator('#stake').fill(words.stake);
      await page.locator('#email').fill(somebody().email);
      await writeInput(page, 'Maak de rooilijn twee meter dieper, dan blijft er plaats voor bomen.');
      await expect(page).toHaveURL(/\/inputs\/1\/received$/);
      await expectAccessible(page);

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
