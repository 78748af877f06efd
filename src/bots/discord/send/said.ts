import { SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { DiscordApi } from './discord-api.ts';
import { verdictOf } from './verdict.ts';

/** The most that Discord gives at once. */
const pageSize = 100;
/** The most pages that are read of one thread: two thousand messages. */
const mostPages = 20;

const page = z.array(z.looseObject({ id: z.string() }));
type Said = z.infer<typeof page>;

/** What stands in a thread since then, oldest first. */
export const createSaid =
  (caller: Caller): DiscordApi['said'] =>
  async (thread, since) => {
    const said: Said = [];
    let after = String(SnowflakeUtil.generate({ timestamp: since.getTime() }));
    for (let number = 0; number < mostPages; number += 1) {
      const read = await readPage(caller, thread, after);
      said.push(...read);
      after = read.at(-1)?.id ?? after;
      if (read.length < pageSize) break;
    }
    return said;
  };

async function readPage(caller: Caller, thread: string, after: string): Promise<Said> {
  const query = { after, limit: String(pageSize) };
  const call = { method: 'GET', path: `/channels/${thread}/messages`, query } as const;
  const answer = await caller.send(['look', thread], call);
  if (answer.ok) return page.parse(answer.data).sort((one, other) => Number(BigInt(one.id) - BigInt(other.id)));
  if (['absent', 'dead place'].includes(verdictOf(answer.code))) return [];
  throw refused(call, answer);
}
