import type { DueEffect } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { fromJson, send, type Json } from './json.ts';
import { toConvergeRow, toDue } from './run/effects.ts';
import { insertDue } from './run/statements.ts';
import { outbox } from './schema/outbox.ts';

/** Marks the posting as showing nothing, so that `bring` sends the newest card once more. It is not lost either, since somebody has just pressed it. */
const doubt = 'update postings set shown = 0, lost = null where id = $1 and ref_message is not null returning run_id';

/** Makes a posting due as if it were out of date. One that was never posted is due already. */
export function createRefresh({ pool }: Client, onDue: (due: DueEffect[]) => void | Promise<void>) {
  return async (postingId: string): Promise<void> => {
    const [doubted] = await explained(send<{ run_id: string }>(pool, doubt, postingId));
    if (!doubted) return;
    const row = toConvergeRow({ id: postingId, runId: doubted.run_id });
    const due = await explained(send<{ due: Json }>(pool, insertDue.text, insertDue.toParameter([row])));
    await onDue(due.map((it) => toDue(fromJson(outbox, it.due))));
  };
}
