import type { Client } from '../../db/client.ts';
import { createOutbox } from '../../db/outbox.ts';
import type { Reminders } from '../../src/core/attention/reminder.ts';
import type { Surface } from '../../src/core/cards/surface.ts';
import type { DoorPorts } from '../../src/intents/ports.ts';
import { converge } from '../../src/jobs/converge.ts';
import { takeTurns } from '../../src/jobs/posting/in-turn.ts';
import type { PostingParts } from '../../src/jobs/posting/parts.ts';
import { createDrawing } from '../../src/main/drawing.ts';

/** How many cards are brought up to date before it looks again. */
const page = 200;

interface On {
  surface: Surface;
  log: PostingParts['log'];
  reminders?: Pick<Reminders, 'find'>;
}

/** Brings every card to what is so, as the posting jobs do, when it is called. */
export function showing(
  client: Client,
  { postings, views, bodies }: Pick<DoorPorts, 'postings' | 'views' | 'bodies'>,
  { surface, log, reminders = { find: async () => null } }: On,
): () => Promise<void> {
  const outbox = createOutbox(client);
  const parts: PostingParts = {
    ...{ postings, outbox, log },
    drawing: createDrawing(views, bodies, reminders),
    surfaces: new Map([[surface.name, surface]]),
    inTurn: takeTurns(),
    finished: new Set(),
  };
  return async () => {
    for (;;) {
      const due = await outbox.overdue(-60_000, page, { do: 'converge', after: null });
      if (due.length === 0) return;
      for (const { id, effect } of due) {
        const postingId = effect.do === 'converge' ? effect.postingId : null;
        await converge(parts, { effectId: id, postingId, again: false, first: true, redelivered: false, last: true });
      }
    }
  };
}
