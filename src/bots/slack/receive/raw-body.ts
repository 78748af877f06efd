/** Bytes. A form of 250 KB (views.open) comes back written twice over, as JSON in a form; the rest is far smaller. */
export const longestBody = 1_048_576;

/** Bytes of bodies that are being read at once, of senders whom nobody knows yet. */
const mostHeld = 64 * longestBody;

/** Bytes that one of them counts before its first has come, so that those who send nothing have an end too: 16,384. */
const atLeast = 4096;

interface Reading {
  reader: ReadableStreamDefaultReader<Uint8Array>;
  held: number;
  isCut: boolean;
}

/**
 * Reads bodies of unknown senders, each within the limit. What they hold is counted in bytes: whoever sends one at a time holds next to
 * nothing. Where it is too much, what began first is cut off: Slack's arrive whole within milliseconds (S19).
 */
export class BodyReader {
  readonly #reading = new Set<Reading>();
  #held = 0;

  /** `too_long` is for good. `cut_off` is not: the same may come again, and be read. */
  async read(stream: ReadableStream<Uint8Array> | null): Promise<Buffer | 'too_long' | 'cut_off'> {
    if (stream === null) return Buffer.alloc(0);
    const one: Reading = { reader: stream.getReader(), held: 0, isCut: false };
    this.#reading.add(one);
    this.#hold(one, atLeast);
    try {
      return await this.#collect(one);
    } catch {
      return 'cut_off';
    } finally {
      this.#letGo(one);
    }
  }

  async #collect(one: Reading): Promise<Buffer | 'too_long' | 'cut_off'> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const { done, value } = await one.reader.read();
      // Cancelling ends what is awaited as if the body were whole.
      if (one.isCut) return 'cut_off';
      if (done) return Buffer.concat(chunks);
      length += value.length;
      if (length > longestBody) {
        await one.reader.cancel();
        return 'too_long';
      }
      chunks.push(value);
      this.#hold(one, value.length);
    }
  }

  #hold(one: Reading, bytes: number): void {
    one.held += bytes;
    this.#held += bytes;
    for (const oldest of this.#reading) {
      if (this.#held <= mostHeld) return;
      oldest.isCut = true;
      this.#letGo(oldest);
      void oldest.reader.cancel(new Error('Others wait.')).catch(() => undefined);
    }
  }

  #letGo(one: Reading): void {
    this.#reading.delete(one);
    this.#held -= one.held;
    one.held = 0;
  }
}
