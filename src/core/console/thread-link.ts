import type { SurfaceName } from '../project/definition.ts';

/** Where a run's thread stands on a chat platform, as that platform itself addresses it. */
export interface ThreadLink {
  surface: Exclude<SurfaceName, 'console'>;
  url: string;
}
