// Improvements only: every page works without this file. Nothing is stored.

const POLL_MS = 5000;
const WIDE = '(min-width: 64em)';

/** Keeps the number of signatures up to date while somebody looks at the page. */
function liveCounts() {
  const places = document.querySelectorAll('[data-count-url]');
  if (places.length === 0) return;
  const format = new Intl.NumberFormat(document.documentElement.lang);
  let timer = 0;
  let wait = POLL_MS;

  async function refresh() {
    for (const place of places) {
      try {
        const answer = await fetch(place.dataset.countUrl, {
          headers: { accept: 'application/json' },
          credentials: 'omit',
        });
        if (!answer.ok) throw new Error(String(answer.status));
        const { signatureCount } = await answer.json();
        if (!Number.isInteger(signatureCount)) throw new Error('count');
        const text = format.format(signatureCount);
        if (place.textContent !== text) {
          place.textContent = text;
          place.classList.remove('weerklank-figure__number--new');
          void place.offsetWidth;
          place.classList.add('weerklank-figure__number--new');
        }
        wait = POLL_MS;
      } catch {
        // Busy or offline: ask less and less often, at most once a minute or so.
        wait = Math.min(wait * 2, 80000);
      }
    }
    plan();
  }

  function plan() {
    clearTimeout(timer);
    timer = 0;
    if (!document.hidden) timer = setTimeout(refresh, wait);
  }

  document.addEventListener('visibilitychange', plan);
  plan();
}

/** After an error the reader starts at the summary of what to mend. */
function focusErrorSummary() {
  const summary = document.getElementById('error-summary');
  if (!summary) return;
  summary.focus();
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    (field.closest('.utrecht-form-field') ?? field).scrollIntoView({ block: 'center' });
  });
}

/** Two quick presses send a form once; coming back to the page makes it ready again. */
function submitOnce() {
  const forms = document.querySelectorAll('form[data-submit-once]');
  const ready = (form) => {
    form.removeAttribute('data-sent');
    form.removeAttribute('aria-busy');
  };
  for (const form of forms) {
    form.addEventListener('submit', (event) => {
      if (form.hasAttribute('data-sent')) {
        event.preventDefault();
        return;
      }
      form.setAttribute('data-sent', '');
      form.setAttribute('aria-busy', 'true');
      setTimeout(() => ready(form), 8000);
    });
  }
  addEventListener('pageshow', () => forms.forEach(ready));
}

/** Filters stand open where there is room for them. */
function openOnWideScreens() {
  if (!matchMedia(WIDE).matches) return;
  for (const box of document.querySelectorAll('details[data-open-wide]')) box.open = true;
}

/** Chooses everything in a list, or nothing when all of it was chosen. */
function selectAll() {
  const place = document.querySelector('[data-select-all]');
  if (!place) return;
  place.hidden = false;
  place.querySelector('button').addEventListener('click', () => {
    const boxes = [...document.querySelectorAll('[data-list] input[type=checkbox]')];
    const isAll = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !isAll;
  });
}

/** Keys of the desk: whatever carries `data-key` is pressed by it; `?` lists them. */
function deskKeys() {
  const list = document.querySelector('[data-keys]');
  if (!list) return;
  const items = [...document.querySelectorAll('[data-list] [data-item]')];
  const keys = keySwitch(list.querySelector('[data-keys-switch]'));
  let current = -1;
  let before = '';

  function move(by) {
    if (items.length === 0) return;
    items[current]?.removeAttribute('data-current');
    current = Math.min(Math.max(current + by, 0), items.length - 1);
    items[current].setAttribute('data-current', '');
    items[current].querySelector('[data-open]')?.focus();
  }

  function press(key) {
    // The first to the ninth of the house rules of a decision.
    const target = /[1-9]/.test(key)
      ? document.querySelectorAll('[name=rule][type=radio]')[key - 1]
      : document.querySelector(`[data-key="${key}"]`);
    if (!target) return false;
    target.focus();
    if (!target.matches('input:not([type=radio]), select, textarea')) target.click();
    return true;
  }

  document.addEventListener('keydown', (event) => {
    if (keys.areOff()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox], [type=radio]), select, textarea')) return;
    const key = event.key;
    const both = before === 'g' ? `g ${key}` : '';
    before = key;
    if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
    else if (key === 'o' && items[current]) items[current].querySelector('[data-open]')?.click();
    else if (key === 'x' && items[current]) items[current].querySelector('input[type=checkbox]')?.click();
    else if (key === '?') {
      list.open = !list.open;
      list.querySelector('summary').focus();
    } else if (!/^[a-z1-9/]$/.test(key) || key === 'g' || !(both ? press(both) : press(key))) return;
    event.preventDefault();
  });
}

