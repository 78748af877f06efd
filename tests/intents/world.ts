import { grantViews } from '../../src/core/cards/grants.ts';
import { createBulk } from '../../src/intents/bulk.ts';
import { createDesk } from '../../src/intents/desk.ts';
import { createDoor } from '../../src/intents/door.ts';
import type { DoorPorts } from '../../src/intents/ports.ts';
import { createSuggest } from '../../src/intents/suggest.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { decide } from '../../src/core/run/decide.ts';
import { isActive, type Run } from '../../src/core/run/run.ts';
import { projectSchema } from '../../src/core/project/definition.ts';
import { namedOnly, noLinks } from '../setup/people.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { BulkOrder, BulkResult } from '../../src/core/bulk.ts';
import type { Card } from '../../src/core/cards/card.ts';
import type { Intent, Reply, Visit } from '../../src/core/intent.ts';
import type { LedgerEntry } from '../../src/core/ledger/entry.ts';
import type { Posting, ProjectRecord, RunView } from '../../src/core/ports.ts';
import type { WorkerEvent } from '../../src/core/run/event.ts';
import type { Decision, RunState } from '../../src/core/run/state.ts';
import type { Message, MessageAt } from '../../src/core/steering/message.ts';
import type { Suggestion, Wanted } from '../../src/core/suggestions.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;

const film = projectSchema.parse({
  project: 'film',
  name: 'Film',
  places: [{ surface: 'console', channel: 'film' }],
  people: [
    { id: 'mara', name: 'Mara', may: 'everything', accounts: { console: 'local/u1' } },
    { id: 'jon', name: 'Jon', may: 'everything', accounts: { console: 'local/u2' } },
    { id: 'ines', name: 'Ines', may: ['view', 'message'], accounts: { console: 'local/u3' } },
  ],
  roles: [{ handle: 'writer', name: 'Writer', emoji: '✍️', domain: ['words'], instructions: 'Write.' }],
  pipelines: [
    {
      id: 'notes',
      name: 'Notes',
      about: 'Writes notes.',
      brief: { label: 'Brief' },
      parameters: [{ name: 'version', label: 'Version' }],
      stages: [
        { id: 'draft', name: 'Draft', do: 'write', role: 'writer', brief: 'Write.', makes: 'notes' },
        {
          id: 'tag',
          name: 'Tag',
          do: 'command',
          run: ['git', 'tag', 'v1'],
          makes: 'tag-output',
          irreversible: true,
          gate: { when: 'before', human: 'always' },
        },
      ],
    },
  ],
});

const users: Record<string, string> = { mara: 'u1', jon: 'u2', ines: 'u3' };

/** What is unusual about a visit. */
type At = Partial<Pick<Visit, 'where' | 'runId' | 'delivery' | 'account' | 'at'>> & { thread?: string; team?: string };

export type World = ReturnType<typeof createWorld>;

interface Over {
  project?: ProjectRecord['project'];
  fail?: () => Error | null;
  /** Where not only the project file says who is who. */
  people?: (projects: Parameters<typeof namedOnly>[0]) => DoorPorts['people'];
  /** Those of all projects whose people the door can tell apart by their accounts. */
  known?: (record: ProjectRecord) => ProjectRecord[];
  modelOf?: DoorPorts['modelOf'];
  /** Active runs that only a newer program can read. */
  unread?: number;
}

