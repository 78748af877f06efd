import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBodies } from '../../../db/bodies.ts';
import { consoleStore } from '../../../db/console.ts';
import { migrate } from '../../../db/migrate.ts';
import { createProjects } from '../../../db/projects.ts';
import { createReminders } from '../../../db/reminders.ts';
import { createViews } from '../../../db/views.ts';
import { consoleSurface } from '../../../src/bots/console/surface.ts';
import type { Ask } from '../../../src/core/ask/ask.ts';
import type { Facts } from '../../../src/core/attention/reminder.ts';
import { reminderRound } from '../../../src/core/attention/round.ts';
import { projectSchema, type Project } from '../../../src/core/project/definition.ts';
import { startJobs, type Jobs } from '../../../src/jobs/start.ts';
import { createDrawing } from '../../../src/main/drawing.ts';
import { startRig as startDiscord, type Rig as DiscordRig } from '../../bots/discord/send/rig.ts';
import { startRig as startSlack, type Rig as SlackRig } from '../../bots/slack/send/rig.ts';
import { decide, sampleAsk, showing, starting } from '../../db/sample.ts';
import { accepted } from '../../db/store.ts';
import { freshDatabase } from '../../setup/database.ts';
import { noLinks } from '../../setup/people.ts';
import { quickSettings, silent } from '../room.ts';
import { openStores, type Stored } from '../stored.ts';

/** Waits for what is expected, not for a time. */
const until = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 60_000, interval: 10 });

const database = freshDatabase();
let stored: Stored;
let slack: SlackRig;
let discord: DiscordRig;
let jobs: Jobs;
let rounds = 0;

/** Ada is in Slack, Ben in Discord, Cyd in the console alone. */
const projectOf = (): Project =>
  projectSchema.parse({
    ...{ project: 'paper', name: 'Paper' },
    places: [
      { surface: 'console', channel: 'general' },
      { surface: 'slack', channel: slack.slack.channel('film').id },
      { surface: 'discord', channel: discord.discord.channel('film').id },
    ],
    people: [
      {
        id: 'ada',
        name: 'Ada',
        may: 'everything',
        accounts: { slack: `${slack.slack.team.id}/${slack.slack.person('ada').id}` },
      },
      { id: 'ben', name: 'Ben', may: 'everything', accounts: { discord: `9/${discord.discord.person('ben').id}` } },
      { id: 'cyd', name: 'Cyd', may: 'everything', accounts: { console: 'local/cyd' } },
      {
        id: 'vera',
        name: 'Vera',
        may: ['view'],
        accounts: { slack: `${slack.slack.team.id}/${slack.slack.person('vera').id}` },
      },
    ],
    pipelines: [
      {
        ...{ id: 'notes', name: 'Notes', about: 'Writes notes.' },
        stages: [{ id: 'draft', name: 'Draft', makes: 'notes', do: 'write', role: 'writer', brief: 'Write.' }],
      },
    ],
  });

const standEverywhere = async (): Promise<boolean> =>
  (await stored.client.pool.rows("select from postings where subject_kind = 'ask' and ref_message is null", []))
    .length === 0;

const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

/** A run that asks all three places, so many minutes ago. */
async function ask(project: Project, id: string, asked: Partial<Ask>): Promise<void> {
  const decision = starting(id, { title: `Run ${id}` });
  const { people, places } = project;
  const definition = { ...decision.state.definition, pipeline: project.pipelines[0]!, people, places };
  accepted(await stored.runs.create({ ...decision, state: { ...decision.state, definition } }));
  const opened = sampleAsk(id, `ask-${id}`, asked);
  const effects = [showing(id, { kind: 'ask', id: opened.id }, 'gate')];
  accepted(await stored.runs.change(id, (state) => decide({ ...state, asks: [opened] }, { effects })));
}

