import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { DiscordApi } from './discord-api.ts';
import type { Call } from './web.ts';

export type Self = Awaited<ReturnType<DiscordApi['whoAmI']>>;

/** It has no effect, and so also serves to try a refused token again. */
export const askWhoWeAre = { method: 'GET', path: '/applications/@me' } as const satisfies Call;

const application = z.looseObject({
  id: z.string(),
  flags: z.number().default(0),
  bot: z.looseObject({ id: z.string() }),
});

export interface Selves {
  /** Asked of Discord each time. */
  ask(): Promise<Self>;
  /** As it was the first time: the ids don't change. */
  known(): Promise<Self>;
}

export function createSelves(caller: Caller): Selves {
  let known: Self | null = null;
  const ask = async (): Promise<Self> => {
    const answer = await caller.now(askWhoWeAre);
    if (!answer.ok) throw refused(askWhoWeAre, answer);
    const { id, flags, bot } = application.parse(answer.data);
    return (known = { application: id, user: bot.id, flags });
  };
  return { ask, known: async () => known ?? (await ask()) };
}
