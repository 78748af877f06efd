import type { PostRef } from '../src/core/cards/surface.ts';
import type { Sends } from '../src/core/sends.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { fromJson, send, type Json } from './json.ts';
import { sends } from './schema/sends.ts';

/** What the row held before the statement, which reads and writes it in one round trip. */
type Begun = { made: boolean; taken: boolean; row: Json | null };

// Of two simultaneous calls, one waits for the other's row and then finds it held: for that one, it is neither made nor taken.
const begin = `
  with made as (
    insert into sends (key, begun_at, held_until) values ($1, $2, $3) on conflict (key) do nothing returning key
  ), taken as (
    update sends set held_until = $3 where key = $1 and ref_message is null and held_until <= $2 returning key
  )
  select exists (select from made) as made, exists (select from taken) as taken,
    (select row_to_json(s) from sends s where key = $1) as row`;
const sent = `update sends set ref_channel = $2, ref_thread = $3, ref_message = $4 where key = $1`;
const refused = 'delete from sends where key = $1 and ref_message is null';

export const createSends = ({ pool }: Pick<Client, 'pool'>): Sends => ({
  async begin(key, now, until) {
    const [before] = await explained(send<Begun>(pool, begin, key, now.toISOString(), until.toISOString()));
    return before ? whatStood(before) : 'busy';
  },

  async sent(key, { channel, thread, message }) {
    await explained(send(pool, sent, key, channel, thread, message));
  },

  async refused(key) {
    await explained(send(pool, refused, key));
  },
});

function whatStood({ made, taken, row }: Begun): PostRef | 'new' | 'busy' | { begun: Date } {
  if (made) return 'new';
  if (row === null) return 'busy';
  const { refChannel: channel, refThread: thread, refMessage: message, begunAt: begun } = fromJson(sends, row);
  if (channel !== null && message !== null) return { channel, thread, message };
  return taken ? { begun } : 'busy';
}