/** Turns single keys off and on again, for people who speak to their computer (WCAG 2.1.4). */
function keySwitch(box) {
  const NAME = 'weerklank-keys';
  const button = box.querySelector('button');
  let off = false;
  try {
    off = localStorage.getItem(NAME) === 'off';
  } catch {
    // Without storage the choice holds for this page.
  }
  const show = () => (button.textContent = off ? button.dataset.whenOff : button.dataset.whenOn);
  button.addEventListener('click', () => {
    off = !off;
    try {
      localStorage.setItem(NAME, off ? 'off' : 'on');
    } catch {
      // As above.
    }
    show();
  });
  show();
  box.hidden = false;
  return { areOff: () => off };
}

/** Warns some time before a session of the desk ends, and lets somebody go on with one press (WCAG 2.2.1). */
function idleWarning() {
  const box = document.querySelector('[data-idle-seconds]');
  if (!box) return;
  const AHEAD_MS = 90000;
  let timer = 0;
  const plan = () => {
    box.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(() => (box.hidden = false), Number(box.dataset.idleSeconds) * 1000 - AHEAD_MS);
  };
  box.querySelector('[data-keep]').addEventListener('click', async (event) => {
    event.preventDefault();
    const answer = await fetch(box.dataset.keepUrl, { redirect: 'manual' }).catch(() => null);
    if (answer?.ok) plan();
    else location.assign(box.dataset.keepUrl);
  });
  plan();
}

/** Marks a pressed place on the map at once; without this the server does it, and shows the form again. */
function pressMap() {
  const box = document.querySelector('[data-map]');
  if (!box) return;
  const picture = box.querySelector('input[type="image"]');
  const status = box.querySelector('[data-map-status]');
  picture.addEventListener('click', (event) => {
    // A keyboard presses no place: then the button does what any button of the form does.
    if (event.detail === 0) return;
    event.preventDefault();
    const edge = picture.getBoundingClientRect();
    const { west, north, eastEach, southEach } = box.dataset;
    const latitude = Number(north) - (event.clientY - edge.top) * Number(southEach);
    const longitude = Number(west) + (event.clientX - edge.left) * Number(eastEach);
    const point = `${latitude.toFixed(4)},${longitude.toFixed(4)}`;
    box.querySelector('[name="point"]').value = point;
    picture.src = `/map.svg?point=${point}`;
    status.textContent = status.dataset.set;
    box.querySelector('[name="unmark"]').hidden = false;
  });
}

/** The sheet of a vote: one key for each member, running totals, and what would follow by the rules. */
function voteSheet() {
  const form = document.querySelector('[data-vote-sheet]');
  if (!form) return;
  const rows = [...form.querySelectorAll('[data-vote-row]')];
  const live = form.querySelector('[data-vote-live]');
  const legend = form.querySelector('[data-vote-keys]');
  const isOpen = (row) => !row.querySelector('input[type=radio]:checked');
  const enter = (row) => row?.querySelector('input[type=radio]').focus();
  let timer = 0;

  async function look() {
    const body = new URLSearchParams(new FormData(form));
    body.set('csrf', form.dataset.lookCsrf);
    const answer = await fetch(form.dataset.lookUrl, { method: 'POST', body }).catch(() => null);
    if (!answer?.ok) return;
    const { result, troubles } = await answer.json();
    live.replaceChildren(...[result, ...troubles].filter(Boolean).map((text) => {
      const line = document.createElement('p');
      line.textContent = text;
      return line;
    }));
  }

  form.addEventListener('change', () => {
    clearTimeout(timer);
    timer = setTimeout(look, 300);
  });
  if (!legend) return;
  legend.hidden = false;
  // Before the keys of the desk, so that a letter means one thing.
  form.addEventListener('keydown', (event) => {
    const row = event.target.closest('[data-vote-row]');
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = row.querySelector(`[data-choice-key="${CSS.escape(event.key)}"]`);
    if (!choice) return;
    event.preventDefault();
    event.stopPropagation();
    choice.click();
    const at = rows.indexOf(row);
    const next = [...rows.slice(at + 1), ...rows.slice(0, at)].find(isOpen);
    // After the last one, what is left is to look and to press.
    if (next) enter(next);
    else form.querySelector('[data-vote-last]')?.focus();
  });
  enter(rows.find(isOpen));
}

liveCounts();
voteSheet();
selectAll();
deskKeys();
pressMap();
idleWarning();
focusErrorSummary();
submitOnce();
openOnWideScreens();
