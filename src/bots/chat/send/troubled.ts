import type { Trouble, Troubles } from '../../../core/troubles.ts';
import type { SurfaceName } from '../../../core/project/definition.ts';
import type { Log } from '../log.ts';
import type { Clock } from './clock.ts';

/** How often it is read which troubles stand, in milliseconds: another process may have told them. */
const readEvery = 60_000;
/** How soon it is tried again to keep what could not be kept, in milliseconds. */
const tellEvery = 5_000;

type Told = Omit<Trouble, 'surface' | 'since'>;

interface TroubledParts {
  surface: SurfaceName;
  troubles: Troubles;
  log: Pick<Log, 'warn'>;
  clock: Clock;
}

/** A platform's troubles, told to whoever looks elsewhere. What a database that is away was not told is told again when it is back. */
export class Troubled {
  readonly #surface: SurfaceName;
  readonly #troubles: Troubles;
  readonly #log: Pick<Log, 'warn'>;
  readonly #clock: Clock;
  /** Their codes by channel. */
  #known = new Map<string | null, string>();
  /** What the database does not know yet, by channel; null: that it is over. */
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
    this.#known.set(channel, code);
    this.#log.warn({ channel, code }, trouble.what);
    await this.#say(channel, { ...trouble, surface: this.#surface, since: new Date() });
  }

  /** It worked there just now (null: at all), whatever was wrong or one of these. Nearly always nothing was, and nothing is written. */
  async works(channel: string | null, disproved?: readonly string[]): Promise<void> {
    if (this.#clock.now() - this.#readAt >= readEvery) await this.#read();
    const code = this.#known.get(channel);
    if (code === undefined || disproved?.includes(code) === false) return;
    await this.over(channel);
  }

  /** The same for whoever seldom says so: nothing is looked up first. */
  async over(channel: string | null): Promise<void> {
    this.#known.delete(channel);
    await this.#say(channel, null);
  }

  /** Another process may have ended it. Rejects where that can't be known. */
  async stands(channel: string): Promise<boolean> {
    return (await this.channels()).includes(channel);
  }

  /** Where something is wrong, whichever process told it. Rejects where that can't be known. */
  async channels(): Promise<string[]> {
    await this.#tellAll();
    const ours = (await this.#troubles.all()).filter(({ surface }) => surface === this.#surface);
    return ours.flatMap(({ channel }) => channel ?? []);
  }

  /** What is untold by now stays so. */
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

  /** One round at a time: of a trouble and its end, the later is told later. */
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

  /** Once for each outage. */
  #away(error: unknown): void {
    const what = `The troubles of ${this.#surface} could not be kept. It is tried again.`;
    if (!this.#isAway) this.#log.warn({ err: error }, what);
    this.#isAway = true;
  }
}
