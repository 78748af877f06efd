// Follows what the server sends as long as the page is open.

import { setUpCompletion } from './compose.js';
import { parse, put, putPart } from './fragments.js';
import { announce, toast, words } from './say.js';

export function follow(path) {
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
  source.addEventListener('part', (event) => {
    const part = putPart(JSON.parse(event.data).html);
    for (const field of part?.querySelectorAll('[data-composer] textarea') ?? []) setUpCompletion(field);
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
