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

liveCounts();
focusErrorSummary();
submitOnce();
openOnWideScreens();
