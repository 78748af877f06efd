import { z } from 'zod';
import type { Log } from '../../chat/log.ts';
import { refused, type Caller } from './call.ts';
import type { DiscordApi } from './discord-api.ts';
import { verdictOf } from './verdict.ts';
import type { Answer, Call } from './web.ts';

/** Milliseconds: whoever reads it is looking at the screen. */
const whileTheyWait = 10_000;
/** People of whom it is remembered where their direct messages are, or that they accept none. */
const mostKept = 10_000;

const opened = z.looseObject({ id: z.string() });

/** Sends a direct message to one person. */
export function createDirect(caller: Caller, log: Pick<Log, 'warn'>): DiscordApi['direct'] {
  const channels = new Map<string, string>();
  const told = new Set<string>();

  const absent = (user: string, code: number): 'absent' => {
    if (!told.has(user) && told.size < mostKept) {
      told.add(user);
      log.warn({ user, code }, 'This person takes no direct messages, and could not be told something.');
    }
    return 'absent';
  };

  const open = async (user: string): Promise<Answer | string> => {
    const known = channels.get(user);
    if (known !== undefined) return known;
    const call = { method: 'POST', path: '/users/@me/channels', body: { recipient_id: user } } as const;
    const answer = await caller.send(['send', '@me'], call, { patience: whileTheyWait });
    if (!answer.ok) return answer;
    const { id } = opened.parse(answer.data);
    const [oldest] = channels.keys();
    if (channels.size >= mostKept && oldest !== undefined) channels.delete(oldest);
    channels.set(user, id);
    return id;
  };

  return async (user, message) => {
    const channel = await open(user);
    const to = typeof channel === 'string' ? channel : '@me';
    const call: Call = { method: 'POST', path: `/channels/${to}/messages`, body: message };
    const answer =
      typeof channel === 'string' ? await caller.send(['send', channel], call, { patience: whileTheyWait }) : channel;
    if (answer.ok) return 'told';
    if (['absent', 'dead place'].includes(verdictOf(answer.code))) return absent(user, answer.code);
    throw refused(call, answer);
  };
}
