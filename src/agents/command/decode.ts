import { plain } from '../text.ts';

/** A carriage return, or an escape sequence that the chunk cut off, at the chunk's end. Longer sequences are no real ones: they are passed on. */
const unfinished = /(?:\r|\u001b(?:[[\]()#][^\u0007\u001b]{0,200})?)$/;

const finished = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[()#].|\][^\u0007\u001b]*\u0007)/;

/** Turns bytes, chunk by chunk, into text that can be stored. Characters and escape sequences that a chunk cut in two are rejoined. */
export class OutputDecoder {
  readonly #utf8 = new TextDecoder();
  #held = '';

  write(chunk: Uint8Array): string {
    return this.#clean(this.#held + this.#utf8.decode(chunk, { stream: true }));
  }

  end(): string {
    return plain(this.#held + this.#utf8.decode());
  }

  #clean(text: string): string {
    const tail = unfinished.exec(text)?.[0] ?? '';
    this.#held = finished.test(tail) ? '' : tail;
    return plain(text.slice(0, text.length - this.#held.length));
  }
}
