/** Somebody who takes part in a round, an officer who runs one, and the clock between them. */
import { test as base, expect, start, type Engine, type Page, type Server } from './server.ts';
import { expectAccessible, expectAccessibleWithoutScript } from './accessible.ts';
import { followMail, send } from './writers.ts';
import type { Person } from './people.ts';

/** These walks move the clock: each has a server that nobody else looks at. */
export const test = base.extend<{ own: Server; check: (page: Page) => Promise<void> }>({
  own: async ({ engine }, use) => {
    const server = await start(engine);
    await use(server);
    await server.stop();
  },
  /** Looks whether the page is accessible as it is now, in a browser with JavaScript or without. */
  check: async ({ browser, viewport, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) {
      await use(expectAccessible);
      return;
    }
    const context = await browser.newContext({ viewport, javaScriptEnabled: true });
    const looker = await context.newPage();
    await use((page) => expectAccessibleWithoutScript(page, looker));
    await context.close();
  },
  baseURL: async ({ own }, use) => {
    await use(own.url);
  },
});

/** How a walk is done. */
export interface Setting {
  lang: 'nl' | 'en';
  width: number;
  javaScript: boolean;
  engine: Engine;
}

/** Five ways in which every two values of language, width, script and database meet at least once. */
export const SETTINGS: readonly Setting[] = [
  { lang: 'nl', width: 360, javaScript: false, engine: 'sqlite' },
  { lang: 'en', width: 1280, javaScript: true, engine: 'sqlite' },
  { lang: 'nl', width: 1280, javaScript: true, engine: 'postgres' },
  { lang: 'en', width: 360, javaScript: true, engine: 'postgres' },
  { lang: 'en', width: 1280, javaScript: false, engine: 'postgres' },
];

/** Two ways in which each value is met. */
export const OPPOSITES: readonly Setting[] = [
  { lang: 'nl', width: 360, javaScript: false, engine: 'postgres' },
  { lang: 'en', width: 1280, javaScript: true, engine: 'sqlite' },
];

export const named = ({ lang, width, javaScript }: Setting) =>
  `${lang}, ${width} px, ${javaScript ? 'with' : 'without'} JavaScript`;

/** Walked by the project of this engine only: see `playwright.config.ts`. */
export const tagged = ({ engine }: Setting) => ({ tag: `@only-${engine}` });

export const using = ({ width, javaScript }: Setting) => ({
  viewport: { width, height: 800 },
  javaScriptEnabled: javaScript,
});

const DAY = 24 * 60 * 60 * 1000;

/** The day so many days from the real now, as a date field takes it. */
export const dayAfter = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** Moves the clock of the installation to noon of the day so many days from the real now. */
export async function moveClock(page: Page, days: number): Promise<void> {
  const moved = await page.request.post('/dev/clock', { data: { now: `${dayAfter(days)}T12:00:00Z` } });
  expect(moved.status()).toBe(200);
}

/** Comes back to a page until it shows something: public pages are up to a second old. */
export async function untilShown(page: Page, path: string, words: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.locator('main')).toContainText(words, { timeout: 300 });
  }).toPass({ timeout: 15_000, intervals: [300] });
}

export interface Plan {
  title: string;
  /** Where the dossier is found at the desk. */
  dossier: string;
  lang: 'nl' | 'en';
  phase: string;
  procedure: 'informal' | 'formal_view';
  access: 'email' | 'code';
  moderation: 'before' | 'after';
  opensOn: string;
  closesOn: string;
  answerBy: string;
  /** Filled for a formal round. */
  bulletin?: string;
}

/** Fills the plan of a round and saves it; answers its address at the desk. */
export async function planRound(desk: Page, reference: string, plan: Plan): Promise<string> {
  await desk.goto(`/desk/rounds/new?dossier=${reference}`);
  await desk.locator('#title').fill(plan.title);
  await desk.locator('#intro').fill(`${plan.title}: wij willen het van u horen.`);
  await desk.locator('#lang').selectOption(plan.lang);
  await desk.locator('#phase').selectOption(plan.phase);
  await desk.locator('#form_open').check();
  await desk.locator('#question_open').fill('Wat vindt u ervan?');
  await desk.locator('#procedure').selectOption(plan.procedure);
  if (plan.bulletin) {
    await desk.locator('#laid_open_on').fill(plan.opensOn);
    await desk.locator('#bulletin_url').fill(plan.bulletin);
  }
  await desk.locator('#opens_on').fill(plan.opensOn);
  await desk.locator('#closes_on').fill(plan.closesOn);
  await desk.locator('#answer_by').fill(plan.answerBy);
  await desk.locator('#access').selectOption(plan.access);
  await desk.locator('#moderation').selectOption(plan.moderation);
  await send(desk);
  await expect(desk).toHaveURL(/\/desk\/rounds\/\d+$/);
  return new URL(desk.url()).pathname;
}

/** The reference of the dossier that a word finds at the desk. */
export async function dossierOf(desk: Page, word: string): Promise<string> {
  await desk.goto(`/desk/dossiers?q=${word}`);
  const here = await desk.locator('main .weerklank-lines a[href^="/desk/dossiers/D"]').first().getAttribute('href');
  return here?.split('/').pop() ?? '';
}

/** Announces a round that is planned; answers its public address. */
export async function announceRound(desk: Page, here: string): Promise<string> {
  await desk.goto(`${here}/announce`);
  await send(desk);
  await desk.goto(here);
  const link = desk.locator('main a[href^="/rounds/"]').first();
  return (await link.getAttribute('href')) ?? '';
}

/** Writes an input on the page that takes it, and sends it; what others wrote already is passed by. */
export async function writeInput(page: Page, text: string): Promise<void> {
  await page.locator('#text').fill(text);
  await send(page);
  if ((await page.locator('input[name="has_seen"]').count()) > 0) await send(page);
}

const SUBJECT = { link: /Bevestig|Confirm/, receipt: /Wij hebben uw inbreng|We have your input/ };

/** Follows the link that proves a mailbox, and presses its button. */
export async function confirmInput(page: Page, person: Person): Promise<void> {
  await followMail(page, person, SUBJECT.link, '/take-part/confirm/');
  await send(page);
}

/** Goes to the author's own page by the receipt. */
export async function toOwnInput(page: Page, person: Person): Promise<void> {
  await followMail(page, person, SUBJECT.receipt, '/my-input/');
}
