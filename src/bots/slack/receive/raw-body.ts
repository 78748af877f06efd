/** Bytes. A form of 250 KB (views.open) comes back written twice over, as JSON in a form; the rest is far smaller. */
export const longestBody = 1_048_576;

/** Bodies that are being read at once, of senders whom nobody knows yet. */
const mostReading = 64;

/**
 * Reads bodies of unknown senders, each within the limit. Where too many are under way, the one that has taken longest is cut off:
 * Slack's arrive whole within milliseconds, so that whoever sends a byte at a time shuts out nobody but themselves (S19).
 */
export class BodyReader {
  readonly #reading = new Set<ReadableStreamDefaultReader<Uint8Array>>();

  /** Null: it is too long, or was cut off. */
  async read(stream: ReadableStream<Uint8Array> | null): Promise<Buffer | null> {
    if (stream === null) return Buffer.alloc(0);
    const reader = stream.getReader();
    this.#makeRoom();
    this.#reading.add(reader);
    try {
      return await collect(reader);
    } catch {
      return null;
    } finally {
      this.#reading.delete(reader);
    }
  }

  #makeRoom(): void {
    const [oldest] = this.#reading;
    if (oldest === undefined || this.#reading.size < mostReading) return;
    this.#reading.delete(oldest);
    void oldest.cancel(new Error('Others wait.')).catch(() => undefined);
  }
}

async function collect(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.length;
    if (length > longestBody) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}
