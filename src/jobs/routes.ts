import type { Postings } from '../core/ports.ts';
import type { SurfaceName } from '../core/project/definition.ts';

export const stagesQueue = 'stages';

/** A queue for each surface: a process takes only what it can show. */
export const postingsQueue = (surface: SurfaceName): string => `postings-${surface}`;

export type SurfaceOf = (postingId: string) => Promise<SurfaceName | null>;

/** A posting never moves to another surface. Enough for the postings that change at the same time. */
const remembered = 10_000;

export function surfaceLookup(postings: Pick<Postings, 'get'>): SurfaceOf {
  const known = new Map<string, SurfaceName>();
  return async (postingId) => {
    const before = known.get(postingId);
    if (before) return before;
    const surface = (await postings.get(postingId))?.place.surface;
    if (!surface) return null;
    if (known.size >= remembered) known.clear();
    known.set(postingId, surface);
    return surface;
  };
}
