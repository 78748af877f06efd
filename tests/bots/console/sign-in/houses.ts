import { createRoster } from '../../../../src/main/roster.ts';
import { discordWay } from '../../../../src/sign-in/discord.ts';
import { slackWay } from '../../../../src/sign-in/slack.ts';
import type { SignInWay } from '../../../../src/core/console/sign-in.ts';
import type { Visit } from '../../../../src/core/intent.ts';
import type { Projects } from '../../../../src/core/ports.ts';
import { projectSchema, type Person } from '../../../../src/core/project/definition.ts';
import { startDiscordSignIn, type FakeDiscordSignIn } from '../../../fakes/discord-sign-in/server.ts';
import { startSlackSignIn, type FakeSlackSignIn } from '../../../fakes/slack-sign-in/server.ts';
import { namedOnly } from '../../../setup/people.ts';
import { type Rig, startRig } from '../rig.ts';

export const secret = 'canary-client-secret';

const projectNamed = (id: string, people: Pick<Person, 'id' | 'accounts'>[]) =>
  projectSchema.parse({
    project: id,
    name: id,
    places: [{ surface: 'console', channel: id }],
    people: people.map((person) => ({ ...person, name: person.id, may: 'everything' })),
    pipelines: [
      {
        id: 'notes',
        name: 'Notes',
        about: 'Writes notes.',
        stages: [{ id: 'draft', name: 'Draft', do: 'write', makes: 'notes', role: 'writer', brief: 'Write.' }],
      },
    ],
  });

export const film = projectNamed('film', [
  { id: 'mara', accounts: { console: 'local/mara', slack: 'T1/U1', discord: '11/1', oidc: 'mara@example.com' } },
  { id: 'ben', accounts: { console: 'local/ben', slack: 'T1/U2', oidc: 'ben-subject' } },
]);
export const letters = projectNamed('letters', [{ id: 'editor', accounts: { slack: 'T1/U1', discord: '22/1' } }]);

export interface Town {
  rig: Rig;
  slack: FakeSlackSignIn;
  discord: FakeDiscordSignIn;
  projects: Projects;
  /** What is configured; a test may take one away. */
  ways: SignInWay[];
  /** What the log was told, whole. */
  logged: string[];
  visits: Visit[];
  close(): Promise<void>;
}

/** The console, two projects, and the houses where people sign in. */
export async function startTown(url: string, others: (slackApi: string) => SignInWay[] = () => []): Promise<Town> {
  const app = { clientId: 'wheel', clientSecret: secret, redirectUris: [] as string[] };
  const [slack, discord] = await Promise.all([startSlackSignIn(app), startDiscordSignIn(app)]);
  const client = { clientId: 'wheel', clientSecret: secret };
  const ways: SignInWay[] = [
    slackWay({ ...client, apiUrl: new URL(slack.apiUrl) }),
    discordWay({ ...client, apiUrl: new URL(discord.apiUrl) }),
  ];
  const logged: string[] = [];
  const visits: Visit[] = [];
  let projects: Projects | undefined;
  const log = { warn: (facts: object, message: string) => void logged.push(JSON.stringify({ facts, message })) };
  const door = async (_: unknown, visit: Visit) => {
    visits.push(visit);
    return { kind: 'nothing' as const };
  };
  const rig = await startRig(url, door, 15_000, (stored) => {
    projects = stored;
    return { ways, log, roster: createRoster(stored, namedOnly(stored)) };
  });
  for (const way of ['slack', 'discord', 'oidc']) app.redirectUris.push(`${rig.origin}/sign-in/${way}/callback`);
  ways.push(...others(slack.apiUrl));
  if (!projects) throw new Error('The rig has made no store.');
  for (const project of [film, letters]) await projects.put({ project, folder: '/nowhere' });
  const close = async () => {
    await rig.close();
    await Promise.all([slack.close(), discord.close()]);
  };
  return { rig, slack, discord, projects, ways, logged, visits, close };
}
