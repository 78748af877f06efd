import { toUSVString } from 'node:util';

/** How many characters are kept of each end of a command's output. */
const keptEnds = 512 * 1024;

/** A command's output as the artifact's text: its beginning and its end, with a mark where the middle was cut. */
export class KeptOutput {
  #head = '';
  #tail = '';
  #total = 0;

  constructor(private readonly ends = keptEnds) {}

  add(text: string): void {
    this.#total += text.length;
    const room = this.ends - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail += text.slice(room);
    // Cut only when it has doubled, so that the work stays in proportion to the output.
    if (this.#tail.length > 2 * this.ends) this.#tail = this.#tail.slice(-this.ends);
  }

  text(): string {
    const tail = this.#tail.slice(-this.ends);
    const cut = this.#total - this.#head.length - tail.length;
    if (cut === 0) return this.#head + tail;
    const mark = `\n\n[… ${cut.toLocaleString('en')} characters of output cut here …]\n\n`;
    return toUSVString(this.#head + mark + tail);
  }

  lastLines(count: number, limit: number): string {
    const lines = (this.#head + this.#tail).slice(-limit).trimEnd().split('\n');
    return lines.slice(-count).join('\n').trim();
  }
}
