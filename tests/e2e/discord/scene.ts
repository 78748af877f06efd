import { startDiscord, type FakeDiscord } from '../../fakes/discord/discord.ts';
import type { Engine } from '../kill/engine.ts';
import { openTown, type Platform, type Town } from '../town/town.ts';
import { useScene as useSceneIn } from '../town/use-scene.ts';
import { Eyes, film } from './eyes.ts';

export interface Scene {
  readonly engine: Engine;
  readonly town: Town;
  readonly discord: FakeDiscord;
  readonly ada: Eyes;
  readonly ben: Eyes;
  /** On the server, and nobody's colleague in the project. */
  readonly mallory: Eyes;
}

export function platformOf(discord: FakeDiscord): Platform {
  return {
    place: `surface: discord, channel: '${discord.channel('film').id}'`,
    accountOf: (name) => `discord: ${discord.guild('Paper').id}/${discord.person(name).id}`,
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
      const discord = await startDiscord({ pace: 'off' });
      for (const name of ['ada', 'ben', 'mallory']) discord.person(name);
      const town = await openTown(engine, built, platformOf(discord));
      const eyes = (name: string): Eyes => new Eyes(discord, name);
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

function threadOf({ person }: Eyes, thread: string): string[] {
  try {
    return person.sees({ ...film, thread }).map(({ text, buttons }) => `    ${text} [${buttons.join('] [')}]`);
  } catch {
    return [];
  }
}
