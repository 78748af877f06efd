import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startDraftingModel, type DraftingModel } from '../../fakes/model/drafts.ts';
import { startSlack, type FakeSlack } from '../../fakes/slack/slack.ts';
import type { Engine } from '../kill/engine.ts';
import { freePort } from '../kill/free-port.ts';
import { Program } from '../kill/program.ts';
import { writeProject } from './project.ts';

export type Mode = 'Socket Mode' | 'signed HTTP';

/** A Slack with people in it, and the built program beside it, which may be killed and started again. */
export interface Town {
  slack: FakeSlack;
  model: DraftingModel;
  /** The one that runs now. */
  program: Program;
  /** What the command that can't be undone did, line by line. */
  outward(): Promise<string[]>;
  /** Lets the command that counts words end. */
  letCount(): Promise<void>;
  /** Starts it, and resolves when Slack gets there. `trap`: see trap.ts of the kills. */
  start(trap?: string): Promise<void>;
  close(): Promise<void>;
}

interface Around {
  engine: Engine;
  built: string;
  mode: Mode;
}

export async function openTown({ engine, built, mode }: Around): Promise<Town> {
  const slack = await startSlack({ pace: 'off', app: { socketMode: mode === 'Socket Mode' } });
  slack.channel('film');
  for (const name of ['ada', 'ben', 'mallory']) slack.person(name);
  const [project, outward, counted] = ['project.yaml', 'outward.log', 'counted'].map((name) =>
    path.join(engine.folder, name),
  ) as [string, string, string];
  await Promise.all([writeProject(project, { slack, outward, counted }), writeFile(outward, '')]);
  const model = await startDraftingModel({ slowest: 20, about: (prompt) => /Stage \w+/.exec(prompt)?.[0] ?? '' });
  const port = await freePort();
  slack.app.requestUrl = new URL(`http://127.0.0.1:${port}/slack/events`);
  const args = ['--project', project, ...engine.args];
  const answers = { MODEL_BASE_URL: model.baseUrl, MODEL_NAME: 'fake-1', MODEL_API_KEY: 'key-for-tests' };
  const settings = { PORT: String(port), SLACK_API_URL: slack.apiUrl.href };
  const env = { ...engine.env, ...answers, ...settings, ...tokens(slack, mode) };

  const town: Town = {
    ...{ slack, model },
    program: new Program({ args, env, built }),
    outward: async () => (await readFile(outward, 'utf8')).split('\n').filter((line) => line !== ''),
    letCount: () => writeFile(counted, ''),
    start: async (trap) => {
      if (!town.program.isAlive) {
        const trapped: Record<string, string> = trap === undefined ? {} : { WHEEL_TRAP: trap };
        town.program = new Program({ args, env: { ...env, ...trapped }, built });
      }
      await town.program.ready();
      if (!town.program.isReady) throw new Error(`The program ended:\n${town.program.said.join('\n')}`);
      if (mode === 'Socket Mode') await slack.until(() => slack.sockets > 0, 'a socket');
    },
    close: async () => {
      await town.program.kill();
      await model.close();
      await slack.close();
    },
  };
  return town;
}

const tokens = ({ app }: FakeSlack, mode: Mode): Record<string, string> => ({
  SLACK_BOT_TOKEN: app.botToken,
  ...(mode === 'Socket Mode' ? { SLACK_APP_TOKEN: app.appToken } : { SLACK_SIGNING_SECRET: app.signingSecret }),
});
