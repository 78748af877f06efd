/** Our own identity on a platform: asked for until it is known; a failure never stops the program. */
export class Self<Identity> {
  readonly #ask: () => Promise<Identity>;
  #known: Identity | null = null;
  #asking: Promise<Identity> | null = null;

  constructor(ask: () => Promise<Identity>) {
    this.#ask = ask;
  }

  get known(): Identity | null {
    return this.#known;
  }

  /** Rejects while the platform, or the token, is away. */
  async get(): Promise<Identity> {
    if (this.#known) return this.#known;
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return (this.#known = await this.#asking);
  }
}
