// Sends forms, and shows what comes back.

import { clear } from './compose.js';
import { openDialog } from './dialogs.js';
import { goTo, isInView, point } from './eye.js';
import { parse, put, sameButtons } from './fragments.js';
import { announce, loadSaying, toast, words } from './say.js';

/** A form that is the whole page has no chat or list beside it that would show what came of it. */
const isAlone = () => !document.querySelector('#toasts');

/** Something went wrong with this form: said beside it, where it stays until the next try. */
function complain(form, text) {
  form.querySelector('.failed')?.remove();
  if (text === '') return;
  const line = document.createElement('p');
  line.className = 'failed problem';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  if (form.closest('dialog') || form.matches('.composer') || isAlone()) form.append(line);
  else toast(text, 'bad');
}

function freshNonce(form) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  form.elements.nonce.value = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function post(form, body) {
  const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
  if (response.status === 401) location.reload();
  const isOurs = response.headers.get('content-type')?.startsWith('application/json');
  return isOurs ? response.json() : { kind: 'unreachable', text: await response.text() };
}

/** The button waits, says so, and always ends in an answer; after a failure the same nonce goes again. */
async function send(form, submitter) {
  const button = submitter ?? form.querySelector('button:not([type=button])');
  if (form.dataset.busy) return;
  form.dataset.busy = 'yes';
  // Before the button waits: a disabled one's own value, as of “Send and pause”, would not be sent.
  const body = new URLSearchParams(new FormData(form, submitter));
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  announce(words.working ?? '');
  complain(form, '');
  let answer;
  try {
    answer = await post(form, body);
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

function show(form, answer) {
  if (answer.kind === 'unreachable') return complain(form, answer.text);
  freshNonce(form);
  if (answer.kind === 'dialog') return openDialog(parse(answer.html), form);
  const refused = answer.kind === 'refused';
  const notice = answer.html ? receive(answer) : null;
  const text = textOf(answer);
  if (refused && keepsWords(form)) return complain(form, text);
  letGo(form, refused);
  if (form.getAttribute('action') === '/dismiss') return form.closest('article')?.remove();
  if (answer.kind === 'lead') return lead(answer);
  if (isAlone()) return location.assign(pageOf(form) || '/');
  if (!refused && !document.body.dataset.events) return loadSaying(pageOf(form), text || words.done);
  return tell(form, text, { notice, refused });
}

/** The page beside the chat that it belongs to; none in the chat. */
const pageOf = (form) => form.elements.page?.value ?? '';

function letGo(form, refused) {
  form.closest('dialog')?.close();
  if (form.matches('.composer') && !refused) clear(form);
}

/** What was typed stays, and a form that is the whole page; a second look has nothing to keep. */
const keepsWords = (form) => isAlone() || form.querySelector('[name^="field."]') !== null;

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

/** It stands on this page, or on another one: the keyboard goes there too. */
function lead({ path, text }) {
  const there = new URL(path, location.href);
  const element = document.getElementById(there.hash.slice(1));
  if (!element) return location.assign(there);
  goTo(element);
  return announce(text);
}

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-send]')) return;
  event.preventDefault();
  void send(event.target, event.submitter);
});
