/**
 * The walk the whole site is for: home, search, find, sign, read the mail, confirm, see the count move.
 * In both languages, on a telephone and on a desk, and without JavaScript.
 */
import { expect, test } from './support/server.ts';
import { fillSignForm, followConfirmLink, openMail, postForm, signPetition, somebody } from './support/people.ts';

const walks = [
  { lang: 'nl', words: 'zwembad zondag', slug: 'zwembad-de-zandbank-op-zondag-open' },
  { lang: 'en', words: 'letters newcomers', slug: 'english-information-from-the-town-hall' },
] as const;

const settings = [
  { width: 360, height: 740, javaScript: true },
  { width: 1280, height: 900, javaScript: true },
  { width: 360, height: 740, javaScript: false },
] as const;

for (const { lang, words, slug } of walks) {
  for (const { width, height, javaScript } of settings) {
    test.describe(`${lang}, ${width} px, ${javaScript ? 'with' : 'without'} JavaScript`, () => {
      test.use({ viewport: { width, height }, javaScriptEnabled: javaScript });

      test('from the home page to a signature that counts', async ({ page, server }) => {
        const person = somebody();
        const before = await server.count(slug);

        // Home, in this language; it is remembered from here on.
        await page.goto(`/?lang=${lang}`);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);

        // Search, and find.
        const search = page.locator('main form[action^="/petitions"]').first();
        await search.locator('input[name="q"]').fill(words);
        await search.locator('button').click();
        await expect(page).toHaveURL(/\/petitions\?.*q=/);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await page.locator(`main a[href$="/petitions/${slug}"]`).first().click();

        // Read, and sign.
        await expect(page).toHaveURL(new RegExp(`/petitions/${slug}$`));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.locator(`main a[href$="/petitions/${slug}/sign"]`).first().click();
        await fillSignForm(page, person);
        await postForm(page).locator('button').click();
        await expect(page.locator('input[name="code"]')).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('lang', lang);

        // Nothing counts before the button on the linked page.
        await openMail(page, person);
        await expect(page.locator('pre')).toContainText('/confirm/');
        await followConfirmLink(page);
        await expect(postForm(page)).toHaveCount(1);
        expect(await server.count(slug)).toBe(before);

        await postForm(page).locator('button').click();
        await expect(page.locator('form[action*="/confirm/"]')).toHaveCount(0);
        await expect(page.locator(`main a[href*="/petitions/${slug}"]`).first()).toBeVisible();
        // Counts are at most a second old.
        await expect.poll(() => server.count(slug)).toBe(before + 1);

        // And the page shows it: written as this language writes numbers.
        const shown = new Intl.NumberFormat(lang === 'nl' ? 'nl-NL' : 'en-GB').format(before + 1);
        await expect(async () => {
          await page.goto(`/petitions/${slug}`);
          await expect(page.locator('main')).toContainText(shown, { timeout: 500 });
        }).toPass({ timeout: 10_000, intervals: [300] });
      });
    });
  }
}

test('the short code of the mail confirms too', async ({ page, server }) => {
  const slug = 'speeltuin-voor-alle-kinderen';
  const person = somebody('Bilal Idrissi');
  const before = await server.count(slug);
  await signPetition(page, slug, person);
  const waiting = page.url();

  await openMail(page, person);
  // The code stands on a line of its own.
  const text = await page.locator('pre').innerText();
  const code = /^\s*(\d[\d ]{3,8}\d)\s*$/m.exec(text)?.[1];
  expect(code, `no code in:\n${text}`).toBeTruthy();

  await page.goto(waiting);
  await page.locator('input[name="code"]').fill(code ?? '');
  await page.locator('form').filter({ has: page.locator('input[name="code"]') }).locator('button').click();
  await expect(page.locator('input[name="code"]')).toHaveCount(0);
  await expect.poll(() => server.count(slug)).toBe(before + 1);
});

test('confirming twice counts once', async ({ page, server }) => {
  const slug = 'maak-van-de-oude-dijkweg-een-fietsstraat';
  const person = somebody('Harm Oosterhuis');
  const before = await server.count(slug);
  await signPetition(page, slug, person);
  await openMail(page, person);
  const link = await page.locator('main a[href*="/confirm/"]').first().getAttribute('href');
  for (let time = 0; time < 2; time += 1) {
    const answer = await page.goto(link ?? '');
    expect(answer?.status()).toBe(200);
    const form = page.locator('form[action*="/confirm/"]');
    if ((await form.count()) > 0) {
      await form.locator('button').click();
      await expect(form).toHaveCount(0);
    }
  }
  await expect.poll(() => server.count(slug)).toBe(before + 1);
});

test('what was typed comes back with an error next to its field', async ({ page }) => {
  await page.goto('/petitions/speeltuin-voor-alle-kinderen/sign');
  await page.locator('#name').fill('Naomi Idrissi');
  await page.locator('#email').fill('naomi-at-nowhere');
  await page.locator('#postcode').fill('8972 KB');
  // The server decides; the browser's own checks must not be needed.
  await page.locator('form[method="post" i]').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await postForm(page).locator('button').click();
  await expect(page.locator('#name')).toHaveValue('Naomi Idrissi');
  await expect(page.locator('#email')).toHaveValue('naomi-at-nowhere');
  await expect(page.locator('#email')).toHaveAttribute('aria-invalid', 'true');
  const summaryLink = page.locator('main a[href="#email"]');
  await expect(summaryLink).toBeVisible();
  await summaryLink.click();
  await expect(page.locator('#email')).toBeFocused();
});

test('the sign form can be walked with the keyboard alone', async ({ page, server }) => {
  const slug = 'een-vaste-plek-voor-de-voedselbank';
  const person = somebody('Corrie Zuidema');
  await page.goto(`/petitions/${slug}`);

  // The first stop jumps over the header.
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveAttribute('href', /^#/);
  await page.keyboard.press('Enter');

  await tabTo(`a[href$="/petitions/${slug}/sign"]`);
  await page.keyboard.press('Enter');
  await expect(page.locator('#name')).toBeVisible();

  await tabTo('#name');
  await page.keyboard.type(person.name);
  await tabTo('#email');
  await page.keyboard.type(person.email);
  await tabTo('#postcode');
  await page.keyboard.type(person.postcode);
  await tabTo('#show_name');
  await page.keyboard.press('Space');
  await expect(page.locator('#show_name')).toBeChecked();
  await tabTo('#keep_informed');
  await tabTo('form[method="post" i] button');
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name="code"]')).toBeVisible();
  expect(await server.count(slug)).toBeGreaterThan(0);

  /** Presses Tab until this is focused; every stop on the way shows where it is. */
  async function tabTo(selector: string): Promise<void> {
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate((wanted) => {
        const element = document.activeElement;
        if (!element || element === document.body) return { arrived: false, visible: true, what: 'body' };
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        return {
          arrived: element.matches(wanted),
          visible: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
          inView: box.bottom > 0 && box.top < innerHeight,
          what: element.outerHTML.slice(0, 120),
        };
      }, selector);
      expect(focus.visible, `no visible focus on ${focus.what}`).toBe(true);
      if (focus.arrived) return;
    }
    throw new Error(`${selector} cannot be reached with Tab`);
  }
});