/** One process's memory in place of the database, with the rules in force: what the door's ports promise, and no more. */
export function createWorld(over: Over = {}) {
  const record: ProjectRecord = { project: over.project ?? film, folder: '/srv/film' };
  const states = new Map<string, RunState>();
  const settled = new Map<string, Ask>();
  const bodies = new Map<string, string>();
  const deliveries = new Set<string>();
  const triggers = new Map<string, string>();
  const entries: LedgerEntry[] = [];
  const refused = new Map<string, LedgerEntry>();
  const said = new Map<string, Message>();
  const postings: Posting[] = [];
  const refreshed: string[] = [];
  const logged: Record<string, unknown>[] = [];
  let clock = Date.parse('2026-11-20T12:00:00Z');
  let visits = 0;

  const write = (decision: Decision): void => {
    const { run } = decision.state;
    states.set(run.id, decision.state);
    for (const ask of decision.settled) settled.set(ask.id, ask);
    for (const body of decision.bodies) bodies.set(body.digest, body.text);
    for (const message of decision.state.messages) said.set(message.id, message);
    entries.push(...decision.entries);
    for (const effect of decision.effects) {
      if (effect.do === 'show' && effect.subject.kind !== 'message') post(run, effect.subject);
    }
  };

  const post = (run: Run, subject: Posting['subject']): void => {
    if (postings.some((it) => it.subject.id === subject.id)) return;
    const thread = subject.kind === 'run' ? null : `m_${run.id}`;
    const ref = { channel: 'film', thread, message: `m_${subject.id}` };
    const place = { surface: 'console' as const, channel: 'film' };
    postings.push({ id: `p_${subject.id}`, runId: run.id, subject, place, ref, shown: 1, lost: null });
  };

  const viewOf = (id: string): RunView | null => {
    const state = states.get(id);
    return state
      ? { state, attempts: state.attempts, asks: state.asks, messages: state.messages, outputTail: '' }
      : null;
  };

  const findAsk = (askId: string) => {
    const all = [...states.values()].flatMap((state) => state.asks);
    const ask = settled.get(askId) ?? all.find((it) => it.id === askId);
    const state = ask && states.get(ask.runId);
    return ask && state ? { ask, run: state.run, definition: state.definition } : null;
  };

  /** Of what the store keeps for ever; states hold what is in hand. */
  const saidAt = ({ channel, message }: MessageAt): Message[] =>
    [...said.values()].filter(({ source }) => source?.channel === channel && source.message === message);

  const isSaidTwice = ({ id, source, replaces }: Message): boolean =>
    source !== null && replaces === null && saidAt(source).some((it) => it.replaces === null && it.id !== id);

  const allRuns = (): Run[] => [...states.values()].map((state) => state.run);
  const activeRuns = (): Run[] => allRuns().filter((run) => isActive(run.status));

  const unused = (): never => {
    throw new Error('the door does not use this');
  };

  const ports: DoorPorts = {
    runs: {
      change: async (runId, decideOn, delivery) => {
        const error = over.fail?.();
        if (error) throw error;
        if (delivery !== undefined && deliveries.has(delivery)) return { refused: 'repeated' };
        const state = states.get(runId);
        if (!state) return { refused: 'not_found', what: 'run', id: runId };
        const outcome = decideOn(state);
        if (isRefusal(outcome)) return outcome;
        if (outcome.state.messages.some(isSaidTwice)) return { refused: 'said_already' };
        write(outcome);
        if (delivery !== undefined) deliveries.add(delivery);
        return outcome;
      },
      create: async (decision, delivery) => {
        if (delivery !== undefined && deliveries.has(delivery)) return { refused: 'repeated' };
        const { id, projectId, trigger } = decision.state.run;
        const used = `${projectId}/${trigger.id}`;
        const before = triggers.get(used);
        if (before !== undefined) return { refused: 'used_trigger', runId: before };
        triggers.set(used, id);
        if (delivery !== undefined) deliveries.add(delivery);
        write(decision);
        return decision;
      },
      find: async (runId) => states.get(runId) ?? null,
      renew: unused,
      appendOutput: unused,
    },
    bodies: {
      read: async (digests) => new Map(digests.flatMap((it) => (bodies.has(it) ? [[it, bodies.get(it) ?? '']] : []))),
    },
    projects: {
      put: unused,
      find: async (id) => (id === record.project.project ? record : null),
      all: async () => [record, { ...record, project: { ...film, project: 'other' } }],
      ofChannel: async (_surface, channel) =>
        channel === 'film'
          ? record
          : (over.known?.(record).find(({ project: { places } }) => places.some((it) => it.channel === channel)) ??
            null),
    },
    views: {
      countActive: async () => activeRuns().length + (over.unread ?? 0),
      run: async (id) => viewOf(id),
      ask: async (id) => findAsk(id),
      message: unused,
      saidAt: async (at) => saidAt(at),
      runs: async (_project, only) => (only === 'active' ? activeRuns() : allRuns()),
      openAsks: async () => [...states.values()].flatMap((state) => state.asks),
      grants: async (_project, at, limit) =>
        [...states.values()]
          .flatMap((state) => grantViews(state, at))
          .sort((one, other) => other.grant.at.getTime() - one.grant.at.getTime())
          .slice(0, limit),
      activity: unused,
    },
    postings: {
      get: unused,
      at: async (_surface, ref) => postings.find((it) => it.ref?.message === ref.message) ?? null,
      runOfThread: async (_surface, _channel, thread) =>
        postings.find((it) => it.subject.kind === 'run' && it.ref?.message === thread)?.runId ?? null,
      rootOf: unused,
      unsaidBefore: unused,
      ofSubject: async (subject) => postings.filter((it) => it.subject.id === subject.id),
      record: unused,
      markLost: unused,
    },
    people: (over.people ?? namedOnly)({
      find: async (id) => (id === record.project.project ? record : null),
      all: async () => over.known?.(record) ?? [],
    }),
    links: noLinks,
    refusals: { record: async (entry) => void refused.set(entry.id, entry) },
    modelOf: over.modelOf ?? (() => ({ name: 'rehearsal', priced: true, rehearses: true })),
    refresh: async (postingId) => void refreshed.push(postingId),
    log: { error: (fields) => void logged.push(fields) },
  };
  const door = createDoor(ports);

  const visitOf = (who: string, at: At = {}): Visit => {
    clock += 1000;
    visits += 1;
    return {
      account: at.account ?? { surface: 'console', team: at.team ?? 'local', user: users[who] ?? who },
      where: at.where ?? { surface: 'console', channel: 'film', thread: at.thread ?? null },
      ...(at.runId === undefined ? {} : { runId: at.runId }),
      delivery: at.delivery ?? `visit-${visits}`,
      source: 'console_form',
      at: at.at ?? new Date(clock),
    };
  };

  const ask = (intent: Intent, who: string, at?: At): Promise<Reply> => door(intent, visitOf(who, at));

  const suggest = (wanted: Wanted, who: string, at?: At): Promise<Suggestion[]> =>
    createSuggest(ports)(wanted, visitOf(who, at));

  const answerAll = (order: BulkOrder, who: string, at?: At): Promise<BulkResult[]> =>
    createBulk(ports)(order, visitOf(who, at));

  /** The worker's side of the story, through the same rules. */
  const work = (runId: string, event: Without<WorkerEvent>): Decision => {
    clock += 1000;
    visits += 1;
    const state = states.get(runId);
    if (!state) throw new Error(`no run ${runId}`);
    const actor = { kind: 'system', name: 'worker' } as const;
    const outcome = decide(state, { ...event, id: `w_${visits}`, at: new Date(clock), actor });
    if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
    write(outcome);
    return outcome;
  };

  /** The newest attempt does its stage and hands in this text. */
  const finishStage = (runId: string, text: string): void => {
    const state = states.get(runId);
    const attempt = state?.attempts.at(-1);
    if (!state || !attempt) throw new Error(`no attempt on ${runId}`);
    const token = `lease-${attempt.number}`;
    const { id: attemptId } = attempt;
    const { epoch } = state.run;
    const cost = { microUsd: 100, inputTokens: 10, outputTokens: 10 };
    work(runId, { kind: 'claim', attemptId, epoch, token, worker: 'w', until: new Date(clock + 60_000) });
    work(runId, { kind: 'begin_step', attemptId, token, epoch, estimate: cost });
    const output = { text, rehearsal: true, remark: null };
    work(runId, { kind: 'finish', attemptId, token, output, cost });
  };

  const desk = createDesk(ports);

  return {
    ask,
    answerAll,
    suggest,
    desk,
    work,
    finishStage,
    states,
    settled,
    entries,
    refused,
    logged,
    postings,
    refreshed,
    film,
  };
}

