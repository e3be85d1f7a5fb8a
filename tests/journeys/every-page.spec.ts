/**
 * Every page in every state, in both languages: accessible (axe, WCAG 2.2 AA), each text in the language it says, no
 * sideways scrolling at 320 px, no request to another host, no console error and no violation of the content policy. And the first visit is small.
 */
import { expect, test, type Page } from './support/server.ts';
import { expectAccessible, stickingOut } from './support/accessible.ts';
import { inTheWrongLanguage } from './support/languages.ts';
import { followConfirmLink, openMail, postForm, signPetition, somebody } from './support/people.ts';
import { answerQuestions, atDesk, beginToWrite, followMail, send, type Text } from './support/writers.ts';

interface Scene {
  name: string;
  status?: number;
  /** Brings the page there; without it, `path` is opened. */
  path?: string;
  go?: (page: Page) => Promise<void>;
  /** It shows what the test typed, in Dutch, as something in the visitor's language. */
  isTyped?: true;
}

const petition = (slug: string) => `/petitions/${slug}`;
const OPEN = 'veilige-schoolroute-sternenveld';

const TEXT: Text = {
  title: 'Meer prullenbakken langs de zeedijk',
  observation: 'Op de zeedijk ligt elke maandag afval van het weekend.',
  request: 'Wij vragen om twintig prullenbakken.',
  instrument: 'petition',
  closing: new Date(Date.now() + 60 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
};

/** A page of somebody who just began to write. */
async function writing(page: Page, step: string): Promise<void> {
  await beginToWrite(page, TEXT.title);
  const mine = /\/mine\/[\w-]{22}/.exec(page.url())?.[0] ?? '';
  await page.goto(step === '' ? mine : `${mine}/${step}`);
}

/** A page at the desk about the first petition that a word finds. */
async function petitionAtDesk(page: Page, word: string, path: string, stage = 'waiting'): Promise<void> {
  await atDesk(page, 'clerk', `/desk/petitions?stage=${stage}&q=${word}`);
  const here = await page.locator('main a[href^="/desk/petitions/P"]').first().getAttribute('href');
  await page.goto(`${here}${path}`);
}

/** The page of a meeting whose agenda says a word; the second one of a pair would do too. */
async function meetingOf(page: Page, word: string): Promise<void> {
  for (const list of ['/council', '/council?before=2026-07-01', '/council?before=2026-03-01']) {
    await page.goto(list);
    const all = await page.locator('main a[href^="/council/meetings/"]').evaluateAll((links) => links.map((a) => a.getAttribute('href')!));
    for (const address of all) {
      await page.goto(address);
      if ((await page.locator('main').innerText()).toLowerCase().includes(word)) return;
    }
  }
  throw new Error(`no meeting says ${word}`);
}

/** The page of a vote in a meeting, by words of its title. */
async function voteOn(page: Page, meeting: string, words: string): Promise<void> {
  await meetingOf(page, meeting);
  await page.locator('main a[href^="/council/votes/"]', { hasText: words }).first().click();
  await expect(page.locator('.weerklank-vote__outcome').first()).toBeVisible();
}

/** A page at the desk about the meeting that comes next. */
async function meetingAtDesk(page: Page, path: string, who = 'clerk'): Promise<void> {
  await atDesk(page, who, '/desk/council');
  const here = await page.locator('main a[href^="/desk/council/meetings/V"]').first().getAttribute('href');
  await page.goto(`${here}${path}`);
}

/** A page at the desk about the dossier that a word finds. */
async function dossierAtDesk(page: Page, word: string, path: string, who = 'officer'): Promise<void> {
  await atDesk(page, who, `/desk/dossiers?q=${word}`);
  const here = await page.locator('main .weerklank-lines a[href^="/desk/dossiers/D"]').first().getAttribute('href');
  await page.goto(`${here}${path}`);
}

/** A page at the desk about the round that takes most input, or another one. */
async function roundAtDesk(page: Page, path: string, name = /hoog bouwen/): Promise<void> {
  await atDesk(page, 'officer', '/desk/rounds');
  const here = await page.getByRole('link', { name }).first().getAttribute('href');
  await page.goto(`${here}/${path}`);
}

const RICH = 'wonen-op-het-gasterrein';
const ROUND = '/rounds/hoe-hoog-bouwen-we-op-het-gasterrein';

const scenes: Scene[] = [
  { name: 'home', path: '/' },
  { name: 'list', path: '/petitions' },
  { name: 'list, searched', path: '/petitions?q=zwembad' },
  { name: 'list, nothing found', path: '/petitions?q=xyzzyplugh' },
  { name: 'list, answered', path: '/petitions?state=answered&sort=answered' },
  { name: 'list, refused', path: '/petitions?state=refused' },
  { name: 'petition, open', path: petition(OPEN) },
  { name: 'petition, initiative with a goal', path: petition('woningen-voor-starters-op-het-gasterrein') },
  { name: 'petition, no signatures', path: petition('bankje-bij-de-halte-veerhoek') },
  { name: 'petition, closes today', path: petition('hond-ook-in-de-zomer-op-het-strand') },
  { name: 'petition, in English', path: petition('english-information-from-the-town-hall') },
  { name: 'petition, closed', path: petition('red-de-kastanjes-van-de-kastanjelaan') },
  { name: 'petition, handed over', path: petition('houd-de-bibliotheek-in-zeekant') },
  { name: 'petition, answered with a change', path: petition('laat-de-pont-naar-overluwe-langer-varen') },
  { name: 'petition, answered without a change', path: petition('verbied-vuurwerk-in-woonwijken') },
  { name: 'petition, refused', path: petition('stop-de-uitbouw-aan-de-zeilmakersgang') },
  { name: 'incoming papers', path: '/incoming-papers' },
  { name: 'incoming papers, none of a body', path: '/incoming-papers?body=dorpsraad-overluwe' },
  { name: 'answer, one version', path: `${petition('laat-de-pont-naar-overluwe-langer-varen')}/answers/1` },
  { name: 'petition, forwarded', path: petition('zestig-op-de-provinciale-weg-bij-lutkerwaard') },
  { name: 'petition, withdrawn', path: petition('strandpaviljoens-ook-in-de-winter') },
  { name: 'petition, joined', path: petition('zondag-zwemmen-met-kleine-kinderen') },
  { name: 'petition, taken down', path: petition('overlast-van-een-huis-aan-de-kuiperstraat'), status: 410 },
  { name: 'petition, not public', path: petition('concept-boomhut-in-het-bos'), status: 404 },
  { name: 'sign', path: `${petition(OPEN)}/sign` },
  { name: 'sign, closed', path: `${petition('red-de-kastanjes-van-de-kastanjelaan')}/sign`, status: 409 },
  {
    name: 'sign, with errors',
    go: async (page) => {
      await page.goto(`${petition(OPEN)}/sign`);
      await page.locator('form[method="post" i]').evaluate((form: HTMLFormElement) => (form.noValidate = true));
      await postForm(page).locator('button').click();
      await expect(page.locator('main a[href="#email"]')).toBeVisible();
    },
  },
  { name: 'sign, look in your mail', go: (page) => signPetition(page, OPEN, somebody()) },
  {
    name: 'sign, wrong code',
    go: async (page) => {
      await signPetition(page, OPEN, somebody());
      await page.locator('input[name="code"]').fill('000000');
      await page.locator('form').filter({ has: page.locator('input[name="code"]') }).locator('button').click();
      await expect(page.locator('input[name="code"]')).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'mail',
    go: async (page) => {
      const person = somebody();
      await signPetition(page, OPEN, person);
      await openMail(page, person);
    },
  },
  {
    name: 'confirm',
    go: async (page) => {
      const person = somebody();
      await signPetition(page, OPEN, person);
      await openMail(page, person);
      await followConfirmLink(page);
    },
  },
  {
    name: 'confirmed',
    go: async (page) => {
      const person = somebody();
      await signPetition(page, OPEN, person);
      await openMail(page, person);
      await followConfirmLink(page);
      await postForm(page).locator('button').click();
      await expect(page.locator('form[action*="/confirm/"]')).toHaveCount(0);
    },
  },
  { name: 'confirm, unknown link', path: `${petition(OPEN)}/confirm/AAAAAAAAAAAAAAAAAAAAAA`, status: 404 },
  { name: 'write, begin', path: '/petitions/new' },
  { name: 'write, petitions like it', isTyped: true, go: (page) => beginToWrite(page, 'Het zwembad op zondag open') },
  ...['title', 'observation', 'request', 'explanation', 'body', 'area', 'instrument', 'closing', 'petitioner'].map(
    (step) => ({ name: `write, ${step}`, go: (page: Page) => writing(page, step) }),
  ),
  {
    name: 'write, with errors',
    go: async (page) => {
      await writing(page, 'petitioner');
      await page.locator('#email').fill('fenna');
      await page.locator('#show_name').check();
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  { name: 'write, later', go: (page) => writing(page, 'later') },
  { name: 'write, unfinished', go: (page) => writing(page, '') },
  { name: 'write, withdraw', go: (page) => writing(page, 'withdraw') },
  {
    name: 'write, check, and look in your mail',
    go: async (page) => {
      await beginToWrite(page, TEXT.title);
      await answerQuestions(page, TEXT, somebody());
      await send(page);
    },
  },
  {
    name: 'write, before the clerk',
    go: async (page) => {
      const person = somebody();
      await beginToWrite(page, TEXT.title);
      await answerQuestions(page, TEXT, person);
      await send(page);
      await followMail(page, person, /Nog één klik|One more click/, '/mine/');
      await send(page);
    },
  },
  { name: 'write, unknown link', path: '/mine/AAAAAAAAAAAAAAAAAAAAAA', status: 404 },
  { name: 'support, unknown link', path: '/support/AAAAAAAAAAAAAAAAAAAAAA', status: 404 },
  { name: 'desk, sign in', path: '/desk/sign-in' },
  {
    name: 'desk, sign in, wrong',
    go: async (page) => {
      await page.goto('/desk/sign-in');
      await page.locator('#email').fill('niemand@rivierenland.example');
      await page.locator('#password').fill('niet dit wachtwoord');
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  ...['', '/petitions', '/petitions?stage=all', '/petitions?stage=news', '/answers', '/mails', '/audit', '/account'].map(
    (path) => ({ name: `desk${path}`, go: (page: Page) => atDesk(page, 'clerk', `/desk${path}`) }),
  ),
  ...['', '/new', '/new?dossier=D26-9999'].map((path) => ({
    name: `desk/rounds${path}`,
    go: (page: Page) => atDesk(page, 'clerk', `/desk/rounds${path}`),
  })),
  { name: 'desk, second factor', go: (page) => atDesk(page, 'clerk', '/desk/account/second-factor') },
  { name: 'desk, staff', go: (page) => atDesk(page, 'admin', '/desk/staff') },
  { name: 'desk, somebody who may not', go: (page) => atDesk(page, 'reader', '/desk/staff') },
  { name: 'desk, petition', go: (page) => petitionAtDesk(page, 'pont', '') },
  ...['admit', 'revise', 'refuse', 'forward'].map((ruling) => ({
    name: `desk, ${ruling}`,
    go: (page: Page) => petitionAtDesk(page, 'pont', `/${ruling}`),
  })),
  { name: 'desk, petition moderated', go: (page) => petitionAtDesk(page, 'haven', '/moderation', 'all') },
  {
    name: 'desk, news moderated',
    go: async (page) => {
      await petitionAtDesk(page, 'haven', '', 'all');
      await page.locator('.weerklank-desk-update a').first().click();
      await expect(page.locator('#reason')).toBeVisible();
    },
  },
  {
    name: 'desk, refuse, with errors',
    go: async (page) => {
      await petitionAtDesk(page, 'pont', '/refuse');
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  { name: 'desk, hand over', go: (page) => petitionAtDesk(page, 'kastanjes', '/hand-over', 'all') },
  ...['handling', 'events', 'answer'].map((part) => ({
    name: `desk, ${part}`,
    go: (page: Page) => petitionAtDesk(page, 'bibliotheek', `/${part}`, 'all'),
  })),
  { name: 'dossiers', path: '/dossiers' },
  { name: 'dossiers, searched', path: '/dossiers?q=zwembad&phase=implementation' },
  { name: 'dossiers, nothing found', path: '/dossiers?q=xyzzyplugh' },
  { name: 'dossier, gone back', path: `/dossiers/${RICH}` },
  {
    name: 'dossier, every phase open',
    go: async (page) => {
      await page.goto(`/dossiers/${RICH}`);
      await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
    },
  },
  { name: 'dossier, being carried out', path: '/dossiers/zwembad-de-zandbank' },
  { name: 'dossier, just begun', path: '/dossiers/veilig-naar-school-in-sternenveld' },
  { name: 'dossier, in English', path: '/dossiers/clear-flags-on-the-beach' },
  { name: 'dossier, unknown', path: '/dossiers/nergens', status: 404 },
  { name: 'desk, dossiers', go: (page) => atDesk(page, 'officer', '/desk/dossiers') },
  { name: 'desk, dossiers, nothing found', go: (page) => atDesk(page, 'officer', '/desk/dossiers?q=xyzzyplugh') },
  { name: 'desk, dossier, to read only', go: (page) => dossierAtDesk(page, 'gasterrein', '', 'reader') },
  ...['', '/texts', '/phases/policy_preparation', '/move', '/documents', '/tasks', '/petitions', '/copy'].map((path) => ({
    name: `desk, dossier${path}`,
    go: (page: Page) => dossierAtDesk(page, 'gasterrein', path),
  })),
  {
    name: 'desk, dossier, replace a document',
    go: async (page) => {
      await dossierAtDesk(page, 'gasterrein', '/documents');
      await page.locator('main a[href*="/documents/"][href^="/desk"]').first().click();
      await expect(page.locator('#note')).toBeVisible();
    },
  },
  {
    name: 'desk, dossier, new, with errors',
    go: async (page) => {
      await atDesk(page, 'officer', '/desk/dossiers/new');
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  {
    name: 'desk, dossier, back without a reason',
    go: async (page) => {
      await dossierAtDesk(page, 'zandbank', '/move');
      await page.locator('#to').selectOption('agenda_setting');
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  {
    name: 'desk, dossier, a document of the wrong kind',
    go: async (page) => {
      await dossierAtDesk(page, 'zandbank', '/documents');
      await page.locator('#title').fill('Een plan');
      await page.locator('#file').setInputFiles({ name: 'plan.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') });
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  {
    name: 'desk, dossier, a copy that cannot be published yet',
    go: async (page) => {
      await dossierAtDesk(page, 'flags', '/copy');
      await page.locator('#title').fill('Clear signs in the harbour');
      await send(page);
      await page.locator('form[action$="/publish"] button').click();
      await expect(page.locator('.weerklank-alert')).toBeVisible();
    },
  },
  { name: 'council', path: '/council' },
  { name: 'council, earlier meetings', path: '/council?before=2026-01-01' },
  ...['gasterrein', 'schoolstraat', 'haven', 'storm', 'begroting'].map((word) => ({
    name: `council, a meeting: ${word}`,
    go: (page: Page) => meetingOf(page, word),
  })),
  { name: 'council, member who changed faction', path: '/council/members/johan-van-der-wal' },
  { name: 'council, faction that split off', path: '/council/factions/fractie-van-der-wal' },
  { name: 'council, unknown member', path: '/council/members/niemand', status: 404 },
  { name: 'council, a vote by name', go: (page) => voteOn(page, 'zwembad', 'proef in zwembad') },
  { name: 'council, a vote that was corrected', go: (page) => voteOn(page, 'bibliotheek zeekant', 'Bibliotheek') },
  { name: 'council, a vote with another before it', go: (page) => voteOn(page, 'begroting', 'kunnen lezen') },
  { name: 'council, a secret vote', go: (page) => voteOn(page, 'benoeming', 'Benoeming') },
  { name: 'council, a vote of which the chair said otherwise', go: (page) => voteOn(page, 'gasterrein', 'bomen') },
  { name: 'petition, with the vote on it', path: '/petitions/zwembad-de-zandbank-op-zondag-open' },
  { name: 'council, unknown vote', path: '/council/votes/S26-9999', status: 404 },
  {
    name: 'desk, council, a vote to be corrected',
    go: async (page) => {
      await meetingOf(page, 'zwembad');
      await atDesk(page, 'clerk', `/desk${new URL(page.url()).pathname}`);
      await page.locator('main a[href$="/correct"]').first().click();
      await expect(page.locator('[data-vote-sheet]')).toBeVisible();
    },
  },
  {
    name: 'council, a motion that was adopted',
    go: async (page) => {
      await meetingOf(page, 'pont');
      await page.locator('main a[href^="/council/proposals/M"]').first().click();
      await expect(page.locator('#commitments-heading')).toBeVisible();
    },
  },
  ...['', '/meetings/new', '/proposals/new', '/people', '/people/gemeenteraad/new-membership'].map((path) => ({
    name: `desk, council${path}`,
    go: (page: Page) => atDesk(page, 'clerk', `/desk/council${path}`),
  })),
  ...['', '/edit', '/cancel', '/new-item', '/papers', '/attendance'].map((path) => ({
    name: `desk, council, a meeting${path}`,
    go: (page: Page) => meetingAtDesk(page, path),
  })),
  { name: 'desk, council, a meeting to read only', go: (page) => meetingAtDesk(page, '', 'reader') },
  {
    name: 'desk, council, a meeting that cannot be opened',
    go: async (page) => {
      await meetingAtDesk(page, '');
      await page.locator('form[action$="/open"] button').click();
      await expect(page.locator('.weerklank-alert')).toBeVisible();
    },
  },
  {
    name: 'desk, council, a new meeting with errors',
    go: async (page) => {
      await atDesk(page, 'clerk', '/desk/council/meetings/new');
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  {
    name: 'desk, council, a proposal',
    go: async (page) => {
      await atDesk(page, 'clerk', '/desk/council');
      await page.locator('main a[href^="/desk/council/proposals/M"]').first().click();
      await expect(page.locator('#step')).toBeVisible();
    },
  },
  { name: 'rounds', path: '/rounds' },
  { name: 'round, open', path: ROUND },
  { name: 'round, to be answered by code', path: '/rounds/wie-houdt-toezicht-op-zondag' },
  { name: 'round, cancelled', path: '/rounds/ontwerpbesluit-gasterrein' },
  { name: 'round, answered', path: '/rounds/zienswijze-zwembad-openingstijden' },
  { name: 'round, in English', path: '/rounds/signs-on-the-beach' },
  { name: 'round, not published', path: '/rounds/nieuwe-bomen-op-het-gasterrein', status: 404 },
  ...['open', 'idea', 'statement'].map((form) => ({ name: `take part, ${form}`, path: `${ROUND}/take-part?form=${form}` })),
  {
    name: 'take part, with errors',
    go: async (page) => {
      await page.goto(`${ROUND}/take-part?form=idea`);
      await page.locator('form[method="post" i]').evaluate((form: HTMLFormElement) => (form.noValidate = true));
      await send(page);
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  {
    name: 'take part, a place on the map',
    go: async (page) => {
      await page.goto(`${ROUND}/take-part?form=idea`);
      await page.locator('#point').click({ position: { x: 120, y: 100 } });
      await expect(page.locator('[name="point"]')).toHaveValue(/^52\.\d+,3\.\d+$/);
      await expect(page.locator('[data-map-status]')).not.toBeEmpty();
    },
  },
  { name: 'statements', path: `${ROUND}/statements` },
  { name: 'statements, closed', path: '/rounds/signs-on-the-beach/statements' },
  { name: 'inputs', path: `${ROUND}/inputs` },
  { name: 'inputs, nothing found', path: `${ROUND}/inputs?q=xyzzyplugh` },
  { name: 'input', path: `${ROUND}/inputs/3` },
  {
    name: 'input with a place',
    go: async (page) => {
      await page.goto(`${ROUND}/map`);
      await page.locator('.weerklank-map-list a').first().click();
      await expect(page.locator('svg.weerklank-map[role="img"]')).toBeVisible();
    },
  },
  { name: 'inputs on a map', path: `${ROUND}/map` },
  { name: 'replies below an input', path: `${ROUND}/inputs/3/replies` },
  { name: 'a reply that was moved here', path: '/petitions/red-de-kastanjes-van-de-kastanjelaan/replies/1' },
  { name: 'a reply below which something was moved away', path: '/rounds/hoe-hoog-bouwen-we-op-het-gasterrein/inputs/40/replies/4' },
  { name: 'replies below a dossier', path: `/dossiers/${RICH}/replies` },
  ...[
    'answers',
    'answers/sort',
    'answers/sort?of=1',
    'themes/1',
    'answers/1',
    'answers/2',
    'answers/2/promises',
    'inputs/1/answer',
    'report',
    'worksheets',
    'who-took-part',
  ].map((path) => ({
    name: `desk, answers of a round: ${path}`,
    go: (page: Page) => roundAtDesk(page, path, /bevalt de zondag/),
  })),
  {
    name: 'desk, letters of a round',
    go: (page: Page) => roundAtDesk(page, 'report/letters', /proef van een jaar/),
  },
  { name: 'commitments', path: '/commitments' },
  { name: 'commitment', path: '/commitments/1' },
  ...['', '/new', '/1'].map((path) => ({
    name: `desk, commitments${path}`,
    go: (page: Page) => atDesk(page, 'officer', `/desk/commitments${path}`),
  })),
  { name: 'moderation log', path: '/moderation-log' },
  { name: 'moderation, report of a year', path: `/moderation-log/${new Date().getFullYear()}` },
  { name: 'house rules', path: '/house-rules' },
  { name: 'house rules, first version', path: '/house-rules/1' },
  { name: 'report something', path: `/report?at=${ROUND}/inputs/1` },
  ...['notices', 'notices/1', 'house-rules'].map((path) => ({
    name: `desk, ${path}`,
    go: (page: Page) => atDesk(page, path === 'house-rules' ? 'clerk' : 'moderator', `/desk/${path}`),
  })),
  { name: 'response report', path: '/rounds/zienswijze-zwembad-openingstijden/report' },
  { name: 'input with its answer', path: '/rounds/zienswijze-zwembad-openingstijden/inputs/1' },
  { name: 'who took part', path: `${ROUND}/who-took-part` },
  { name: 'who took part, too few', path: '/rounds/zienswijze-zwembad-openingstijden/who-took-part' },
  { name: 'about you, nobody', path: `${ROUND}/about-you`, status: 409 },
  { name: 'input set aside', path: '/rounds/zienswijze-zwembad-openingstijden/inputs/3' },
  { name: 'desk, inputs', go: (page) => roundAtDesk(page, 'inputs') },
  ...['new', 'import', '3'].map((path) => ({
    name: `desk, inputs/${path}`,
    go: (page: Page) => roundAtDesk(page, `inputs/${path}`),
  })),
  { name: 'desk, replies', go: (page) => atDesk(page, 'moderator', '/desk/replies') },
  { name: 'mailbox', path: '/dev/mailbox' },
  { name: 'about', path: '/about' },
  { name: 'privacy', path: '/privacy' },
  { name: 'accessibility', path: '/accessibility' },
  { name: 'not found', path: '/nergens', status: 404 },
  { name: 'bad request', path: '/petitions?sort=nonsense', status: 400 },
];

for (const lang of ['nl', 'en'] as const) {
  for (const scene of scenes) {
    test(`${scene.name} (${lang})`, async ({ page, server }) => {
      const troubles = watch(page, server.url);
      await page.goto(`/about?lang=${lang}`);

      if (scene.go) {
        await scene.go(page);
      } else {
        const answer = await page.goto(scene.path ?? '/');
        expect(answer?.status()).toBe(scene.status ?? 200);
      }

      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.locator('main')).toHaveCount(1);
      expect(await page.title()).not.toBe('');

      await expectAccessible(page);
      if (!scene.isTyped) expect(await inTheWrongLanguage(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await stickingOut(page), 'sideways scrolling at 320 px').toEqual([]);

      expect(troubles).toEqual([]);
    });
  }
}

for (const path of ['/', '/petitions', petition(OPEN), '/dossiers', `/dossiers/${RICH}`]) {
  test(`first visit of ${path} is at most 60 kB in at most 6 requests`, async ({ page }) => {
    const sizes: Array<Promise<{ url: string; bytes: number }>> = [];
    page.on('requestfinished', (request) => {
      sizes.push(
        request.sizes().then((size) => ({ url: request.url(), bytes: size.responseBodySize + size.responseHeadersSize })),
      );
    });
    await page.goto(path, { waitUntil: 'load' });
    const all = await Promise.all(sizes);
    const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
    expect(all.length, JSON.stringify(all, null, 1)).toBeLessThanOrEqual(6);
    expect(bytes, JSON.stringify(all, null, 1)).toBeLessThanOrEqual(60_000);
  });
}

for (const lang of ['nl', 'en'] as const) {
  test.describe(`the header on a telephone (${lang})`, () => {
    test.use({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });

    const heightOf = async (page: Page) => (await page.locator('header').first().boundingBox())?.height ?? 0;

    test('leaves room, and its menu opens without a script', async ({ page }) => {
      await page.goto(`/?lang=${lang}`);
      expect(await heightOf(page)).toBeLessThan(90);
      const link = page.locator('header a[href="/rounds"]:visible');
      await expect(link).toHaveCount(0);
      await page.locator('header summary').click();
      await link.click();
      await expect(page).toHaveURL(/\/rounds$/);

      await atDesk(page, 'officer', '/desk');
      expect(await heightOf(page)).toBeLessThan(130);
      await page.locator('header summary').click();
      await page.locator('header a[href="/desk/rounds"]:visible').click();
      await expect(page).toHaveURL(/\/desk\/rounds$/);
    });
  });
}

test('every list to choose from has its arrow', async ({ page }) => {
  const arrows = (path: string) =>
    page.goto(path).then(() =>
      page
        .locator('main select')
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundImage.includes('gradient'))),
    );
  for (const path of [`${ROUND}/take-part?form=idea`, `${ROUND}/inputs/3/replies`, '/rounds']) {
    const found = await arrows(path);
    expect(found.length, path).toBeGreaterThan(0);
    expect(found, path).not.toContain(false);
  }
});

/** What must not happen on any page. Filled while the page lives. */
function watch(page: Page, home: string): string[] {
  const troubles: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${home}/`)) troubles.push(`request to another host: ${request.url()}`);
  });
  page.on('pageerror', (error) => troubles.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // The browser reports the status of the page itself; the test has checked that.
    const aboutThePage = message.location().url === page.url() && /status of 4\d\d/.test(message.text());
    if (!aboutThePage) troubles.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  return troubles;
}
