import type { PostRef } from '../core/cards/surface.ts';
import type { Postings, Posting, Views } from '../core/ports.ts';
import type { SurfaceName } from '../core/project/definition.ts';
import { isActive } from '../core/run/run.ts';
import type { Log } from '../jobs/log.ts';

interface Ports {
  postings: Pick<Postings, 'at'>;
  views: Pick<Views, 'ask' | 'run'>;
  /** The door's own: finds that the message is gone, and posts the card anew. */
  refresh: (postingId: string) => Promise<void>;
  log: Pick<Log, 'info'>;
  now?: () => number;
}

/** Milliseconds, and how often in that time a card is posted anew because it was deleted: whoever deletes it a fourth time means it. */
const period = 60 * 60_000;
const mostTimes = 3;

/**
 * What happens when somebody deletes a card of ours. While it asks something, or its run goes on, it is posted anew: people have to find it. But
 * nothing is done against somebody who deletes it again and again: then it comes back with its next change. A settled card stays deleted.
 */
export function createDeletedCards({ postings, views, refresh, log, now = Date.now }: Ports) {
  const isNeeded = async ({ subject: { kind, id } }: Posting): Promise<boolean> => {
    switch (kind) {
      case 'ask':
        return (await views.ask(id))?.ask.status === 'open';
      case 'run': {
        const run = (await views.run(id))?.state.run;
        return run !== undefined && isActive(run.status);
      }
      case 'message':
      case 'reminder':
        return false;
    }
  };
  const times = new Map<string, number[]>();
  const mayComeBack = (postingId: string): boolean => {
    const since = now() - period;
    for (const [id, all] of times) if (all.every((at) => at < since)) times.delete(id);
    const recent = (times.get(postingId) ?? []).filter((at) => at >= since);
    if (recent.length >= mostTimes) return false;
    times.set(postingId, [...recent, now()]);
    return true;
  };
  return async (surface: SurfaceName, at: PostRef): Promise<void> => {
    const posting = await postings.at(surface, at);
    if (!posting || !(await isNeeded(posting))) return;
    const facts = { posting: posting.id, run: posting.runId, place: posting.place };
    if (!mayComeBack(posting.id))
      return log.info(facts, 'A card was deleted again. It comes back with its next change.');
    log.info(facts, 'A card was deleted that is still needed. It is posted anew.');
    await refresh(posting.id);
  };
}
