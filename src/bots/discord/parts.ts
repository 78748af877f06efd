import type { Arrivals } from '../../core/arrivals.ts';
import type { Redrawing } from '../../core/cards/redrawing.ts';
import type { PostRef } from '../../core/cards/surface.ts';
import type { Drafts } from '../../core/drafts.ts';
import type { Door } from '../../core/intent.ts';
import type { Groups } from '../../core/people/groups.ts';
import type { Sends } from '../../core/sends.ts';
import type { Authors } from '../../core/steering/authors.ts';
import type { Suggest } from '../../core/suggestions.ts';
import type { Log } from '../chat/log.ts';
import type { Thread } from '../chat/missed/pass.ts';
import type { Dispatch } from './receive/dispatch.ts';
import type { DiscordApi } from './send/discord-api.ts';

/** What Discord needs of the outside. */
export interface DiscordParts {
  api: DiscordApi;
  connection: {
    token: string;
    /** With its version: https://discord.com/api/v10. */
    apiUrl: URL;
    /** The guild that alone shall know the commands, while somebody develops; null: everywhere. */
    guild: string | null;
    /** A test's own: milliseconds between two sessions that are begun. */
    identifyEvery?: number;
  };
  door: Door;
  /** Who is in a guild. */
  groups: Pick<Groups, 'of'>;
  suggest: Suggest;
  arrivals: Arrivals;
  authors: Authors;
  drafts: Drafts;
  sends: Sends;
  /** The threads of the active runs. */
  threads: () => Promise<readonly Thread[]>;
  /** Brings the card of ours that stands there up to date, if one does. */
  refresh(at: PostRef): Promise<void>;
  /** A message was deleted there: posts it anew if it was a card of ours that is still needed. */
  deleted(at: PostRef): Promise<void>;
  redrawing: Redrawing;
  /** What the gateway tells of guilds, their members and roles, as it comes: what is remembered of them may be over. */
  heard: (dispatch: Dispatch) => void;
  /** Where people reach the console. */
  publicUrl: URL | null;
  log: Log;
}
