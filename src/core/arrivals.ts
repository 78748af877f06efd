import type { SurfaceName } from './project/definition.ts';

/** What a platform has delivered, unchanged. Stored before it is acknowledged, since the platform never sends it again after that. */
export interface Arrival {
  /** The platform's own id of what happened: the same, however often it is delivered. */
  key: string;
  surface: SurfaceName;
  body: string;
  /** When it came for the first time. */
  at: Date;
}

/** An arrival that was not processed to the end. `tries` includes this one. */
export interface LeftArrival extends Arrival {
  tries: number;
}

/**
 * Deliveries between their acknowledgement and their end (P5, R1). Postgres is behind it, and its clock rules, whatever those of the
 * processes' machines say; rejections are outages.
 */
export interface Arrivals {
  /**
   * `new`: it is the caller's to take in, for so many milliseconds. `kept`: it came before, and somebody is at it, or will be when
   * their time is over. `done`: it came before, and was taken in.
   */
  keep(arrival: Arrival, forMs: number): Promise<'new' | 'kept' | 'done'>;
  /** It was stored, and is not handled yet. */
  isDue(key: string): Promise<boolean>;
  /** They are the caller's for so many milliseconds from now, unless they are done. */
  hold(keys: readonly string[], forMs: number): Promise<void>;
  /** It has been taken in; what it said is forgotten, its key is known for some days more. */
  done(key: string): Promise<void>;
  /** It had no effect, and whoever sent it was told so: the same again is a new one. */
  forget(key: string): Promise<void>;
  /** Those whose time is over, oldest first: they are the caller's for so many milliseconds. */
  left(surface: SurfaceName, forMs: number, limit: number): Promise<LeftArrival[]>;
}
