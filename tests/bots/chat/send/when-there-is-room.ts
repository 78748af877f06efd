import { setTimeout as sleep } from 'node:timers/promises';
import { isNoRoom } from '../../../../src/core/cards/no-room.ts';
import type { Surface } from '../../../../src/core/cards/surface.ts';

/** Milliseconds between two tries, as the clock of the sender is hurried; and how many there are, in which every pace that is played here has room. */
const wait = 50;
const mostTries = 100;

async function whenThereIsRoom<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      if (!isNoRoom(error) || tries === mostTries) throw error;
      await sleep(wait);
    }
  }
}

/** As the queue sends: what a platform's pace has no room for comes again. */
export const sentWhenThereIsRoom = (surface: Surface): Surface => ({
  name: surface.name,
  post: (at, card, key) => whenThereIsRoom(() => surface.post(at, card, key)),
  update: (ref, card) => whenThereIsRoom(() => surface.update(ref, card)),
  say: (at, words, key) => whenThereIsRoom(() => surface.say(at, words, key)),
  reword: (ref, words, revision) => whenThereIsRoom(() => surface.reword(ref, words, revision)),
  find: (at, key) => surface.find(at, key),
  tell: (account, at, text) => surface.tell(account, at, text),
});
