import { z } from 'zod';
import { id } from './account.ts';
import { readCommand } from './command.ts';
import { readPress } from './press.ts';
import { readRelay } from './relay.ts';
import { readSubmit } from './submit.ts';
import type { Read, Seen, Spot } from './read.ts';

const payload = z.looseObject({
  type: z.string().optional(),
  user: z.looseObject({ id }).optional(),
  user_id: id.optional(),
  response_url: z.string().optional(),
  channel: z.looseObject({ id }).nullish().catch(null),
});

const nobody: Seen = { botUser: '', at: new Date(0) };

/** Who waits for an answer to this, and how they can be answered; null if nobody waits. Reads as much of it as can be read. */
export function spotIn(body: unknown): Spot | null {
  for (const reader of [readPress, readSubmit, readCommand, readRelay]) {
    const read: Read | null = reader(body, nobody);
    if (read?.kind === 'visit' || read?.kind === 'outdated') return read.spot;
  }
  return bareSpot(body);
}

/** For a payload that can't be read: enough to answer, with a team that belongs to no project. */
function bareSpot(body: unknown): Spot | null {
  const read = payload.safeParse(body);
  const user = read.data?.user?.id ?? read.data?.user_id;
  if (!read.success || user === undefined) return null;
  return {
    account: { surface: 'slack', team: '?', user },
    channel: read.data.channel?.id ?? null,
    thread: null,
    trigger: null,
    responseUrl: read.data.response_url ?? null,
    pressed: null,
    view: null,
  };
}
