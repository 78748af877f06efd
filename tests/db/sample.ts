import type { Ask } from '../../src/core/ask/ask.ts';
import type { Artifact, Version } from '../../src/core/artifact/version.ts';
import { digestText } from '../../src/core/digest.ts';
import type { CardSubject, Effect } from '../../src/core/effect.ts';
import type { LedgerEntry } from '../../src/core/ledger/entry.ts';
import { projectSchema, type Place, type Project } from '../../src/core/project/definition.ts';
import type { Shown } from '../../src/core/project/routing.ts';
import { noCost, type Attempt, type Run } from '../../src/core/run/run.ts';
import type { Decision, Definition, RunState } from '../../src/core/run/state.ts';
import type { Message } from '../../src/core/steering/message.ts';

/** Hand-made states and decisions: the stores are tested without the rules. */

export const at = new Date('2026-11-21T10:00:00.123Z');
export const here = { surface: 'console' as const, channel: 'general', thread: null };

export const project: Project = projectSchema.parse({
  project: 'paper',
  name: 'Paper',
  places: [{ surface: 'console', channel: 'general' }],
  people: [{ id: 'ada', name: 'Ada', may: 'everything', accounts: { console: 'local/ada' } }],
  pipelines: [
    {
      id: 'notes',
      name: 'Notes',
      about: 'Writes notes.',
      stages: [
        { id: 'draft', name: 'Draft', do: 'write', makes: 'notes', needs: ['log'], role: 'writer', brief: 'Write.' },
        { id: 'tag', name: 'Tag', do: 'command', makes: 'tag', run: 'true', scope: 'project' },
      ],
    },
  ],
});

export const definition: Definition = {
  pipeline: project.pipelines[0]!,
  roles: [],
  models: {},
  people: project.people,
  director: null,
  places: project.places,
  folder: '/tmp/paper',
};

export function sampleRun(id: string, changes: Partial<Run> = {}): Run {
  return {
    id,
    projectId: 'paper',
    pipelineId: 'notes',
    title: 'Notes of November',
    status: 'queued',
    hold: null,
    epoch: 1,
    version: 1,
    outputs: 0,
    stage: 0,
    round: 0,
    tries: 0,
    finished: null,
    mode: 'checkpoint',
    brief: 'What happened in November',
    parameters: { tone: 'dry' },
    budget: { microUsd: 5_000_000_000_000, tokens: null },
    spent: noCost,
    clearance: null,
    feedback: [{ kind: 'notes', from: 'Ada', text: 'Be short.', at }],
    trigger: {
      id: `trigger-${id}`,
      source: 'console_form',
      personId: 'ada',
      personName: 'Ada',
      where: here,
      at,
      context: { task: 'T-1' },
      recommendedBy: null,
      recommendedConfig: null,
    },
    execution: 'local',
    endings: 0,
    startedAt: at,
    endedAt: null,
    ...changes,
  };
}

export function sampleAttempt(runId: string, number: number, changes: Partial<Attempt> = {}): Attempt {
  return {
    id: `${runId}-attempt-${number}`,
    runId,
    stage: 0,
    stageId: 'draft',
    number,
    epoch: 1,
    status: 'queued',
    lease: null,
    steps: 0,
    openStep: null,
    takeovers: 0,
    feedback: [{ kind: 'rejected', from: 'Ada', text: 'Again.', at }],
    clearedBy: null,
    base: null,
    continuation: null,
    talk: null,
    turns: 0,
    ownTurns: 0,
    wrappedUp: false,
    replies: [],
    error: null,
    createdAt: at,
    startedAt: null,
    endedAt: null,
    ...changes,
  };
}

export function sampleAsk(runId: string, id: string, changes: Partial<Ask> = {}): Ask {
  return {
    id,
    projectId: 'paper',
    runId,
    kind: 'gate',
    status: 'open',
    revision: 1,
    version: 1,
    subject: { about: 'stage_done', stage: 0, stageId: 'draft', items: [] },
    digest: 'd1',
    choices: [{ id: 'approve', decides: true, words: 'none', irreversible: false, quorum: true }],
    policy: { approvers: 'anyone-who-may-decide', quorum: 2, excluded: [] },
    answers: [],
    openedAt: at,
    revisedAt: null,
    expiresAt: null,
    outcome: null,
    ...changes,
  };
}

export const sampleAnswer = (id: string, personId: string, changes: Partial<Ask['answers'][number]> = {}) => ({
  ...{ id, personId, personName: personId, revision: 1, choice: 'approve' as const, words: null, digest: 'd1' },
  ...{ where: here, at },
  ...changes,
});

export const sampleMessage = (runId: string, id: string, changes: Partial<Message> = {}): Message => ({
  ...{ id, runId, origin: 'person', author: 'ada', authorName: 'Ada', text: `words of ${id}`, kind: 'steering' },
  ...{ rehearsal: false, metadata: null, status: 'queued', deliveredTo: null, where: here, at },
  ...{ policy: 'steer', afterStage: null, source: null, replaces: null },
  ...changes,
});

export function sampleVersion(artifactId: string, number: number, text: string): Version {
  return {
    artifactId,
    number,
    base: number > 1 ? number - 1 : null,
    digest: digestText(text),
    length: text.length,
    by: { kind: 'role', name: 'writer' },
    attemptId: null,
    rehearsal: true,
    at,
  };
}

export const sampleArtifact = (runId: string | null, name: string, changes: Partial<Artifact> = {}): Artifact => ({
  ...{ id: `${runId ?? 'paper'}.${name}`, projectId: 'paper', runId, name, canon: null, latest: 0, lastRunId: null },
  ...changes,
});

export const sampleEntry = (runId: string, id: string, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ id, projectId: 'paper', runId, kind: 'run.progressed', actor: { kind: 'system', name: 'worker' }, at },
  ...{ subject: { run: runId }, payload: { n: 1 }, status: null },
  ...changes,
});

export function decide(state: RunState, changes: Partial<Omit<Decision, 'state'>> = {}): Decision {
  return {
    ...{ state, settled: [], versions: [], bodies: [], said: [], turns: [], entries: [], effects: [] },
    result: { kind: 'ok' },
    ...changes,
  };
}

/** The decision that creates a run with one queued attempt, shown at its project's place. */
export function starting(id: string, changes: Partial<Run> = {}): Decision {
  const attempt = sampleAttempt(id, 1);
  const state: RunState = {
    run: sampleRun(id, changes),
    definition,
    attempts: [attempt],
    asks: [],
    checkpoints: [{ number: 0, stage: 0, versions: {}, spent: noCost, at }],
    artifacts: [],
    messages: [],
    grants: [],
    lastSteerer: null,
    lastEditor: null,
  };
  return decide(state, {
    entries: [sampleEntry(id, `${id}-started`, { kind: 'run.started', status: { from: null, to: 'queued' } })],
    effects: [
      { do: 'run_stage', runId: id, attemptId: attempt.id, epoch: 1, dueAt: at },
      showing(id, { kind: 'run', id }, 'progress'),
    ],
  });
}

export const showing = (runId: string, subject: CardSubject, what: Shown, standsAt: Place | null = null): Effect => ({
  do: 'show',
  runId,
  subject,
  what,
  standsAt,
});

/** The smallest change: one more round, one ledger entry. */
export const oneMore =
  (entryId: string) =>
  (state: RunState): Decision =>
    decide(
      { ...state, run: { ...state.run, round: state.run.round + 1 } },
      {
        entries: [sampleEntry(state.run.id, entryId)],
        effects: [showing(state.run.id, { kind: 'run', id: state.run.id }, 'progress')],
      },
    );
