import { toUSVString } from 'node:util';

/** How many characters are passed on as they come. The rest is sampled: nobody reads megabytes on a card. */
const passedFreely = 256 * 1024;
const sampleEveryMs = 1000;
const sampleLength = 1000;

/** Passes a command's output on while it runs, at a rate that the receiver can store however fast the command writes. */
export class LiveOutput {
  #passed = 0;
  #skipped = 0;
  #latest = '';
  #sampledAt = 0;

  constructor(
    private readonly pass: (text: string) => void,
    private readonly freely = passedFreely,
  ) {}

  add(text: string): void {
    const room = this.freely - this.#passed;
    const free = text.slice(0, Math.max(0, room));
    if (free !== '') this.#send(free);
    if (free.length < text.length) this.#sample(text.slice(free.length));
  }

  end(): void {
    if (this.#skipped > 0) this.#flush();
  }

  #send(text: string): void {
    this.#passed += text.length;
    this.pass(text);
  }

  #sample(text: string): void {
    this.#skipped += text.length;
    this.#latest = (this.#latest + text).slice(-sampleLength);
    if (performance.now() - this.#sampledAt >= sampleEveryMs) this.#flush();
  }

  #flush(): void {
    const silent = this.#skipped - this.#latest.length;
    const mark = silent > 0 ? `\n[… ${silent.toLocaleString('en')} characters not shown live …]\n` : '';
    this.pass(mark + toUSVString(this.#latest));
    this.#skipped = 0;
    this.#latest = '';
    this.#sampledAt = performance.now();
  }
}
