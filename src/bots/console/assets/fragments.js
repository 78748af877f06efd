// Pieces of HTML that the server sends, in the reader's own time, put where they belong.

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

const inZone = (at) => (at.toDateString() === new Date().toDateString() ? clock : day).format(at);

export function localise(root) {
  for (const element of root.querySelectorAll('time[datetime]')) {
    const at = new Date(element.dateTime);
    element.textContent = inZone(at);
    element.title = full.format(at);
  }
  for (const option of root.querySelectorAll('option[data-time]'))
    option.textContent = `${option.dataset.name}, ${inZone(new Date(option.dataset.time))}`;
}

export function parse(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  localise(holder.content);
  return holder.content.firstElementChild;
}

const isNewer = (fresh, old) =>
  fresh.dataset.state !== old.dataset.state ||
  Number(fresh.dataset.revision) > Number(old.dataset.revision) ||
  (fresh.dataset.revision === old.dataset.revision && fresh.dataset.replies !== old.dataset.replies);

/** Where the keyboard was, what was unfolded or chosen, what is under way: none of it is lost when a card is drawn anew. */
export function keepState(old, fresh) {
  for (const fold of old.querySelectorAll('details[data-fold]')) {
    const same = [...fresh.querySelectorAll('details')].find((it) => it.dataset.fold === fold.dataset.fold);
    if (same) same.open = fold.open;
  }
  for (const box of old.querySelectorAll('input:checked')) {
    const same = [...fresh.querySelectorAll('input')].find((it) => it.name === box.name && it.value === box.value);
    if (same) same.checked = true;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.dataset.key;
  for (const busy of old.querySelectorAll('button[data-key][disabled]')) {
    const same = [...fresh.querySelectorAll('button[data-key]')].find((it) => it.dataset.key === busy.dataset.key);
    if (same) same.disabled = true;
  }
  return () => {
    if (!focused) return;
    const same = [...fresh.querySelectorAll('[data-key]')].find((it) => it.dataset.key === key && !it.disabled);
    const summary = focused.localName === 'summary' ? fresh.querySelector('summary') : null;
    (same ?? summary ?? fresh).focus({ preventScroll: true });
  };
}

function place(list, fresh) {
  const after = [...list.children].find((it) => it.dataset.at > fresh.dataset.at);
  list.insertBefore(fresh, after ?? null);
}

/** Puts a fragment where it belongs; true when it was not there before. */
export function put(pane, html) {
  const list = document.querySelector(`#${pane}-messages`);
  if (!list) return false;
  const fresh = parse(html);
  const old = document.getElementById(fresh.id);
  if (!old) {
    place(list, fresh);
    return true;
  }
  if (isNewer(fresh, old)) {
    const restore = keepState(old, fresh);
    old.replaceWith(fresh);
    restore();
  }
  return false;
}

/** The card may have been drawn anew meanwhile. */
export const sameButtons = (button) => {
  const article = button.closest('article');
  const now = article && document.getElementById(article.id);
  return now ? [...now.querySelectorAll('button')].filter((it) => it.dataset.key === button.dataset.key) : [];
};

/** A part of a page, drawn anew in its place; a part that scrolls stays at its end if the reader was there. */
export function putPart(html) {
  const fresh = parse(html);
  const old = document.getElementById(fresh.id);
  if (!old || old.dataset.state === fresh.dataset.state) return null;
  const scrolled = old.querySelector('[data-stick]');
  const wasAtEnd = !scrolled || scrolled.scrollTop + scrolled.clientHeight >= scrolled.scrollHeight - 8;
  const top = scrolled?.scrollTop ?? 0;
  const restore = keepState(old, fresh);
  old.replaceWith(fresh);
  restore();
  const now = fresh.querySelector('[data-stick]');
  if (now) now.scrollTop = wasAtEnd ? now.scrollHeight : top;
  return fresh;
}
