/** What every page must be: accessible by axe (WCAG 2.2 AA), and no wider than the screen. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from './server.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with what axe found on the page as it is now, and with what sticks out of the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  const axe = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const found = axe.violations.map((violation) => ({
    rule: violation.id,
    help: violation.help,
    where: violation.nodes.slice(0, 5).map((node) => `${node.target.join(' ')}: ${node.html.slice(0, 160)}`),
  }));
  expect(found, page.url()).toEqual([]);
  expect(await stickingOut(page), `sideways scrolling on ${page.url()}`).toEqual([]);
}

/**
 * The same for a page of a browser without JavaScript: axe needs a script, so the page as it stands is looked at in
 * another browser of the same size.
 */
export async function expectAccessibleWithoutScript(page: Page, looker: Page): Promise<void> {
  const body = await page.content();
  await looker.route(
    () => true,
    (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body })
        : route.continue(),
  );
  await looker.goto(page.url());
  await expectAccessible(looker);
  await looker.unrouteAll();
}

/** The first elements that are wider than the screen, where the page scrolls sideways. */
export async function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 160));
  });
}
