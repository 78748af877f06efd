import type { SurfaceName } from './project/definition.ts';

/** What of a surface can fail beside its places; no platform has a channel of such a name. */
export const ways = ['Socket Mode', 'gateway', 'address', 'commands'] as const;
export type Way = (typeof ways)[number];

/** What a surface can't do at present, told where people look instead (R6). */
export interface Trouble {
  surface: SurfaceName;
  /** The place that takes nothing, or the way that is shut; null: the surface takes nothing anywhere, its token is dead. */
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
  /** Oldest first. */
  all(): Promise<Trouble[]>;
}

/** The channel that it is about; null where it is about none. */
export const placeOf = ({ channel }: Trouble): string | null => (ways.some((way) => way === channel) ? null : channel);
