// The page works without this; with it, answers come without a reload and the view is live. One file, no build.

const words = document.querySelector('#words')?.dataset ?? {};
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

// Times -------------------------------------------------------------------------------------------------------------

function localise(root) {
  for (const element of root.querySelectorAll('time[datetime]')) {
    const at = new Date(element.dateTime);
    const today = at.toDateString() === new Date().toDateString();
    element.textContent = (today ? clock : day).format(at);
    element.title = full.format(at);
  }
}

// Fragments ---------------------------------------------------------------------------------------------------------

function parse(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  localise(holder.content);
  return holder.content.firstElementChild;
}

const isNewer = (fresh, old) =>
  fresh.dataset.state !== old.dataset.state ||
  Number(fresh.dataset.revision) > Number(old.dataset.revision) ||
  (fresh.dataset.revision === old.dataset.revision && fresh.dataset.replies !== old.dataset.replies);

/** Where the keyboard was, what was unfolded, what is under way: none of it is lost when a card is drawn anew. */
function keepState(old, fresh) {
  for (const open of old.querySelectorAll('details[open]')) {
    const same = [...fresh.querySelectorAll('details')].find((it) => it.dataset.fold === open.dataset.fold);
    if (same) same.open = true;
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
function put(pane, html) {
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

// What the page says ------------------------------------------------------------------------------------------------

function announce(text) {
  const place = document.querySelector('#announce');
  if (place) place.textContent = text;
}

function toast(text, tone) {
  const holder = document.querySelector('#toasts');
  if (!holder) return;
  const line = document.createElement('p');
  line.dataset.tone = tone;
  line.textContent = text;
  holder.replaceChildren(line);
  setTimeout(() => line.remove(), tone === 'bad' ? 15_000 : 6000);
}

/** Something went wrong with this form: said beside it, where it stays until the next try. */
function complain(form, text) {
  form.querySelector('.failed')?.remove();
  if (text === '') return;
  const line = document.createElement('p');
  line.className = 'failed problem';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  if (form.closest('dialog') || form.matches('.composer')) form.append(line);
  else toast(text, 'bad');
}

// Sending -----------------------------------------------------------------------------------------------------------

function freshNonce(form) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  form.elements.nonce.value = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function post(form) {
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
  if (response.status === 401) location.reload();
  const isOurs = response.headers.get('content-type')?.startsWith('application/json');
  return isOurs ? response.json() : { kind: 'unreachable', text: await response.text() };
}

/** The button waits, says so, and always ends in an answer; after a failure the same nonce goes again. */
async function send(form) {
  const button = form.querySelector('button:not([type=button])');
  if (form.dataset.busy) return;
  form.dataset.busy = 'yes';
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  announce(words.working ?? '');
  complain(form, '');
  let answer;
  try {
    answer = await post(form);
  } catch {
    answer = { kind: 'unreachable', text: words.unreachable };
  }
  delete form.dataset.busy;
  for (const it of [button, ...sameButtons(button)]) {
    it.disabled = false;
    it.removeAttribute('aria-busy');
  }
  show(form, answer);
}

/** The card may have been drawn anew meanwhile. */
const sameButtons = (button) => {
  const article = button.closest('article');
  const now = article && document.getElementById(article.id);
  return now ? [...now.querySelectorAll('button')].filter((it) => it.dataset.key === button.dataset.key) : [];
};

function show(form, answer) {
  if (answer.kind === 'unreachable') return complain(form, answer.text);
  freshNonce(form);
  if (answer.kind === 'dialog') return openDialog(parse(answer.html), form);
  const refused = answer.kind === 'refused';
  const notice = answer.html ? receive(answer) : null;
  const text = textOf(answer);
  // What was typed stays; a second look has nothing to keep.
  if (refused && form.querySelector('[name^="field."]')) return complain(form, text);
  form.closest('dialog')?.close();
  if (form.getAttribute('action') === '/dismiss') return form.closest('article')?.remove();
  if (form.matches('.composer') && !refused) clear(form);
  if (answer.kind === 'lead') return lead(answer);
  return tell(form, text, { notice, refused });
}

const textOf = ({ text, html }) => text ?? (html ? told(parse(html)) : '');

/** Where everybody looks, or in passing; the composer needs no word when its words stand in the chat. */
function tell(form, text, { notice, refused }) {
  if (notice && isInView(notice)) return point(notice, text);
  if (!form.matches('.composer') || text) toast(text || words.done, refused ? 'bad' : 'good');
  return undefined;
}

const told = (article) => article.querySelector('.told').textContent.replace(/^[✕✓]\s*/, '');

/** The live view may have brought it already, and newer. */
function receive({ pane, html }) {
  const { id } = parse(html);
  if (!document.getElementById(id)) put(pane, html);
  return document.getElementById(id);
}

function isInView(element) {
  const box = element.getBoundingClientRect();
  const frame = element.closest('.scroller').getBoundingClientRect();
  return box.height > 0 && box.top >= frame.top - 4 && box.bottom <= frame.bottom + 4;
}

/** What is said where everybody looks need not be said twice: the eye is led there, and a screen reader told. */
function point(element, text) {
  element.classList.add('pointed');
  element.addEventListener('animationend', () => element.classList.remove('pointed'), { once: true });
  announce(text);
}

/** It stands on this page, or on another one: the keyboard goes there too. */
function lead({ path, text }) {
  const there = new URL(path, location.href);
  const element = document.getElementById(there.hash.slice(1));
  if (!element) return location.assign(there);
  goTo(element);
  return announce(text);
}

function goTo(element) {
  element.scrollIntoView({ block: 'nearest' });
  element.focus({ preventScroll: true });
  point(element, '');
}

/** Who has written wants to see it stand there; the end of a list that grows upwards is at 0. */
function clear(form) {
  const field = form.querySelector('textarea');
  field.value = '';
  grow(field);
  form.closest('.pane').querySelector('.scroller').scrollTop = 0;
}

// Dialogs -----------------------------------------------------------------------------------------------------------

/** Closing one changes nothing, and the keyboard goes back to where it was. */
function openDialog(dialog, form) {
  const before = form.closest('dialog');
  if (form.matches('.composer')) clear(form);
  const opener = before?.opener ?? form.querySelector('textarea, button');
  if (before) {
    before.replacedBy = dialog;
    before.close();
  }
  dialog.opener = opener;
  document.querySelector('#dialogs').append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (!dialog.replacedBy) findAgain(opener)?.focus();
  });
  dialog.showModal();
}

/** The opener, or the one that stands in its place since. */
function findAgain(opener) {
  if (!opener || opener.isConnected) return opener;
  return sameButtons(opener)[0] ?? document.querySelector('#write-side, #write-main');
}

document.addEventListener('click', (event) => {
  const close = event.target.closest?.('[data-close]');
  const dialog = close?.closest('dialog');
  if (!dialog) return;
  event.preventDefault();
  dialog.close();
});

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-send]')) return;
  event.preventDefault();
  void send(event.target);
});

