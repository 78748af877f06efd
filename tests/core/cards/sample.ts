import { noCost } from '../../../src/core/run/run.ts';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { choicesFor } from '../../../src/core/ask/choices.ts';
import type { Artifact, Version } from '../../../src/core/artifact/version.ts';
import type { RunView } from '../../../src/core/ports.ts';
import type { Attempt, Run } from '../../../src/core/run/run.ts';
import type { Definition, RunState } from '../../../src/core/run/state.ts';
import type { PersonActor } from '../../../src/core/people/actor.ts';
import type { Permission } from '../../../src/core/project/definition.ts';
import type { Message } from '../../../src/core/steering/message.ts';
import { pipelineSchema, personSchema, roleSchema } from '../../../src/core/project/definition.ts';

export const noon = new Date('2026-11-20T12:00:00Z');
export const later = (seconds: number): Date => new Date(noon.getTime() + seconds * 1000);

const pipeline = pipelineSchema.parse({
  id: 'release',
  name: 'Release notes',
  about: 'Drafts notes and tags.',
  brief: { label: 'What is in this release?' },
  parameters: [{ name: 'version', label: 'Version' }],
  stages: [
    { id: 'draft', name: 'Draft the notes', do: 'write', role: 'writer', brief: 'Write.', makes: 'notes' },
    {
      id: 'tag',
      name: 'Tag the release',
      do: 'command',
      run: ['git', 'tag', 'v1.2.0'],
      directory: 'repo',
      needs: ['notes'],
      makes: 'tag-output',
      irreversible: true,
      gate: { when: 'before', human: 'always' },
    },
  ],
});

export const definition: Definition = {
  pipeline,
  roles: [
    roleSchema.parse({ handle: 'writer', name: 'Writer', emoji: '✍️', domain: ['words'], instructions: 'Write well.' }),
  ],
  people: [
    personSchema.parse({ id: 'mara', name: 'Mara', may: 'everything', accounts: { console: 'local/mara' } }),
    personSchema.parse({ id: 'ines', name: 'Ines', may: ['view'], accounts: { console: 'local/ines' } }),
  ],
  director: null,
  models: {},
  places: [{ surface: 'console', channel: 'film' }],
  folder: '/srv/project',
};

export const run = (over: Partial<Run> = {}): Run => ({
  id: 'r_sample',
  projectId: 'film',
  pipelineId: 'release',
  title: 'Release 1.2',
  status: 'running',
  hold: null,
  epoch: 3,
  version: 7,
  outputs: 2,
  stage: 0,
  round: 0,
  tries: 0,
  finished: null,
  mode: 'checkpoint',
  brief: 'Write the notes for 1.2.',
  parameters: { version: '1.2.0' },
  budget: { microUsd: 500_000, tokens: null },
  spent: { microUsd: 12_300, inputTokens: 1000, outputTokens: 234 },
  clearance: null,
  feedback: [],
  trigger: {
    id: 't_1',
    source: 'console_form',
    personId: 'mara',
    personName: 'Mara',
    where: { surface: 'console', channel: 'film', thread: null },
    at: noon,
    context: {},
    recommendedBy: null,
    recommendedConfig: null,
  },
  execution: 'local',
  endings: 0,
  startedAt: noon,
  endedAt: null,
  ...over,
});

export const attempt = (over: Partial<Attempt> = {}): Attempt => ({
  id: 'at_1',
  runId: 'r_sample',
  stage: 0,
  stageId: 'draft',
  number: 1,
  epoch: 3,
  status: 'running',
  lease: { token: 'lease', worker: 'w1', until: later(60) },
  steps: 1,
  openStep: null,
  takeovers: 0,
  feedback: [],
  clearedBy: null,
  base: null,
  continuation: null,
  talk: null,
  turns: 0,
  ownTurns: 0,
  wrappedUp: false,
  replies: [],
  error: null,
  createdAt: noon,
  startedAt: noon,
  endedAt: null,
  ...over,
});

export const version = (over: Partial<Version> = {}): Version => ({
  artifactId: 'a_notes',
  number: 2,
  base: 1,
  digest: 'd_notes',
  length: 40,
  by: { kind: 'role', name: 'writer' },
  attemptId: 'at_1',
  rehearsal: true,
  at: noon,
  ...over,
});

export const artifact = (over: Partial<Artifact> = {}): Artifact => ({
  id: 'a_notes',
  projectId: 'film',
  runId: 'r_sample',
  name: 'notes',
  canon: version(),
  latest: 2,
  lastRunId: 'r_sample',
  ...over,
});

export const gate = (over: Partial<Ask> = {}): Ask => ({
  id: 'k_gate',
  projectId: 'film',
  runId: 'r_sample',
  kind: 'gate',
  status: 'open',
  revision: 1,
  version: 1,
  subject: {
    about: 'stage_done',
    stage: 0,
    stageId: 'draft',
    items: [{ artifactId: 'a_notes', name: 'notes', version: 2, digest: 'd_notes', length: 40, rehearsal: true }],
  },
  digest: 'd_subject',
  choices: [
    { id: 'approve', decides: true, words: 'none', irreversible: false, quorum: true },
    { id: 'reject', decides: true, words: 'required', irreversible: false, quorum: false },
  ],
  policy: { approvers: 'anyone-who-may-decide', quorum: 1, excluded: [] },
  answers: [],
  openedAt: noon,
  revisedAt: null,
  expiresAt: null,
  outcome: null,
  ...over,
});

const failed: Ask['subject'] = {
  ...{ about: 'blocker' as const, reason: 'stage_failed' as const, stage: 0, stageId: 'draft' },
  ...{ attemptId: 'attempt', detail: 'no', tried: 1 },
};

/** What makes a question of it that a run asks which has stopped itself. */
export const blocking = { kind: 'blocker', subject: failed, choices: choicesFor(failed) } satisfies Partial<Ask>;

export const person = (personId: string, ...permissions: Permission[]): PersonActor => ({
  ...{ kind: 'person', personId, name: personId, permissions },
  account: { surface: 'console', team: 'local', user: personId },
  where: { surface: 'console', channel: 'film', thread: null },
});

/** Words of Mara's. */
export const said = (over: Partial<Message> = {}): Message => ({
  ...{ id: `msg_${'0'.repeat(20)}`, runId: 'r_sample', origin: 'person', author: 'mara', authorName: 'Mara' },
  ...{ text: 'Shorter.', kind: 'steering', rehearsal: false, metadata: null, status: 'queued', deliveredTo: null },
  ...{ where: null, policy: 'steer', source: null, afterStage: null, replaces: null, at: noon },
  ...over,
});

export const state = (over: Partial<RunState> = {}): RunState => ({
  run: run(),
  definition,
  attempts: [attempt()],
  asks: [],
  checkpoints: [{ number: 0, stage: 0, versions: {}, spent: noCost, at: noon }],
  artifacts: [artifact()],
  messages: [],
  grants: [],
  lastSteerer: null,
  lastEditor: null,
  ...over,
});

export const view = (over: Partial<RunState> = {}, rest: Partial<RunView> = {}): RunView => {
  const shown = state(over);
  return { state: shown, attempts: shown.attempts, asks: shown.asks, messages: [], outputTail: '', ...rest };
};
