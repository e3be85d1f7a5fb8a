/**
 * Somebody reports a text with a neighbour's name; a moderator leaves the name out; the author asks for another
 * decision; another moderator puts it back. Whoever reported, whoever wrote and everybody else reads what was decided.
 */
import { expect, type Page } from './support/server.ts';
import { somebody } from './support/people.ts';
import { atDesk, followMail, send } from './support/writers.ts';
import { confirmInput, named, SETTINGS, tagged, test, untilShown, using, writeInput } from './support/rounds.ts';

const ROUND = '/rounds/hoe-hoog-bouwen-we-op-het-gasterrein';
const NAME = 'Van Loon';

const WORDS = {
  nl: {
    text: `Vraag het aan meneer ${NAME}, die heeft de zon op de kade gemeten. In maart is het om vier uur al donker.`,
    left: '‹weggelaten›',
    limited: 'Een moderator liet woorden weg uit deze tekst.',
    right: 'U had gelijk.',
    decided: 'Woorden weggelaten',
    back: 'Teruggezet',
    asked: 'Wij hebben uw verzoek.',
    again: 'Het verzoek is terecht',
  },
  en: {
    text: `Ask Mr ${NAME}, he measured the sun on the quay. In March it is dark there at four o'clock already.`,
    left: '‹left out›',
    limited: 'A moderator left words out of this text.',
    right: 'You were right.',
    decided: 'Words left out',
    back: 'Put back',
    asked: 'We have your request.',
    again: 'The request is right',
  },
} as const;

/** Opens the row of a list at the desk that names something. */
async function openRow(desk: Page, words: string): Promise<void> {
  await desk.locator('main li, main tr').filter({ hasText: words }).first().getByRole('link').first().click();
}

for (const setting of SETTINGS) {
  const words = WORDS[setting.lang];
  test.describe(named(setting), tagged(setting), () => {
    test.use(using(setting));

    test('from the notice to the second decision', async ({ page, browser, own, check }, info) => {
      test.setTimeout(180_000);
      const author = somebody();
      const notifier = somebody('Els de Melder');
      const somebodyElse = async () => {
        const context = await browser.newContext({ baseURL: own.url, ...using(setting) });
        const other = await context.newPage();
        await other.goto(`/?lang=${setting.lang}`);
        return other;
      };
      const looks = async (shown: Page, name: string) => {
        await check(shown);
        await shown.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
      };

      // The author writes.
      await page.goto(`/?lang=${setting.lang}`);
      await page.goto(`${ROUND}/take-part?form=open`);
      await page.locator('#email').fill(author.email);
      await writeInput(page, words.text);
      await confirmInput(page, author);
      await page.locator('main a.utrecht-button-link--primary-action').click();
      const input = new URL(page.url()).pathname;
      await untilShown(page, input, NAME);

      // Somebody reports it.
      const reader = await somebodyElse();
      await reader.goto(input);
      await reader.locator('main a[href^="/report?at="]').click();
      await looks(reader, 'report');
      await reader.locator('#rule').selectOption('personal_data');
      await reader.locator('#explanation').fill('Meneer Van Loon wil hier niet staan.');
      await reader.locator('#email').fill(notifier.email);
      await send(reader);
      await expect(reader).toHaveURL(/\/notices\//);
      await looks(reader, 'notice');
      const notice = new URL(reader.url()).pathname;
      const number = /M\d\d-\d{4}/.exec(await reader.locator('h1').innerText())?.[0] ?? '';
      expect(number).not.toBe('');

      // A moderator agrees, and leaves the name out.
      const moderator = await somebodyElse();
      await atDesk(moderator, 'moderator', '/desk/notices');
      await openRow(moderator, number);
      await looks(moderator, 'case');
      await moderator.locator('#outcome').selectOption('upheld');
      await moderator.locator('#action').selectOption('redact');
      await moderator.locator('#words').fill('Niemand');
      await moderator.locator('#rule-personal_data').check();
      await moderator.locator('#facts').fill('Er staat de naam van een buurman.');
      await moderator.locator('#reason').fill('U noemt een buurman met naam.');
      await send(moderator);
      await expect(moderator.locator('#error-summary')).toBeVisible();
      await expect(moderator.locator('#reason')).toHaveValue('U noemt een buurman met naam.');
      await looks(moderator, 'case-wrong');
      await moderator.locator('#words').fill(NAME);
      await send(moderator);
      await expect(moderator).not.toHaveURL(/error/);
      await expect(moderator.locator('#error-summary')).toHaveCount(0);

      // Everybody reads the rest, and whoever reported hears it.
      await untilShown(page, input, words.left);
      await expect(page.locator('main')).toContainText(words.limited);
      await expect(page.locator('main')).not.toContainText(NAME);
      await looks(page, 'limited');
      await reader.goto(notice);
      await expect(reader.locator('main')).toContainText(words.right);

      // The author asks for another decision, by the link of the mail.
      await followMail(page, author, /besluit|decision/i, '/complaints/author/');
      await looks(page, 'complain');
      const complaint = new URL(page.url()).pathname;
      await page.locator('#complaint').fill('Meneer Van Loon is wethouder en vindt het goed.');
      await send(page);
      await expect(page.locator('main')).toContainText(words.asked);

      // The first moderator cannot decide it; another one puts the name back.
      await atDesk(moderator, 'moderator', '/desk/notices?list=complaints');
      const other = await somebodyElse();
      await atDesk(other, 'moderator2', '/desk/notices?list=complaints');
      await other.locator('main a[href^="/desk/complaints/"]').last().click();
      await expect(other.locator('main')).toContainText('wethouder');
      await looks(other, 'complaint');
      const here = new URL(other.url()).pathname;
      await moderator.goto(here);
      await expect(moderator.locator('#outcome')).toHaveCount(0);
      await other.locator('#outcome').selectOption('upheld');
      await other.locator('#reason').fill('Een wethouder mag genoemd worden.');
      await send(other);
      await untilShown(page, input, NAME);
      await expect(page.locator('main')).not.toContainText(words.limited);
      await page.goto(complaint);
      await expect(page.locator('main')).toContainText(words.again);
      await looks(page, 'decided');

      // Both decisions stand in the log, without the name.
      await untilShown(page, '/moderation-log', words.back);
      await expect(page.locator('main')).toContainText(words.decided);
      await expect(page.locator('main')).not.toContainText(NAME);
      await looks(page, 'log');
    });
  });
}