// The composer: a text field with a list of commands and roles -------------------------------------------------------

function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

/** What is being typed that the list can complete: a command at the start, or @ and a handle anywhere. */
function wordAtCaret(field) {
  const typed = field.value.slice(0, field.selectionStart);
  const found = /^\/[a-z]* ?[a-z_]*$/i.exec(typed) ?? /(?<![\w@.])@[\w-]*$/.exec(typed);
  return found && { text: found[0].toLowerCase(), from: found.index };
}

const fits = (option, word) => {
  const insert = option.dataset.insert;
  if (word[0] !== insert[0]) return false;
  const verb = insert.replace('/wheel ', '/');
  return [insert, verb, `@${option.dataset.also ?? ''}`].some((it) => it.toLowerCase().startsWith(word));
};

function setUpCompletion(field) {
  const list = document.getElementById(field.dataset.list);
  let chosen = null;
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('role', 'combobox');

  const choose = (option) => {
    for (const it of list.children) it.setAttribute('aria-selected', String(it === option));
    chosen = option;
    if (option) field.setAttribute('aria-activedescendant', option.id);
    else field.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    choose(null);
  };
  const visible = () => [...list.children].filter((it) => !it.hidden);
  const update = () => {
    const word = wordAtCaret(field);
    for (const it of list.children) it.hidden = !word || !fits(it, word.text);
    const options = visible();
    if (options.length === 0 || (options.length === 1 && options[0].dataset.insert === word.text)) return close();
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    choose(options[0]);
  };
  const accept = (option) => {
    const { from } = wordAtCaret(field) ?? { from: field.selectionStart };
    field.setRangeText(`${option.dataset.insert} `, from, field.selectionStart, 'end');
    close();
    grow(field);
    field.focus();
  };
  const move = (step) => {
    const options = visible();
    choose(options[(options.indexOf(chosen) + step + options.length) % options.length]);
  };

  close();
  field.addEventListener('input', () => {
    grow(field);
    update();
  });
  field.addEventListener('blur', close);
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role=option]');
    if (option) accept(option);
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (!list.hidden && steps[event.key]) move(steps[event.key]);
    else if (!list.hidden && event.key === 'Escape') close();
    else if (!list.hidden && chosen && (event.key === 'Enter' || event.key === 'Tab')) accept(chosen);
    else if (event.key === 'Enter' && !event.shiftKey) field.form.requestSubmit();
    else return;
    event.preventDefault();
  });
}

