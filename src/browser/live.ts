/** Loads a page again when what it shows has changed; only pages that `cop site serve` hands out have this. */
const events = new EventSource('/-/changes');
events.addEventListener('change', () => location.reload());
