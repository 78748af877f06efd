import { plain } from '../text.ts';

// An escape, a carriage return or a sequence of it that the chunk cut off. Longer ones are garbage, and pass.

const unfinished = /(?:\r|\u001b(?:[[\]()#][^\u0007\u001b]{0,200})?)$/;

const finished = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[()#].|\][^\u0007\u001b]*\u0007)/;

/** Bytes as they come, as text that can be kept: characters and escapes that a chunk cut in two are put together. */
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
