// The pages work without this; with it, answers come without a reload and the view is live. Modules, no build.

import { setUpCompletion } from './compose.js';
import './copy.js';
import { goTo } from './eye.js';
import { unfold } from './folds.js';
import './forms.js';
import { localise } from './fragments.js';
import { follow } from './live.js';

localise(document);
unfold();
document.documentElement.classList.add('scripted');
for (const link of document.querySelectorAll('nav [aria-current]'))
  link.scrollIntoView({ block: 'nearest', inline: 'center' });
for (const field of document.querySelectorAll('[data-composer] textarea')) setUpCompletion(field);
const asked = document.getElementById(location.hash.slice(1));
if (asked?.matches('article')) goTo(asked);
for (const output of document.querySelectorAll('[data-stick]')) output.scrollTop = output.scrollHeight;
if (document.body.dataset.events) follow(document.body.dataset.events);
