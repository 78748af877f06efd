import { SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { DiscordApi } from './discord-api.ts';
import { verdictOf } from './verdict.ts';

/** Discord gives no more at once; of what was said in an hour in a run's thread, it is seldom a tenth. */
const most = 100;

const page = z.array(z.looseObject({ id: z.string() }));

/** What stands in a thread since then. */
export const createSaid =
  (caller: Caller): DiscordApi['said'] =>
  async (thread, since) => {
    const after = String(SnowflakeUtil.generate({ timestamp: since.getTime() }));
    const query = { after, limit: String(most) };
    const call = { method: 'GET', path: `/channels/${thread}/messages`, query } as const;
    const answer = await caller.send(['look', thread], call);
    if (answer.ok) return page.parse(answer.data).sort((one, other) => Number(BigInt(one.id) - BigInt(other.id)));
    if (['absent', 'dead place'].includes(verdictOf(answer.code))) return [];
    throw refused(call, answer);
  };
