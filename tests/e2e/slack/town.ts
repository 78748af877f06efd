import { startSlack, type FakeSlack } from '../../fakes/slack/slack.ts';
import type { Engine } from '../kill/engine.ts';
import { openTown, type Platform, type Town } from '../town/town.ts';
import { ackWithin } from '../../setup/patience.ts';

export type Mode = 'Socket Mode' | 'signed HTTP';

/** A Slack with people in it, and the built program beside it. */
export type SlackTown = Town & { slack: FakeSlack };

export async function openSlackTown(engine: Engine, built: string, mode: Mode): Promise<SlackTown> {
  const slack = await startSlack({
    pace: 'off',
    ackWithin,
    triggerLife: ackWithin,
    app: { socketMode: mode === 'Socket Mode' },
  });
  for (const name of ['ada', 'ben', 'mallory']) slack.person(name);
  return Object.assign(await openTown(engine, built, platformOf(slack, mode)), { slack });
}

export const platformOf = (slack: FakeSlack, mode: Mode): Platform => ({
  place: { surface: 'slack', channel: slack.channel('film').id },
  accountOf: (name) => ({ slack: `${slack.team.id}/${slack.person(name).id}` }),
  env: { SLACK_API_URL: slack.apiUrl.href, ...tokens(slack, mode) },
  isAt: (port) => void (slack.app.requestUrl = new URL(`http://127.0.0.1:${port}/slack/events`)),
  heard: async () => {
    if (mode === 'Socket Mode') await slack.until(() => slack.sockets > 0, 'a socket');
  },
  close: () => slack.close(),
});

const tokens = ({ app }: FakeSlack, mode: Mode): Record<string, string> => ({
  SLACK_BOT_TOKEN: app.botToken,
  ...(mode === 'Socket Mode' ? { SLACK_APP_TOKEN: app.appToken } : { SLACK_SIGNING_SECRET: app.signingSecret }),
});
