import type { PostRef } from '../../../core/cards/surface.ts';
import type { Intent } from '../../../core/intent.ts';
import type { Where } from '../../../core/people/actor.ts';
import type { Log } from '../../chat/log.ts';
import type { Site } from '../draw/site.ts';
import type { ViewFrom } from '../draw/metadata.ts';
import type { Spot } from '../read/read.ts';
import type { SlackApi } from '../send/slack-api.ts';

export interface AnswerParts {
  api: Pick<SlackApi, 'respond' | 'postEphemeral' | 'postDirect' | 'openView' | 'updateView' | 'permalink'>;
  site: Site;
  log: Pick<Log, 'warn'>;
}

/** What is answered, and to whom. */
export interface Asked {
  intent: Intent;
  where: Where;
  spot: Spot;
}

/** What a form has to remember of the place where it was opened. */
export const fromOf = ({ intent, where, spot }: Asked): ViewFrom => ({
  on: onOf(intent) ?? spot.view?.on ?? null,
  channel: where.channel,
  thread: where.thread,
});

/** The card that a click was made on. */
export const onOf = (intent: Intent): PostRef | null =>
  intent.kind === 'press' || intent.kind === 'submit' ? intent.on : null;
