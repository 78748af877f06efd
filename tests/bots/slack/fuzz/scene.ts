import { createArrivals } from '../../../../db/arrivals.ts';
import { type Client, connect } from '../../../../db/client.ts';
import { migrate } from '../../../../db/migrate.ts';
import { createSlackApi } from '../../../../src/bots/slack/send/api.ts';
import type { Door } from '../../../../src/core/intent.ts';
import { createDoor } from '../../../../src/intents/door.ts';
import type { DoorPorts } from '../../../../src/intents/ports.ts';
import { createLog } from '../../../../src/telemetry/log.ts';
import { createRedact } from '../../../../src/telemetry/redact.ts';
import { startSlack, type FakeSlack } from '../../../fakes/slack/slack.ts';
import { doorPortsOn } from '../../../setup/door-ports.ts';
import { showing } from '../../../setup/showing.ts';
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
  const own = doorPortsOn(client, log);
  const ports = { ...own, people: unguarded.people?.(own.people) ?? own.people };
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
