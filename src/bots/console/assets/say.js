// What the page says by itself: its words come from the server, in the page.

export const words = document.querySelector('#words')?.dataset ?? {};

export function announce(text) {
  const place = document.querySelector('#announce');
  if (place) place.textContent = text;
}

export function toast(text, tone) {
  const holder = document.querySelector('#toasts');
  if (!holder) return;
  const line = document.createElement('p');
  line.dataset.tone = tone;
  line.textContent = text;
  holder.replaceChildren(line);
  setTimeout(() => line.remove(), tone === 'bad' ? 15_000 : 6000);
}

/** Where a page that follows nothing keeps a word over its being loaded anew. */
const kept = 'said-before';

/** What came of it shows in the page that the form named; the word for it is said there. */
export function loadSaying(page, text) {
  sessionStorage.setItem(kept, text);
  if (page === '' || page === location.pathname + location.search) location.reload();
  else location.assign(page);
}

const before = sessionStorage.getItem(kept);
if (before !== null) {
  sessionStorage.removeItem(kept);
  toast(before, 'good');
}
