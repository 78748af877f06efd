import { z } from 'zod';
import type { Caller } from './call.ts';

/** Milliseconds: it only makes words clearer. */
const patience = 1_000;

const info = z.looseObject({ channel: z.looseObject({ name: z.string() }) });

/** What people call a channel; null where Slack shows us none of this id. */
export const createNameOf =
  (caller: Caller) =>
  async (channel: string): Promise<string | null> => {
    const answer = await caller.send('conversations.info', { channel }, { patience });
    return answer.ok ? info.parse(answer.data).channel.name : null;
  };