export const cardsOf = (reply: Reply): Card[] => {
  if (reply.kind !== 'cards') throw new Error(`expected cards, got ${JSON.stringify(reply)}`);
  return reply.cards;
};

/** Of a card, or of words that bring their own buttons. */
export const tokenOf = (shown: Pick<Card, 'buttons'> | Reply | undefined, label: string): string => {
  const button = shown && 'buttons' in shown ? shown.buttons?.find((it) => it.label === label) : undefined;
  if (!button) throw new Error(`no button ${label} in: ${JSON.stringify(shown)}`);
  return button.token;
};

/** Starts a run the only way there is: the form, and Run. */
export async function startedRun(world: World, brief = 'The notes'): Promise<RunState> {
  const opened = await world.ask({ kind: 'command', verb: 'run', rest: '' }, 'mara');
  if (opened.kind !== 'form') throw new Error(`no form: ${JSON.stringify(opened)}`);
  const values = { brief, p_version: '1.0', mode: 'checkpoint', budget_usd: '' };
  await world.ask({ kind: 'submit', token: opened.form.token, values, on: null }, 'mara');
  const state = [...world.states.values()].at(-1);
  if (!state) throw new Error('nothing was started');
  return state;
}

/** A run at its first gate, with the gate. */
export async function gatedRun(world: World, text = 'A draft.'): Promise<{ runId: string; gate: Ask }> {
  const { run } = await startedRun(world);
  world.finishStage(run.id, text);
  const gate = world.states.get(run.id)?.asks[0];
  if (!gate) throw new Error('no gate');
  return { runId: run.id, gate };
}
