import type { Log } from '../../chat/log.ts';
import type { DiscordApi } from '../send/discord-api.ts';
import type { Dispatch } from './dispatch.ts';

/** Milliseconds: how long ago something may have been said. What a row of `arrivals` still knows is not taken in again. */
const longestAgo = 60 * 60_000;

interface CatchUpParts {
  api: Pick<DiscordApi, 'said' | 'channel'>;
  /** Ids of the threads of runs that go on. */
  threads: () => Promise<readonly string[]>;
  deliver: (dispatch: Dispatch) => void;
  log: Pick<Log, 'warn'>;
}

/**
 * The gateway tells a new session nothing of what was said before it: while no process of ours was there, or one was killed that had
 * just been told. So that nobody steers in vain, the threads of runs are read once, and what was heard already is heard no more.
 */
export function createCatchUp({ api, threads, deliver, log }: CatchUpParts): () => Promise<void> {
  const readOne = async (thread: string, since: Date): Promise<void> => {
    const guild = (await api.channel(thread))?.guild;
    if (guild === undefined) return;
    for (const message of await api.said(thread, since)) {
      deliver({ t: 'MESSAGE_CREATE', d: { ...message, guild_id: guild } });
    }
  };
  let running: Promise<void> | null = null;
  let isDue = false;
  const readAll = async (): Promise<void> => {
    const since = new Date(Date.now() - longestAgo);
    for (const thread of await threads()) {
      await readOne(thread, since).catch((error: unknown) => {
        log.warn({ err: error, thread }, 'What was said in a thread while nobody listened could not be read.');
      });
    }
  };
  const readWhileDue = async (): Promise<void> => {
    while (isDue) {
      isDue = false;
      await readAll();
    }
  };
  return () => {
    // What was said between two sessions is missing from a reading that began with the first.
    isDue = true;
    running ??= readWhileDue()
      .catch((error: unknown) => log.warn({ err: error }, 'Which runs go on in Discord could not be read.'))
      .finally(() => (running = null));
    return running;
  };
}
