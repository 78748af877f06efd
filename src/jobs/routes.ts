import type { Postings } from '../core/ports.ts';
import type { SurfaceName } from '../core/project/definition.ts';

export const stagesQueue = 'stages';

/** One queue for each surface, so that a process takes only jobs of surfaces that it serves. */
export const postingsQueue = (surface: SurfaceName): string => `postings-${surface}`;

export type SurfaceOf = (postingId: string) => Promise<SurfaceName | null>;

/** How many postings are remembered: enough for those that change at the same time. A posting never moves to another surface. */
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
