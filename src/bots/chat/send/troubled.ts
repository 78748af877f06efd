import type { Trouble, Troubles } from '../../../core/troubles.ts';
import type { SurfaceName } from '../../../core/project/definition.ts';
import type { Log } from '../log.ts';
import type { Clock } from './clock.ts';

/** How often, in milliseconds, the open troubles are read: another process may have reported some. */
const readEvery = 60_000;
/** After how many milliseconds a trouble that could not be stored is tried again. */
const tellEvery = 5_000;

type Told = Omit<Trouble, 'surface' | 'since'>;

interface TroubledParts {
  surface: SurfaceName;
  troubles: Troubles;
  log: Pick<Log, 'warn'>;
  clock: Clock;
}

/** Reports a platform's troubles on the other surfaces. What could not be stored while the database was away is stored later. */
export class Troubled {
  readonly #surface: SurfaceName;
  readonly #troubles: Troubles;
  readonly #log: Pick<Log, 'warn'>;
  readonly #clock: Clock;
  /** The codes of the open troubles, by channel. */
  #known = new Map<string | null, string>();
  /** What is not stored yet, by channel; the value null says that a trouble is over. */
  readonly #untold = new Map<string | null, Trouble | null>();
  #telling: Promise<void> = Promise.resolve();
  #isAway = false;
  #isStopped = false;
  #cancelBell: () => void = () => undefined;
  #readAt = -Infinity;

  constructor({ surface, troubles, log, clock }: TroubledParts) {
    this.#surface = surface;
    this.#troubles = troubles;
    this.#log = log;
    this.#clock = clock;
  }

  async tell(trouble: Told): Promise<void> {
    const { channel, code } = trouble;
    // Several calls find the same at once, and one more finds it each time that the place is tried again.
    if (this.#known.get(channel) !== code) this.#log.warn({ channel, code }, trouble.what);
    this.#known.set(channel, code);
    await this.#say(channel, { ...trouble, surface: this.#surface, since: new Date() });
  }

  /**
   * Something just worked in this channel (null: on the platform). Ends its trouble, or only one of the `disproved` codes.
   * Nearly always there is none, and nothing is written.
   */
  async works(channel: string | null, disproved?: readonly string[]): Promise<void> {
    if (this.#clock.now() - this.#readAt >= readEvery) await this.#read();
    const code = this.#known.get(channel);
    if (code === undefined || disproved?.includes(code) === false) return;
    await this.over(channel);
  }

  /** Ends a channel's trouble without looking first whether there is one: for callers that do so seldom. */
  async over(channel: string | null): Promise<void> {
    this.#known.delete(channel);
    await this.#say(channel, null);
  }

  /** Whether a channel's trouble is still open; another process may have ended it. Rejects when the database is away. */
  async stands(channel: string): Promise<boolean> {
    return (await this.channels()).includes(channel);
  }

  /** The channels with an open trouble, whichever process reported it. Rejects when the database is away. */
  async channels(): Promise<string[]> {
    await this.#tellAll();
    const ours = (await this.#troubles.all()).filter(({ surface }) => surface === this.#surface);
    return ours.flatMap(({ channel }) => channel ?? []);
  }

  /** Stops trying: what is not stored by now is not stored any more. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelBell();
  }

  async #read(): Promise<void> {
    try {
      const all = await this.#troubles.all();
      const ours = all.filter(({ surface }) => surface === this.#surface);
      this.#known = new Map(ours.map(({ channel, code }) => [channel, code]));
      for (const [channel, said] of this.#untold) {
        if (said === null) this.#known.delete(channel);
        else this.#known.set(channel, said.code);
      }
      this.#readAt = this.#clock.now();
    } catch (error) {
      this.#away(error);
    }
  }

  #say(channel: string | null, said: Trouble | null): Promise<void> {
    this.#untold.set(channel, said);
    return this.#tellAll();
  }

  /** One round at a time, so that a trouble and its end are stored in the order in which they happened. */
  #tellAll(): Promise<void> {
    return (this.#telling = this.#telling.then(() => this.#tellUntold()));
  }

  async #tellUntold(): Promise<void> {
    this.#cancelBell();
    try {
      for (const [channel, said] of [...this.#untold]) {
        await (said === null ? this.#troubles.over(this.#surface, channel) : this.#troubles.tell(said));
        if (this.#untold.get(channel) === said) this.#untold.delete(channel);
        this.#isAway = false;
      }
    } catch (error) {
      this.#away(error);
      if (!this.#isStopped) this.#cancelBell = this.#clock.after(tellEvery, () => void this.#tellAll());
    }
  }

  /** Logs once for each outage. */
  #away(error: unknown): void {
    const what = `The troubles of ${this.#surface} could not be kept. It is tried again.`;
    if (!this.#isAway) this.#log.warn({ err: error }, what);
    this.#isAway = true;
  }
}
