import type { Delivery } from './queue.ts';
import { bring } from './posting/bring.ts';
import type { PostingParts } from './posting/parts.ts';

/** How many changes one job follows; for later ones the sweep adds a later job. */
const mostGenerations = 20;

/**
 * One delivery of a posting job. Deliveries for the same posting wait for each other and find the work done: two hundred
 * changes are a few sends. Rejections are outages: the job is given again, and later the sweep adds it anew. A repeated delivery whose
 * effect is done sends once more: the first one may have died just after an older card of its own had arrived last.
 */
export async function converge(parts: PostingParts, { effectId, postingId, first }: Delivery): Promise<void> {
  if (postingId === null) return;
  await parts.inTurn(postingId, () => follow(parts, effectId, postingId, first));
}

async function follow(parts: PostingParts, effectId: string, postingId: string, first: boolean): Promise<void> {
  for (let round = 0; round < mostGenerations; round += 1) {
    const due = await parts.outbox.find(effectId);
    if (!due) return first || round > 0 ? undefined : bring(parts, postingId, 'overtaken');
    await bring(parts, postingId, first && due.generation === 1 ? 'fresh' : 'unsure');
    if (await parts.outbox.done(effectId, due.generation)) return;
  }
}