// Copying ids -------------------------------------------------------------------------------------------------------

/** Over plain HTTP a browser gives no clipboard, except on loopback: then the id is selected, which is half the way. */
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    toast(words.copied, 'good');
  } catch {
    getSelection().selectAllChildren(button.closest('.id').querySelector('code'));
    toast(words.selected, 'good');
  }
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (button) void copy(button);
});

// Live --------------------------------------------------------------------------------------------------------------

function follow(path) {
  let started = false;
  let fresh = [];
  const source = new EventSource(path);
  const line = (text, tone) => {
    document.body.dataset.connection = tone;
    if (text) toast(text, tone);
  };
  source.addEventListener('item', (event) => {
    const { pane, html } = JSON.parse(event.data);
    if (put(pane, html)) fresh.push(html);
  });
  source.addEventListener('gone', (event) => {
    document.getElementById(JSON.parse(event.data).id)?.remove();
  });
  source.addEventListener('beat', () => {
    if (started && fresh.length > 0) announce(fresh.map((html) => titleOf(parse(html))).join('. '));
    if (document.body.dataset.connection === 'bad') toast(words.connected, 'good');
    line('', 'good');
    started = true;
    fresh = [];
  });
  source.addEventListener('crowded', () => {
    source.close();
    line(words.crowded, 'bad');
    addEventListener('focus', () => follow(path), { once: true });
  });
  source.addEventListener('error', () => {
    // Refused for good: the session has ended, or the channel has closed; the reload says which.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
    if (document.body.dataset.connection !== 'bad') line(words.reconnecting, 'bad');
  });
}

const titleOf = (article) => article.querySelector('h2, h3, .byline strong, .told')?.textContent?.trim() ?? '';

localise(document);
document.documentElement.classList.add('scripted');
for (const link of document.querySelectorAll('nav [aria-current]'))
  link.scrollIntoView({ block: 'nearest', inline: 'center' });
for (const field of document.querySelectorAll('[data-composer] textarea')) setUpCompletion(field);
const asked = document.getElementById(location.hash.slice(1));
if (asked?.matches('article')) goTo(asked);
if (document.body.dataset.events) follow(document.body.dataset.events);
