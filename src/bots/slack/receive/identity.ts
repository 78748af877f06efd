import type { SlackApi } from '../send/slack-api.ts';

export type Identity = Awaited<ReturnType<SlackApi['whoAmI']>>;

/** Who we are in this workspace: asked until Slack has said it once, and never at the cost of the program. */
export class Self {
  readonly #api: Pick<SlackApi, 'whoAmI'>;
  #known: Identity | null = null;
  #asking: Promise<Identity> | null = null;

  constructor(api: Pick<SlackApi, 'whoAmI'>) {
    this.#api = api;
  }

  get known(): Identity | null {
    return this.#known;
  }

  /** Rejects while Slack, or the token, is away. */
  async get(): Promise<Identity> {
    if (this.#known) return this.#known;
    this.#asking ??= this.#api.whoAmI().finally(() => (this.#asking = null));
    return (this.#known = await this.#asking);
  }
}
