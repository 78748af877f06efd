import { z } from 'zod';
import type { Caller } from './call.ts';

/** Milliseconds. The name only makes a text clearer, so nobody should wait long for it. */
const patience = 1_000;

const info = z.looseObject({ channel: z.looseObject({ name: z.string() }) });

/** What people call a channel; null where Slack shows us none of this id. */
export const createNameOf =
  (caller: Caller) =>
  async (channel: string): Promise<string | null> => {
    const response = await caller.send('conversations.info', { channel }, { patience });
    return response.ok ? info.parse(response.data).channel.name : null;
  };
