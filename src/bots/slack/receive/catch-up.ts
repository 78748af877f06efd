import { setTimeout as sleep } from 'node:timers/promises';
import type { Intake } from '../../chat/intake.ts';
import type { Log } from '../../chat/log.ts';
import { SlackRefused } from '../send/errors.ts';
import type { SlackApi } from '../send/slack-api.ts';
import { eventsOf, namesNoTeam } from './missed.ts';

/** Milliseconds: what was said longer ago is left out, since the run may be elsewhere by now. The keys in `arrivals` are kept for longer. */
const longestAgo = 60 * 60_000;
/** Milliseconds until the next try after Slack or the store was away, doubling each time; and the number of tries, within ten minutes. */
const waits = { first: 1_000, tries: 10 };

export interface Thread {
  channel: string;
  thread: string;
}

interface CatchUpParts {
  api: Pick<SlackApi, 'said' | 'isShared'>;
  self: { get(): Promise<{ team: string }> };
  /** The threads of the active runs. */
  threads: () => Promise<readonly Thread[]>;
  intake: Pick<Intake, 'receive'>;
  log: Pick<Log, 'warn' | 'error'>;
}

/**
 * Reads what people said in the threads of active runs while we were not connected. Slack repeats an event that nobody acknowledges for
 * about six minutes; while it has switched an app off, it sends none. Words that were heard already have no second effect, because their
 * keys are in `arrivals`.
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  readonly #stopping = new AbortController();
  #waiting = new AbortController();
  #running: Promise<void> | null = null;
  #isDue = false;

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  /** Reads every thread once. If a reading is under way, another follows: the first may miss what was said just now. */
  start(): void {
    this.#isDue = true;
    this.#waiting.abort();
    this.#running ??= this.#readWhileDue().finally(() => (this.#running = null));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waiting.abort();
    await this.#running;
  }

  async #readWhileDue(): Promise<void> {
    let failures = 0;
    while (this.#isDue && !this.#stopping.signal.aborted) {
      this.#isDue = false;
      const isRead = await this.#readAll();
      failures = isRead ? 0 : failures + 1;
      if (failures >= waits.tries) {
        this.#parts.log.error(
          { failures },
          'What was said in Slack while nobody listened is lost: it could not be read.',
        );
      } else if (failures > 0) await this.#pause(waits.first * 2 ** (failures - 1));
    }
  }

  /** Until the next try, or until something else asks for one. */
  async #pause(milliseconds: number): Promise<void> {
    this.#waiting = new AbortController();
    await sleep(milliseconds, undefined, { signal: this.#waiting.signal, ref: false }).catch(() => undefined);
    this.#isDue = true;
  }

  /** False if it should be tried again. What Slack refuses for one thread, it would refuse again; the others are read all the same. */
  async #readAll(): Promise<boolean> {
    const { threads, log } = this.#parts;
    let isRead = true;
    try {
      const since = new Date(Date.now() - longestAgo);
      for (const thread of await threads()) {
        if (this.#stopping.signal.aborted) return true;
        await this.#readOne(thread, since).catch((error: unknown) => {
          log.warn({ err: error, ...thread }, 'What was said in a thread while nobody listened could not be read.');
          isRead &&= error instanceof SlackRefused;
        });
      }
      return isRead;
    } catch (error) {
      log.warn(
        { err: error },
        'Which runs are active could not be read. What was said in their threads is read later.',
      );
      return false;
    }
  }

  /** One message after the other, in the order in which they were said. */
  async #readOne({ channel, thread }: Thread, since: Date): Promise<void> {
    const { api, self, intake } = this.#parts;
    const said = await api.said({ channel, thread }, since);
    const { team } = await self.get();
    const isShared = said.some(namesNoTeam) && (await api.isShared(channel));
    for (const body of said.flatMap((message) => eventsOf(message, { team, channel, isShared }))) {
      if (this.#stopping.signal.aborted) return;
      await intake.receive({ body, acknowledge: nobodyWaits, isLate: true });
    }
  }
}

const nobodyWaits = async (): Promise<void> => undefined;
