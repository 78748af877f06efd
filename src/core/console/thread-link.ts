import type { SurfaceName } from '../project/definition.ts';

/** The address of a run's thread on a chat platform. */
export interface ThreadLink {
  surface: Exclude<SurfaceName, 'console'>;
  url: string;
}
