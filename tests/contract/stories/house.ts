import { nanoid } from 'nanoid';
import { connect } from '../../../db/client.ts';
import { createReminders } from '../../../db/reminders.ts';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { reminderRound } from '../../../src/core/attention/round.ts';
import type { PostRef } from '../../../src/core/cards/surface.ts';
import type { Door, Intent, Reply } from '../../../src/core/intent.ts';
import { projectSchema, type Project } from '../../../src/core/project/definition.ts';
import type { RunState } from '../../../src/core/run/state.ts';
import type { CallReply, ToolCall } from '../../../src/core/stage/call.ts';
import { createDoor } from '../../../src/intents/door.ts';
import { doorPortsOn } from '../../setup/door-ports.ts';
import { noLinks } from '../../setup/people.ts';
import { showing } from '../../setup/showing.ts';
import { agentCall, agentQuestion, Worker } from '../../setup/worker.ts';
import type { Harness, MakeHarness, Seen } from '../harness.ts';

/** On one line, as people read it. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What an agent has asked, and the card of it that stands in its run's thread. */
export interface Asked {
  runId: string;
  ask: Ask;
  card: PostRef;
}

/** One surface before the real door, the real rules and the real stores. */
export interface House {
  at: Harness;
  worker: Worker;
  state(runId: string): Promise<RunState>;
  /** A new run, whose agent is about to do this and waits for a person; every card shows it. */
  asked(call?: Partial<ToolCall>): Promise<Asked>;
  /** Two questions in the thread of one run. */
  askedTwice(): Promise<readonly [Asked, Asked]>;
  /** What its newest attempt was told to its calls. */
  replies(runId: string): Promise<readonly CallReply[]>;
  isOpen(runId: string): Promise<boolean>;
  rootOf(runId: string): Promise<PostRef>;
  threadOf(runId: string): Promise<{ channel: string; thread: string }>;
  /** As this person sees the card now. */
  see(card: PostRef, person?: string): Promise<Seen>;
  /** What the last says that this person alone was shown, on one line. */
  heard(person: string): Promise<string>;
  /** What can be done there, but to put it away. */
  offered(person: string): Promise<string[]>;
  /** Brings every card to what is so. */
  showAll(): Promise<void>;
  /** Cyd, who is in the console alone, does this there. */
  elsewhere(intent: Intent): Promise<Reply>;
  /** How many there have been. */
  runs(): Promise<number>;
  /** What was refused on this run, in the ledger. */
  refused(runId: string): Promise<string[]>;
  /** Looks for whom to remind of what, as if so many minutes had passed; how many reminders were made. */
  remindIn(minutes: number): Promise<number>;
  /** Nothing is asked any more. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Ada does everything, Ben answers, Cyd is in the console alone; Mallory is nobody. */
const projectAt = ({ place, account }: Pick<Harness, 'place' | 'account'>): Project => {
  const there = (who: string): Record<string, string> => {
    const { surface, team, user } = account(who);
    return { [surface]: `${team}/${user}`, console: `local/${who}` };
  };
  return projectSchema.parse({
    ...{ project: 'film', name: 'Film', control_mode: 'autonomous', places: [place] },
    people: [
      { id: 'ada', name: 'Ada', may: 'everything', accounts: there('ada') },
      { id: 'ben', name: 'Ben', may: ['view', 'message', 'decide'], accounts: there('ben') },
      { id: 'cyd', name: 'Cyd', may: 'everything', accounts: { console: 'local/cyd' } },
    ],
    roles: [{ handle: 'engineer', name: 'Engineer', emoji: '🔧', domain: ['code'], instructions: 'Mend it.' }],
    pipelines: [
      {
        ...{ id: 'mend', name: 'Mend', about: 'Mends it.', brief: { label: 'What?' } },
        stages: [
          {
            ...{ id: 'fix', name: 'Fix', do: 'agent', role: 'engineer', brief: 'Mend it.', makes: 'report' },
            tools: ['read', 'ask'],
            commands: { publish: { run: 'npm publish', approval: 'needed', irreversible: true, grants: 'none' } },
            shell: { grants: 'always' },
          },
        ],
      },
      {
        ...{ id: 'letter', name: 'Letter', about: 'Writes one.', brief: { label: 'What?' } },
        stages: [
          { id: 'draft', name: 'Draft', do: 'write', role: 'engineer', brief: 'Write.', makes: 'letter' },
          {
            ...{ id: 'polish', name: 'Polish', do: 'agent', role: 'engineer', brief: 'Polish it.', makes: 'report' },
            tools: ['ask', 'propose'],
          },
        ],
      },
    ],
  });
};

export async function openHouse(url: string, makeHarness: MakeHarness): Promise<House> {
  let way: Door = async () => ({ kind: 'nothing' });
  const at = await makeHarness((intent, visit) => way(intent, visit));
  const client = connect(url, { max: 6 });
  const quiet = (): undefined => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const ports = doorPortsOn(client, log);
  way = createDoor(ports);
  const reminders = createReminders(client, () => undefined);
  const round = reminderRound({
    projects: ports.projects,
    links: noLinks,
    reminders,
    teamOf: () => ({ team: null }),
  });
  const worker = new Worker(ports);
  const showAll = showing(client, ports, { surface: at.surface, log, reminders });
  await ports.projects.put({ project: projectAt(at), folder: '/srv' });

  const state = async (runId: string): Promise<RunState> => {
    const found = await ports.runs.find(runId);
    if (!found) throw new Error(`There is no run ${runId}.`);
    return found;
  };
  const refOf = async (kind: 'run' | 'ask', id: string): Promise<PostRef> => {
    const [posting] = await ports.postings.ofSubject({ kind, id });
    if (!posting?.ref) throw new Error(`${kind} ${id} is posted nowhere.`);
    return posting.ref;
  };
  const asked = async (runId: string, ask: Ask): Promise<Asked> => {
    await showAll();
    return { runId, ask, card: await refOf('ask', ask.id) };
  };
  const last = async (person: string): Promise<Seen | undefined> => (await at.privately(person)).at(-1);
  const elsewhere = (intent: Intent): Promise<Reply> =>
    way(intent, {
      account: { surface: 'console', team: 'local', user: 'cyd' },
      where: { surface: 'console', channel: null, thread: null },
      ...{ delivery: `elsewhere-${nanoid()}`, source: 'console_form', at: new Date() },
    });

  return {
    ...{ at, worker, state, showAll, elsewhere },
    rootOf: (runId) => refOf('run', runId),
    asked: async (call) => {
      const runId = await worker.started('film', 'mend', 'ada');
      return asked(runId, await worker.asks(runId, agentCall(call)));
    },
    askedTwice: async () => {
      const runId = await worker.started('film', 'letter', 'ada', 'autonomous');
      await worker.finish(runId);
      const proposal = { artifact: 'letter', text: 'Dear Odile,', why: 'It is warmer.' };
      const first = await worker.asks(runId, agentCall({ tool: 'propose', shown: '…', about: null, proposal }));
      await worker.calls(runId, agentQuestion());
      const [, second] = (await state(runId)).asks;
      if (!second) throw new Error('One question is asked, and no second.');
      return [await asked(runId, first), await asked(runId, second)];
    },
    replies: async (runId) => (await state(runId)).attempts.at(-1)?.replies ?? [],
    isOpen: async (runId) => (await state(runId)).asks.length > 0,
    threadOf: async (runId) => {
      const { channel, message } = await refOf('run', runId);
      return { channel, thread: message };
    },
    heard: async (person) => flat((await last(person))?.text ?? ''),
    offered: async (person) => ((await last(person))?.buttons ?? []).filter((label) => label !== 'Dismiss'),
    see: async (card, person = 'ada') => {
      const seen = (await at.sees(person, card)).find(({ id }) => id === card.message);
      if (!seen) throw new Error(`${person} does not see ${card.message}.`);
      return seen;
    },
    runs: async () => (await ports.views.runs('film', 'all', 1_000)).length,
    refused: async (runId) => {
      const entries = await ports.views.activity(runId, 100);
      return entries.flatMap(({ kind, payload }) => (kind === 'command.refused' ? [String(payload.refused)] : []));
    },
    remindIn: async (minutes) => {
      const made = await round(new Date(Date.now() + minutes * 60_000));
      await showAll();
      return made;
    },
    tidy: async () => {
      for (const { id, epoch } of await ports.views.runs('film', 'active', 100)) {
        await elsewhere({ kind: 'press', token: `c.${id}.${epoch}.cancel`, on: null, confirmed: true });
      }
    },
    close: async () => {
      await at.close();
      await client.close();
    },
  };
}
