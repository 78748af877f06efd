import type { Delivery } from './queue.ts';
import { bring } from './posting/bring.ts';
import type { PostingParts } from './posting/parts.ts';

/** How many changes one job follows; for later ones there are later jobs. */
const mostGenerations = 20;

/**
 * One delivery of a posting job. Deliveries for the same posting wait for each other and find the work done: two hundred
 * changes are a few sends. Rejections are outages: the job is given again, and later the sweep adds it anew.
 */
export async function converge(parts: PostingParts, { effectId, first }: Delivery): Promise<void> {
  const due = await parts.outbox.find(effectId);
  if (due?.effect.do !== 'converge') return;
  const { postingId } = due.effect;
  await parts.inTurn(postingId, () => follow(parts, effectId, postingId, !first));
}

async function follow(parts: PostingParts, effectId: string, postingId: string, mayStand: boolean): Promise<void> {
  for (let round = 0; round < mostGenerations; round += 1) {
    const due = await parts.outbox.find(effectId);
    if (!due) return;
    await bring(parts, postingId, mayStand || due.generation > 1);
    if (await parts.outbox.done(effectId, due.generation)) return;
  }
}
