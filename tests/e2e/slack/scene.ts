import type { Engine } from '../kill/engine.ts';
import { useScene as useSceneIn } from '../town/use-scene.ts';
import { SlackEyes } from './eyes.ts';
import { openSlackTown, type Mode, type SlackTown } from './town.ts';
import { transcript } from './transcript.ts';

export interface Scene {
  readonly engine: Engine;
  readonly town: SlackTown;
  readonly ada: SlackEyes;
  readonly ben: SlackEyes;
  /** In the channel, and nobody's colleague in the project. */
  readonly mallory: SlackEyes;
}

export const useScene = (mode: Mode, openEngine: () => Promise<Engine>): (() => Scene) =>
  useSceneIn<Scene>({
    openEngine,
    open: async (engine, built) => {
      const town = await openSlackTown(engine, built, mode);
      const eyes = (name: string) => new SlackEyes(town.slack, name);
      return { engine, town, ada: eyes('ada'), ben: eyes('ben'), mallory: eyes('mallory') };
    },
    tell: ({ town }) => transcript(town.slack, ['ada', 'ben', 'mallory']),
  });
