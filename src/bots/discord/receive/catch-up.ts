import type { Log } from '../../chat/log.ts';
import type { DiscordApi } from '../send/discord-api.ts';
import type { Dispatch } from './dispatch.ts';

/** Milliseconds: how far back it reads. The keys in `arrivals` are kept longer, so nothing is handled twice. */
const longestAgo = 60 * 60_000;

interface CatchUpParts {
  api: Pick<DiscordApi, 'said' | 'channel'>;
  /** Ids of the threads of runs that go on. */
  threads: () => Promise<readonly string[]>;
  deliver: (dispatch: Dispatch) => void;
  log: Pick<Log, 'warn'>;
}

/**
 * The gateway tells a new session nothing of what was said before it: while no process of ours was connected, or to a process that was
 * killed before it had stored it. So the threads of active runs are read at the start of each session; what was stored already is dropped.
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
    // A reading that began with an earlier session may miss what was said between that and this one.
    isDue = true;
    running ??= readWhileDue()
      .catch((error: unknown) => log.warn({ err: error }, 'Which runs go on in Discord could not be read.'))
      .finally(() => (running = null));
    return running;
  };
}
