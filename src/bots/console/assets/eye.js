// Where the eye is led.

import { announce } from './say.js';

export function isInView(element) {
  const box = element.getBoundingClientRect();
  const frame = element.closest('.scroller').getBoundingClientRect();
  return box.height > 0 && box.top >= frame.top - 4 && box.bottom <= frame.bottom + 4;
}

/** What is said where everybody looks need not be said twice: the eye is led there, and a screen reader told. */
export function point(element, text) {
  element.classList.add('pointed');
  element.addEventListener('animationend', () => element.classList.remove('pointed'), { once: true });
  announce(text);
}

export function goTo(element) {
  element.scrollIntoView({ block: 'nearest' });
  element.focus({ preventScroll: true });
  point(element, '');
}
