import type { SurfaceName } from './project/definition.ts';

/** What a surface can't do at present, told where people look instead (R6). */
export interface Trouble {
  surface: SurfaceName;
  /** The place that takes nothing; null: the surface takes nothing anywhere, its token is dead. */
  channel: string | null;
  /** The platform's own name of it. */
  code: string;
  /** What happened, and what to do; a sentence or two each. */
  what: string;
  remedy: string;
  since: Date;
}

export interface Troubles {
  /** Told again, it keeps the time of the first. */
  tell(trouble: Trouble): Promise<void>;
  /** It works again, there or (null) at all; what was lost there is due once more, if it stands there or still asks for somebody. */
  over(surface: SurfaceName, channel: string | null): Promise<void>;
  /** Nobody names the place any more: it is no trouble, and nothing is brought back. */
  forget(surface: SurfaceName, channel: string): Promise<void>;
  /** Oldest first. */
  all(): Promise<Trouble[]>;
}
