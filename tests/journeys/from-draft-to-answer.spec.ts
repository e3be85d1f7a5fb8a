/**
 * A petition goes its whole way: written, left and taken up again, backed, revised, admitted, signed, closed by the
 * clock, handed over and answered by two people; and everybody who signed hears of the answer once.
 */
import { test as base, expect, start, type Server } from './support/server.ts';
import { followConfirmLink, openMail, postForm, signPetition, somebody, type Person } from './support/people.ts';
import {
  answerQuestions,
  atDesk,
  beginToWrite,
  followMail,
  mailsTo,
  mainForm,
  send,
  type Text,
} from './support/writers.ts';

/** These walks move the clock: each has a server that nobody else looks at. */
const test = base.extend<{ own: Server }>({
  own: async ({ engine }, use) => {
    const server = await start(engine);
    await use(server);
    await server.stop();
  },
  baseURL: async ({ own }, use) => {
    await use(own.url);
  },
});

const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const walks = [
  {
    lang: 'nl',
    width: 360,
    javaScript: false,
    supporters: 25,
    text: {
      title: 'Zet een waterpunt bij het skatepark',
      observation: 'Bij het skatepark is nergens water. In de zomer drinken kinderen uit de sloot.',
      request: 'Wij vragen een waterpunt, en dat de wethouder zelf komt skaten.',
      instrument: 'citizens_initiative',
      closing: inDays(60),
    } satisfies Text,
    revised: 'Wij vragen een waterpunt bij het skatepark.',
    subjects: { file: /Nog één klik/, revise: /Pas uw petitie aan/, answered: /Er is antwoord/, support: /Bevestig uw steun/ },
    state: 'Beantwoord',
  },
  {
    lang: 'en',
    width: 1280,
    javaScript: true,
    supporters: 0,
    text: {
      title: 'Keep the lights of the sea front on until midnight',
      observation: 'The lights go out at ten, while the last ferry comes in at half past eleven.',
      request: 'We ask for light until midnight.',
      instrument: 'petition',
      closing: inDays(60),
    } satisfies Text,
    revised: 'We ask to keep the lights of the sea front on until midnight.',
    subjects: { file: /One more click/, revise: /Please revise your petition/, answered: /The petition has been answered/, support: /support/ },
    state: 'Answered',
  },
] as const;

