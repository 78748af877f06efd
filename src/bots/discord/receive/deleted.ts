import { z } from 'zod';
import { id } from '../read/account.ts';
import type { Dispatch } from './dispatch.ts';

/** More than are deleted in the ten minutes for which words may wait for the store. */
const mostKept = 10_000;

const one = z.looseObject({ id });
const several = z.looseObject({ ids: z.array(id) });

/**
 * The messages that were deleted lately. Discord doesn't say whose they were, so that the door can't withdraw words that it has not heard yet
 * (src/intents/unheard.ts): those that still wait to be stored are dropped instead. Every process is told of each deletion.
 */
export class Deleted {
  readonly #ids = new Set<string>();

  hear({ t, d }: Dispatch): void {
    const gone = t === 'MESSAGE_DELETE' ? one.safeParse(d).data : undefined;
    const together = t === 'MESSAGE_DELETE_BULK' ? several.safeParse(d).data : undefined;
    for (const message of gone ? [gone.id] : (together?.ids ?? [])) this.#add(message);
  }

  /** Whether these are words, or a change of words, that are gone by now. */
  hasWordsOf({ t, d }: Dispatch): boolean {
    const isWords = t === 'MESSAGE_CREATE' || t === 'MESSAGE_UPDATE';
    return isWords && typeof d.id === 'string' && this.#ids.has(d.id);
  }

  #add(message: string): void {
    const [oldest] = this.#ids;
    if (this.#ids.size >= mostKept && oldest !== undefined) this.#ids.delete(oldest);
    this.#ids.add(message);
  }
}
