// Dialogs: forms, second looks, answers.

import { clear } from './compose.js';
import { parse, sameButtons } from './fragments.js';

/** Closing one changes nothing, and the keyboard goes back to where it was. */
export function openDialog(dialog, from) {
  const before = from.closest('dialog');
  if (from.matches('.composer')) clear(from);
  const opener = before?.opener ?? (from.matches('a') ? from : from.querySelector('textarea, button'));
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

/** A link to a page that is a form: the form comes here. What has gone wrong is said by the page itself. */
async function bring(link) {
  try {
    const response = await fetch(link.href, { headers: { accept: 'application/json' } });
    const { html } = await response.json();
    openDialog(parse(html), link);
  } catch {
    location.assign(link.href);
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-dialog]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void bring(link);
});