for (const { lang, width, javaScript, supporters, text, revised, subjects, state } of walks) {
  test.describe(`${lang}, ${width} px, ${javaScript ? 'with' : 'without'} JavaScript`, () => {
    test.use({ viewport: { width, height: 800 }, javaScriptEnabled: javaScript });

    test('from the first word to the answer', async ({ page, browser, own }) => {
      test.setTimeout(240_000);
      const desk = await browser.newContext({
        baseURL: own.url,
        viewport: { width, height: 800 },
        javaScriptEnabled: javaScript,
      });
      const clerk = await desk.newPage();
      const petitioner = somebody('Fleur Zandstra');
      await page.goto(`/?lang=${lang}`);

      // Written; left halfway, and taken up again by the mailed link.
      await beginToWrite(page, text.title);
      await answerQuestions(page, text, petitioner);
      const mine = /\/mine\/[\w-]{22}/.exec(page.url())?.[0] ?? '';
      await page.goto(mine);
      await expect(page.locator('main')).toContainText(text.request);
      await send(page);
      await followMail(page, petitioner, subjects.file, '/mine/');
      const mailed = /\/mine\/[\w-]{22}/.exec(page.url())?.[0] ?? '';
      expect(mailed).not.toBe(mine);
      await send(page);
      await expect(mainForm(page)).toHaveCount(0);

      // Backed by enough people, where that is needed; then put before the clerk.
      if (supporters > 0) {
        const link = await page.locator('main').innerText();
        const support = /\/support\/[\w-]{22}/.exec(link)?.[0] ?? '';
        expect(support, link).not.toBe('');
        await backBy(page, support, supporters, subjects.support);
        await page.goto(mailed);
        await send(page);
      }

      // The clerk asks for a revision; the petitioner makes it, and the clerk sees what changed.
      await atDesk(clerk, 'clerk', `/desk/petitions?q=${encodeURIComponent(text.title)}`);
      const here = (await clerk.locator('main a[href^="/desk/petitions/P"]').first().getAttribute('href')) ?? '';
      await clerk.goto(`${here}/revise`);
      await clerk.locator('#reason').fill('Vraag één ding.');
      await send(clerk);
      await followMail(page, petitioner, subjects.revise, '/mine/');
      await expect(page.locator('main')).toContainText('Vraag één ding.');
      await page.goto(`${mailed}/request`);
      await page.locator('#value').fill(revised);
      await send(page);
      await page.goto(mailed);
      await send(page);
      await clerk.goto(here);
      await expect(clerk.locator('main del').first()).toBeVisible();
      await expect(clerk.locator('main ins').first()).toBeVisible();

      // Admitted: public, and signed by three more.
      await clerk.goto(`${here}/admit`);
      await send(clerk);
      await page.goto(`/petitions?q=${encodeURIComponent(text.title)}`);
      const slug = /\/petitions\/([\w-]+)/.exec(
        (await page.locator('main a[href^="/petitions/"]').filter({ hasText: text.title }).first().getAttribute('href')) ?? '',
      )?.[1];
      expect(slug).toBeTruthy();
      const signers: Person[] = ['Aad Smit', 'Bea Smit', 'Cor Smit'].map((name) => somebody(name));
      for (const signer of signers) {
        await page.goto(`/petitions/${slug}/sign`);
        await page.locator('#keep_informed').check();
        await page.locator('#name').fill(signer.name);
        await page.locator('#email').fill(signer.email);
        await page.locator('#postcode').fill(signer.postcode);
        await postForm(page).locator('button').click();
        await openMail(page, signer);
        await followConfirmLink(page);
        await postForm(page).locator('button').click();
        await expect(page.locator('form[action*="/confirm/"]')).toHaveCount(0);
      }
      await expect.poll(() => own.count(slug ?? '')).toBe(supporters + 3);

      // The clock closes it.
      const after = new Date(Date.now() + 62 * DAY).toISOString();
      const moved = await page.request.post('/dev/clock', { data: { now: after } });
      expect(moved.status()).toBe(200);
      await expect(async () => {
        await page.goto(`/petitions/${slug}/sign`);
        await expect(page.locator('#name')).toHaveCount(0, { timeout: 200 });
      }).toPass({ timeout: 15_000, intervals: [250] });

      // Handed over, and answered: written by one, published by another.
      await atDesk(clerk, 'clerk', `${here}/hand-over`);
      await clerk.locator('#proposal').selectOption({ index: 1 });
      await send(clerk);
      const officer = await (await browser.newContext({ baseURL: own.url, javaScriptEnabled: javaScript })).newPage();
      await atDesk(officer, 'officer', `${here}/answer`);
      await officer.locator('#verdict').selectOption('adopted');
      await officer.locator('#heard').fill('U vraagt licht en water.');
      await officer.locator('#reasons').fill('Het kan, en het kost weinig.');
      await officer.locator('#change').fill('Het komt er voor de zomer.');
      await officer.locator('#responsible').fill('Wethouder Buitenruimte');
      await officer.locator('#adopted_by').fill('Gemeenteraad');
      await officer.locator('#adopted_on').fill(after.slice(0, 10));
      await officer.locator('button[name="then"][value="offer"]').click();
      await clerk.goto(`${here}/answer`);
      await clerk.locator('form[action$="/publish"] button').click();

      await page.goto(`/petitions/${slug}`);
      await expect(page.locator('main')).toContainText(state);
      await expect(page.locator('main')).toContainText('Het komt er voor de zomer.');

      // Everybody who asked for it hears of it, once.
      for (const person of [petitioner, ...signers]) {
        await expect.poll(() => mailsTo(page, person, subjects.answered), { timeout: 20_000 }).toBe(1);
      }
      await desk.close();
    });
  });
}

/** So many people back a petition by its private link, each with a mailbox. */
async function backBy(
  page: Parameters<typeof signPetition>[0],
  support: string,
  amount: number,
  subject: RegExp,
): Promise<void> {
  const people = Array.from({ length: amount }, (_, number) => somebody(`Steun Nummer ${'abcdefghijklmnopqrstuvwxyz'[number]}`));
  for (const person of people) {
    await page.goto(support);
    await page.locator('#name').fill(person.name);
    await page.locator('#email').fill(person.email);
    await page.locator('#postcode').fill(person.postcode);
    for (const box of ['#is_old_enough', '#is_resident']) {
      if ((await page.locator(box).count()) > 0) await page.locator(box).check();
    }
    await send(page);
  }
  for (const person of people) {
    await followMail(page, person, subject, '/support/confirm/');
    await send(page);
  }
}
