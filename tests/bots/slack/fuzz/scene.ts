import { createArrivals } from '../../../../db/arrivals.ts';
import { createBodies } from '../../../../db/bodies.ts';
import { type Client, connect } from '../../../../db/client.ts';
import { createLinks } from '../../../../db/links.ts';
import { migrate } from '../../../../db/migrate.ts';
import { createOutbox } from '../../../../db/outbox.ts';
import { createPeople } from '../../../../db/people.ts';
import { createPostings } from '../../../../db/postings.ts';
import { createProjects } from '../../../../db/projects.ts';
import { createRefresh } from '../../../../db/refresh.ts';
import { createRefusals } from '../../../../db/refusals.ts';
import { createRuns } from '../../../../db/runs.ts';
import { createViews } from '../../../../db/views.ts';
import { createSlackApi } from '../../../../src/bots/slack/send/api.ts';
import type { Door } from '../../../../src/core/intent.ts';
import { createDoor } from '../../../../src/intents/door.ts';
import type { DoorPorts } from '../../../../src/intents/ports.ts';
import { converge } from '../../../../src/jobs/converge.ts';
import { takeTurns } from '../../../../src/jobs/posting/in-turn.ts';
import type { PostingParts } from '../../../../src/jobs/posting/parts.ts';
import { createDrawing } from '../../../../src/main/drawing.ts';
import { createLog } from '../../../../src/telemetry/log.ts';
import { createRedact } from '../../../../src/telemetry/redact.ts';
import { startSlack, type FakeSlack } from '../../../fakes/slack/slack.ts';
import { noGroups } from '../../../setup/people.ts';
import { startSlackRig, type Mode, type SlackRig } from '../rig.ts';
import { hurried } from '../../chat/send/clock.ts';
import { Told } from '../../chat/send/stores.ts';
import { projectsIn } from './projects.ts';

/**
 * So many times as fast as Slack's pace: strangers get more answers here in a second than in a minute there. Faster, and a hiccup of this
 * process would be longer than anybody's patience.
 */
const haste = 100;

/** One guard of ours, taken away: what a control puts in its place. */
export interface Unguarded {
  /** Who somebody is. */
  people?: (people: DoorPorts['people']) => DoorPorts['people'];
  /** What the door is told. */
  door?: (door: Door, ports: DoorPorts) => Door;
}

export interface Scene {
  slack: FakeSlack;
  rig: SlackRig;
  client: Client;
  ports: DoorPorts;
  /** Every line of the program's log, as it is written in production. */
  lines: string[];
  /** Brings every card to what is so, as the posting jobs do. */
  showAll(): Promise<void>;
  close(): Promise<void>;
}

/** Slack before the real door, the real rules and the real stores, with two projects in one workspace. */
export async function openScene(url: string, mode: Mode, unguarded: Unguarded = {}): Promise<Scene> {
  await migrate(url);
  const client = connect(url, { max: 20 });
  const slack = await startWorkspace(mode);
  const lines: string[] = [];
  const { botToken, appToken, signingSecret } = slack.app;
  const redact = createRedact([botToken, appToken, signingSecret]);
  const log = createLog('debug', redact, { write: (line: string) => void lines.push(line) });
  const ports = portsOn(client, unguarded, log);
  for (const project of projectsIn(slack)) await ports.projects.put({ project, folder: '/srv' });
  const open = createDoor(ports);
  const troubles = new Told();
  const api = createSlackApi({ token: botToken, apiUrl: slack.apiUrl, troubles, log, clock: hurried(haste) });
  const rig = await startSlackRig(url, unguarded.door?.(open, ports) ?? open, {
    ...{ mode, beside: slack },
    parts: {
      ...{ api, troubles, log, arrivals: createArrivals(client) },
      refresh: async (at) => {
        const posting = await ports.postings.at('slack', at);
        if (posting) await ports.refresh(posting.id);
      },
    },
  });
  const showAll = showing(client, ports, { surface: rig.bot.surface, log });
  const close = async (): Promise<void> => {
    await rig.close();
    api.stop();
    await slack.close();
    await client.close();
  };
  return { slack, rig, client, ports, lines, showAll, close };
}

/** Milliseconds. How fast it is, is measured elsewhere: a machine that is busy here must not look like a fault of ours. */
const patience = 15_000;

async function startWorkspace(mode: Mode): Promise<FakeSlack> {
  const app = {
    socketMode: mode === 'socket',
    shortcuts: { 'Steer this run': 'steer_run', 'Send and pause': 'send_and_pause' },
  };
  const slack = await startSlack({ pace: 'off', app, ackWithin: patience, triggerLife: patience });
  for (const name of ['film', 'harbour']) slack.channel(name, { sharedWith: 'elsewhere' });
  for (const name of ['mara', 'jon', 'ines', 'olu', 'mallory']) slack.person(name);
  slack.person('gus', { guest: 'single-channel' });
  slack.person('eve', { team: 'elsewhere' });
  return slack;
}

function portsOn(client: Client, { people }: Unguarded, log: DoorPorts['log']): DoorPorts {
  const projects = createProjects(client);
  const links = createLinks(client);
  const known = createPeople({ projects, links, groups: noGroups });
  const onError = (error: unknown): void => log.error({ err: error }, 'Something after a commit failed.');
  return {
    runs: createRuns(client, { onCommitted: () => undefined, onError }),
    bodies: createBodies(client),
    ...{ projects, links, log },
    people: people?.(known) ?? known,
    views: createViews(client),
    postings: createPostings(client),
    refusals: createRefusals(client),
    modelOf: () => ({ name: 'rehearsal', priced: true, rehearses: true }),
    refresh: createRefresh(client, () => undefined),
  };
}

/** How many cards are brought up to date before it looks again. */
const page = 200;

function showing(
  client: Client,
  { postings, views, bodies }: DoorPorts,
  { surface, log }: { surface: SlackRig['bot']['surface']; log: PostingParts['log'] },
): () => Promise<void> {
  const outbox = createOutbox(client);
  const parts: PostingParts = {
    ...{ postings, outbox, log },
    drawing: createDrawing(views, bodies, { find: async () => null }),
    surfaces: new Map([['slack' as const, surface]]),
    inTurn: takeTurns(),
    finished: new Set(),
  };
  return async () => {
    for (;;) {
      const due = await outbox.overdue(-60_000, page, { do: 'converge', after: null });
      if (due.length === 0) return;
      for (const { id, effect } of due) {
        const postingId = effect.do === 'converge' ? effect.postingId : null;
        await converge(parts, { effectId: id, postingId, again: false, first: true, redelivered: false, last: true });
      }
    }
  };
}