beforeAll(async () => {
  await migrate(database.url);
  stored = await openStores({ databaseUrl: database.url, redisUrl: null, prefix: 'remind' }, quickSettings);
  [slack, discord] = await Promise.all([startSlack(), startDiscord()]);
  const { client } = stored;
  const projects = createProjects(client);
  const project = projectOf();
  await projects.put({ project, folder: '/' });
  const all = { approvers: ['ada', 'ben', 'cyd'], quorum: 3, excluded: [] };
  const subject = { about: 'stage_next', stage: 0, stageId: 'draft', definition: 'd', items: [] } as const;
  await ask(project, 'first', { policy: all, openedAt: ago(17), subject: { ...subject, items: [] } });
  const adas = { approvers: ['ada'], quorum: 1, excluded: [] };
  for (const n of [1, 2, 3, 4]) await ask(project, `more-${n}`, { policy: adas, openedAt: ago(16) });
  const reminders = createReminders(client, () => undefined);
  const teams = { console: null, slack: slack.slack.team.id, discord: '9' };
  const teamOf: Facts['teamOf'] = ({ surface }) => ({ team: teams[surface] });
  const round = reminderRound({ projects, links: noLinks, reminders, teamOf });
  jobs = await startJobs({
    ...stored,
    remind: async (now) => {
      // Whoever is called goes where the card stands: first it has to stand in all three.
      if (!(await standEverywhere())) return 0;
      const made = await round(now);
      rounds += 1;
      return made;
    },
    executors: [],
    drawing: createDrawing(createViews(client), createBodies(client), reminders),
    surfaces: [consoleSurface(consoleStore(client)), slack.surface, discord.surface],
    parts: ['worker', 'bots'],
    settings: { ...quickSettings, remindEvery: 50 },
    log: silent,
  });
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([slack.close(), discord.close()]);
  await stored.close();
});

const refOf = async (runId: string, surface: string) => {
  const copies = await stored.postings.ofSubject({ kind: 'run', id: runId });
  return copies.find(({ place }) => place.surface === surface)?.ref ?? null;
};

const reminders = async (): Promise<string[]> => {
  const rows = await stored.client.pool.rows<{ surface: string }>(
    "select surface from postings where subject_kind = 'reminder' order by surface",
    [],
  );
  return rows.map(({ surface }) => surface);
};

describe('people are reminded of what waits for them', () => {
  it('in Slack: whoever is there, of all of it in one message, equal questions with their count (P15, P16)', async () => {
    const seen = await until(async () => {
      const root = await refOf('first', 'slack');
      const thread = slack.slack.person('ada').sees({ channel: 'film', thread: root?.message ?? '-' });
      const found = thread.find(({ text }) => text.includes('Reminder'));
      expect(found).toBeDefined();
      return found!;
    });
    expect(seen.pings).toEqual([slack.slack.person('ada').id]);
    expect(seen.text).toContain('5 questions wait for an answer.');
    expect(seen.text).toMatch(/Run “Draft”\? .*· Run first · asked/);
    expect(seen.text).toMatch(/4 runs · oldest asked/);
  });

  it('in Discord: whoever is there, in the thread of the question', async () => {
    const seen = await until(async () => {
      const root = await refOf('first', 'discord');
      const thread = discord.discord.person('ben').sees({ channel: 'film', thread: root?.message ?? '-' });
      const found = thread.find(({ text }) => text.includes('Reminder'));
      expect(found).toBeDefined();
      return found!;
    });
    expect(seen.pings).toEqual([discord.discord.person('ben').id]);
    expect(seen.text).toContain('Run “Draft”? has waited for an answer since');
  });

  it('in the console: by name, whoever is nowhere else', async () => {
    const said = await until(async () => {
      const root = await refOf('first', 'console');
      const thread = await consoleStore(stored.client).replies(root?.message ?? '-', 10);
      const found = thread.flatMap(({ body }) => (body.kind === 'words' ? [body.words] : []));
      expect(found).toHaveLength(1);
      return found[0]!;
    });
    expect(said).toMatchObject({ label: 'Reminder', calls: [{ name: 'Cyd' }] });
  });

  it('and not again, however often the sweep comes round', async () => {
    const before = rounds;
    await until(async () => expect(rounds).toBeGreaterThan(before + 5));
    expect(await reminders()).toEqual(['console', 'discord', 'slack']);
  });
});
