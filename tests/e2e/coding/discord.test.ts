import { describeWith } from '../../setup/needs.ts';
import { startDiscord } from '../../fakes/discord/discord.ts';
import { platformOf } from '../discord/scene.ts';
import { discordHand } from './discord-hand.ts';
import { useSession } from './session.ts';
import { steps } from './steps.ts';
import { ackWithin } from '../../setup/patience.ts';

describeWith(['postgres', 'redis'], 'the coding session in Discord', () => {
  const enter = useSession(async () => {
    const discord = await startDiscord({ pace: 'off', answerWithin: ackWithin });
    for (const name of ['ada', 'ben']) discord.person(name);
    return {
      platform: platformOf(discord),
      hand: (engine, name, place) => discordHand(discord, engine, name, place),
    };
  });
  steps(enter);
});
