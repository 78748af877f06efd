import { describeWith } from '../../setup/needs.ts';
import { startSlack } from '../../fakes/slack/slack.ts';
import { platformOf } from '../slack/town.ts';
import { useSession } from './session.ts';
import { slackHand } from './slack-hand.ts';
import { steps } from './steps.ts';
import { ackWithin } from '../../setup/patience.ts';

describeWith(['postgres', 'redis'], 'the coding session in Slack', () => {
  const enter = useSession(async () => {
    const slack = await startSlack({ pace: 'off', ackWithin, triggerLife: ackWithin, app: { socketMode: true } });
    for (const name of ['ada', 'ben']) slack.person(name);
    return {
      platform: platformOf(slack, 'Socket Mode'),
      hand: (engine, name, place) => slackHand(slack, engine, name, place),
    };
  });
  steps(enter);
});
