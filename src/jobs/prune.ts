import type { Sweep } from '../core/ports.ts';
import type { JobSettings } from './settings.ts';

interface PruneParts {
  sweep: Pick<Sweep, 'prune'>;
  settings: Pick<JobSettings, 'pruneFirst' | 'pruneEvery' | 'keepServed' | 'prunePage' | 'pagesPerTick'>;
}

/** Deletes what has served, a few pages at each tick so that no other duty waits for long. Once nothing is left, it rests for an hour. */
export function pruner({ sweep, settings }: PruneParts, now = () => performance.now()): () => Promise<void> {
  let next = now() + settings.pruneFirst;
  return async () => {
    if (now() < next) return;
    const before = new Date(Date.now() - settings.keepServed);
    for (let page = 0; page < settings.pagesPerTick; page += 1) {
      if ((await sweep.prune(before, settings.prunePage)) > 0) continue;
      next = now() + settings.pruneEvery;
      return;
    }
  };
}
