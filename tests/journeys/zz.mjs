import { chromium } from '@playwright/test';
const base = 'http://127.0.0.1:8090';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-background-networking'] });
async function walk(lang, width, js) {
  const ctx = await b.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: js });
  const p = await ctx.newPage();
  let n = 0; const shot = async (name) => p.screenshot({ path: `/tmp/shots/${lang}-${width}-${String(++n).padStart(2,'0')}-${name}.png`, fullPage: true });
  const go = async () => { await p.locator('form[method="post" i] button[type=submit]').first().click(); };
  await p.goto(`${base}/petitions/new?lang=${lang}`); await shot('begin');
  await go(); await shot('begin-error');
  await p.fill('#title', 'Zwembad op zondag langer open'); await go(); await shot('similar');
  await p.locator('main a.utrecht-button-link').click(); await shot('observation');
  await p.fill('#value', 'Op zondag is het zwembad dicht.\n\nDat is *jammer*.'); await go();
  await p.fill('#value', 'Open het zwembad op zondag van 9 tot 17 uur.'); await go(); await shot('explanation');
  await go(); await shot('body');
  await go(); await shot('body-error');
  await p.locator('input[type=radio]').first().check(); await go(); await shot('area');
  await p.locator('input[type=radio]').first().check(); await go(); await shot('instrument');
  await p.locator('input[type=radio]').nth(width === 360 ? 1 : 0).check(); await go(); await shot('closing');
  await p.fill('#value', '2026-12-24'); await go(); await shot('petitioner');
  await p.fill('#name', 'Zoë van der Ploeg'); await p.fill('#email', `zoe${width}@voorbeeld.example`); await p.check('#show_name'); await go(); await shot('petitioner-error');
  await p.check('#is_sixteen'); await go(); await shot('check');
  await go(); await shot('mail-sent');
  await new Promise(r => setTimeout(r, 1500));
  await p.goto(`${base}/dev/mailbox`); await p.locator('main li a').first().click(); await shot('mail');
  await p.locator('main a[href*="/mine/"]').first().click(); await shot('check-by-mail');
  await go(); await shot('filed');
  await new Promise(r => setTimeout(r, 1500));
  await p.goto(`${base}/dev/mailbox`); await p.locator('main li a').first().click(); await shot('mail2');
  if (width === 360) { const u = p.locator('main a[href*="/support/"]'); if (await u.count()) { await u.first().click(); await shot('support'); await go(); await shot('support-error'); 
    await p.fill('#name','Bilal'); await p.fill('#email','bilal@voorbeeld.example'); await p.fill('#postcode','8972 KB'); await p.check('#is_old_enough'); await p.check('#is_resident'); await go(); await shot('support-sent');
    await new Promise(r => setTimeout(r, 1500)); await p.goto(`${base}/dev/mailbox`); await p.locator('main li a').first().click(); await p.locator('main a[href*="/support/confirm"]').first().click(); await shot('support-confirm'); await go(); await shot('support-thanks'); } }
  await ctx.close();
}
for (const [l,w,j] of [['nl',360,false],['en',1280,true]]) { try { await walk(l,w,j); } catch (e) { console.log(l, w, String(e).slice(0,400)); } }
await b.close();
