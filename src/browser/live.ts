/**
 * Shows a page anew when what it shows has changed; only pages that `cop site serve` hands out have this. What is read is
 * put in the place of what was there, which is quicker than loading the page, and leaves the search box and the scroll alone.
 */
const PARTS = ['.top nav', 'main', 'footer'];

async function renew(): Promise<void> {
  const answer = await fetch(location.href);
  if (!answer.ok) {
    location.reload();
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.title = fresh.title;
  // The page of results is filled by a script, and has nothing of its own.
  if (document.querySelector('#cop-results')) return;
  for (const part of PARTS) {
    const now = document.querySelector(part);
    const next = fresh.querySelector(part);
    if (now && next && now.outerHTML !== next.outerHTML) now.replaceWith(next);
  }
}

const events = new EventSource('/-/changes');
let latest = Promise.resolve();
events.addEventListener('change', () => {
  latest = latest.then(renew, () => location.reload());
});
// Another style, or another program: nothing of the page need be the same.
events.addEventListener('reload', () => location.reload());
