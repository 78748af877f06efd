import { startDiscord, type FakeDiscord } from '../../fakes/discord/discord.ts';
import type { Engine } from '../kill/engine.ts';
import { openTown, type Platform, type Town } from '../town/town.ts';
import { useScene as useSceneIn } from '../town/use-scene.ts';
import { film } from '../town/eyes.ts';
import { DiscordEyes } from './eyes.ts';
import { ackWithin } from '../../setup/patience.ts';

export interface Scene {
  readonly engine: Engine;
  readonly town: Town;
  readonly discord: FakeDiscord;
  readonly ada: DiscordEyes;
  readonly ben: DiscordEyes;
  /** On the server, and nobody's colleague in the project. */
  readonly mallory: DiscordEyes;
}

export function platformOf(discord: FakeDiscord): Platform {
  return {
    place: { surface: 'discord', channel: discord.channel('film').id },
    accountOf: (name) => ({ discord: `${discord.guild('Paper').id}/${discord.person(name).id}` }),
    env: { DISCORD_TOKEN: discord.app.token, DISCORD_API_URL: discord.apiUrl.href },
    heard: async () => {
      await discord.until(() => discord.gateway.size > 0, 'a session of the gateway');
      await discord.until(() => discord.commands().length > 0, 'the commands');
    },
    close: () => discord.close(),
  };
}

export const useScene = (openEngine: () => Promise<Engine>): (() => Scene) =>
  useSceneIn<Scene>({
    openEngine,
    open: async (engine, built) => {
      const discord = await startDiscord({ pace: 'off', answerWithin: ackWithin });
      for (const name of ['ada', 'ben', 'mallory']) discord.person(name);
      const town = await openTown(engine, built, platformOf(discord));
      const eyes = (name: string) => new DiscordEyes(discord, name);
      return { engine, town, discord, ada: eyes('ada'), ben: eyes('ben'), mallory: eyes('mallory') };
    },
    tell: ({ discord, ada }) =>
      [
        ...ada.person.sees(film).flatMap((head) => [head.text, ...threadOf(ada, head.id)]),
        ...['ada', 'ben', 'mallory'].flatMap((name) => {
          const person = discord.person(name);
          return [name, ...person.privately().map(({ text }) => text), person.dialog()?.text ?? '', ...person.toasts];
        }),
      ].join('\n\n'),
  });

function threadOf({ person }: DiscordEyes, thread: string): string[] {
  try {
    return person.sees({ ...film, thread }).map(({ text, buttons }) => `    ${text} [${buttons.join('] [')}]`);
  } catch {
    return [];
  }
}
