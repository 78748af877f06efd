import type { Arrivals } from '../../core/arrivals.ts';
import type { Redrawing } from '../../core/cards/redrawing.ts';
import type { PostRef } from '../../core/cards/surface.ts';
import type { Home } from '../../core/home/home.ts';
import type { Door } from '../../core/intent.ts';
import type { Account } from '../../core/people/actor.ts';
import type { Hints } from '../../core/ports.ts';
import type { Sends } from '../../core/sends.ts';
import type { Log } from '../chat/log.ts';
import type { Thread } from '../chat/missed/pass.ts';
import type { SlackApi } from './send/slack-api.ts';

/** What Slack needs of the outside. */
export interface SlackParts {
  api: SlackApi;
  /** With an app token: Socket Mode; with a signing secret alone: signed HTTP. One of both is set. */
  connection: { appToken: string | null; signingSecret: string | null; apiUrl: URL };
  door: Door;
  arrivals: Arrivals;
  sends: Sends;
  /** The threads of the active runs. */
  threads: () => Promise<readonly Thread[]>;
  /** Brings the card of ours that stands there up to date, if one does. */
  refresh(at: PostRef): Promise<void>;
  /** A message was deleted there: posts it anew if it was a card of ours that is still needed. */
  deleted(at: PostRef): Promise<void>;
  redrawing: Pick<Redrawing, 'card'>;
  readHome: (account: Account) => Promise<Home>;
  hints: Pick<Hints, 'onRun'>;
  /** Where people reach the console. */
  publicUrl: URL | null;
  log: Log;
}
