import { z } from 'zod';
import { nameOf } from '../read/account.ts';
import { refused, type Caller } from './call.ts';
import type { DiscordApi } from './discord-api.ts';
import { verdictOf } from './verdict.ts';
import type { Answer, Call } from './web.ts';

/** Milliseconds: a click waits for what is asked here. */
const whileTheyWait = 5_000;

const member = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    username: z.string(),
    global_name: z.string().nullish(),
    bot: z.boolean().default(false),
  }),
  nick: z.string().nullish(),
  roles: z.array(z.string()),
});
const roles = z.array(z.looseObject({ id: z.string(), name: z.string() }));

/** Callers that wait for the same share one call, which is made after each of them has asked. */
export const createMembers = (caller: Caller): Pick<DiscordApi, 'member' | 'guildRoles'> => ({
  async member(guild, user) {
    const call = { method: 'GET', path: `/guilds/${guild}/members/${user}` } as const;
    const answer = await caller.send(['look', `${guild}/members`], call, { patience: whileTheyWait, key: user });
    if (!answer.ok) return unknownTo(call, answer);
    const { user: one, nick, roles: theirs } = member.parse(answer.data);
    const name = nameOf({ ...one, member: { nick } }) ?? one.id;
    return { user: one.id, name, roles: theirs, isBot: one.bot };
  },

  async guildRoles(guild) {
    const call = { method: 'GET', path: `/guilds/${guild}/roles` } as const;
    const answer = await caller.send(['look', `${guild}/roles`], call, { patience: whileTheyWait, key: guild });
    if (!answer.ok) return unknownTo(call, answer) ?? [];
    return roles.parse(answer.data).map(({ id, name }) => ({ id, name }));
  },
});

/** Null: they are not in that guild, or we are not. */
function unknownTo(call: Call, answer: Extract<Answer, { ok: false }>): null {
  if (['absent', 'dead place'].includes(verdictOf(answer.code))) return null;
  throw refused(call, answer);
}
