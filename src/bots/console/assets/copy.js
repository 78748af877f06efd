// Ids that copy themselves.

import { toast, words } from './say.js';

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
