import type { SurfaceName } from './project/definition.ts';

/** What can fail at a surface apart from its channels. No platform has a channel with such a name. */
export const ways = ['Socket Mode', 'gateway', 'address', 'commands'] as const;
export type Way = (typeof ways)[number];

/** Something that a surface can't do at present. It is shown in the console, where people can look instead (R6). */
export interface Trouble {
  surface: SurfaceName;
  /** The channel that can't be posted to, or one of `ways`; null if nothing works on this surface, because its token is not valid. */
  channel: string | null;
  /** The platform's own name of the fault. */
  code: string;
  /** What happened, and what to do; a sentence or two each. */
  what: string;
  remedy: string;
  since: Date;
}

export interface Troubles {
  /** Reports a trouble. Reported again, it keeps the time of the first report. */
  tell(trouble: Trouble): Promise<void>;
  /** The channel (null: the whole surface) works again. Postings that were lost there become due again, if they are still of use. */
  over(surface: SurfaceName, channel: string | null): Promise<void>;
  /** Oldest first. */
  all(): Promise<Trouble[]>;
}

/** The channel that the trouble is about; null if it is about none. */
export const placeOf = ({ channel }: Trouble): string | null => (ways.some((way) => way === channel) ? null : channel);
