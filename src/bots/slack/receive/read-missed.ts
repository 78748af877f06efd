import type { CatchUpParts } from '../../chat/missed/catch-up.ts';
import type { Intake } from '../../chat/intake.ts';
import type { SlackApi } from '../send/slack-api.ts';
import { eventsOf, namesNoTeam } from './missed-events.ts';

interface ReadingParts {
  api: Pick<SlackApi, 'said' | 'isShared'>;
  self: { get(): Promise<{ team: string }> };
  receive: Intake['receive'];
}

/**
 * Hands on what stands in a thread as the events by which Slack would have told of it. Slack repeats an event that nobody acknowledges for
 * about six minutes; while it has switched an app off, it sends none.
 */
export const createMissedReader =
  ({ api, self, receive }: ReadingParts): CatchUpParts['read'] =>
  async ({ channel, thread }, since, stopping) => {
    const said = await api.said({ channel, thread }, since);
    const { team } = await self.get();
    const isShared = said.some(namesNoTeam) && (await api.isShared(channel));
    for (const body of said.flatMap((message) => eventsOf(message, { team, channel, isShared }))) {
      if (stopping.aborted) return;
      await receive({ body, acknowledge: nobodyWaits, isLate: true });
    }
  };

const nobodyWaits = async (): Promise<void> => undefined;
