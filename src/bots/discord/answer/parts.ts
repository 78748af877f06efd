import type { PostRef } from '../../../core/cards/surface.ts';
import type { Drafts } from '../../../core/drafts.ts';
import type { Intent } from '../../../core/intent.ts';
import type { Account, Where } from '../../../core/people/actor.ts';
import type { Log } from '../../chat/log.ts';
import type { Site } from '../draw/site.ts';
import type { DiscordApi } from '../send/discord-api.ts';
import type { Answering } from './answering.ts';

export interface AnswerParts {
  api: Pick<DiscordApi, 'answer' | 'editAnswer' | 'followUp' | 'direct' | 'channel'>;
  drafts: Drafts;
  site: Site;
  log: Pick<Log, 'warn'>;
}

/** What is answered, to whom, and how. */
export interface Asked {
  account: Account;
  where: Where;
  /** The card that the action came from. */
  on: PostRef | null;
  /** The id of the form that is being filled in part by part. */
  draft: string | null;
  answering: Answering;
}

/** The card that a click was made on. */
export const onOf = (intent: Intent): PostRef | null =>
  intent.kind === 'press' || intent.kind === 'submit' ? intent.on : null;
