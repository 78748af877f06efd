import { setTimeout as sleep } from 'node:timers/promises';
import type { Cost } from '../../src/core/run/run.ts';
import { pipelineSchema, type Role } from '../../src/core/project/definition.ts';
import type { Stage } from '../../src/core/project/stage.ts';
import type { Assignment, Boundary } from '../../src/core/stage/executor.ts';
import type { Begun, StepRequest } from '../../src/core/stage/step.ts';
import type { Message } from '../../src/core/steering/message.ts';
import { patience } from '../setup/patience.ts';

export const role: Role = {
  handle: 'editor',
  name: 'Ines',
  emoji: '✒️',
  domain: ['prose', 'structure'],
  tier: 2,
  instructions: 'Write plainly. Keep what is true.',
};

const base = { id: 'notes', name: 'Release notes', makes: 'notes' };

export const stageOf = (fields: Record<string, unknown>): Stage =>
  pipelineSchema.parse({ id: 'p', name: 'P', about: 'A test.', stages: [{ ...base, ...fields }] }).stages[0]!;

export const commandStage = (run: string | string[], more: Record<string, unknown> = {}): Stage =>
  stageOf({ do: 'command', run, ...more });

export const writeStage = (more: Record<string, unknown> = {}): Stage =>
  stageOf({ do: 'write', role: 'editor', brief: 'Write the notes of this release.', ...more });

export function assignmentOf(stage: Stage, more: Partial<Assignment> = {}): Assignment {
  const pipeline = { id: 'p', name: 'P', about: 'A test.', parameters: [], stages: [stage] };
  return {
    runId: 'run-1',
    attemptId: 'attempt-1',
    stage,
    definition: { pipeline, roles: [role], models: {}, people: [], places: [], director: null, folder: process.cwd() },
    brief: 'Tell our users what is new in version 2.',
    parameters: {},
    inputs: {},
    draft: null,
    feedback: [],
    continuation: null,
    turns: [],
    replies: [],
    ...more,
  };
}

export function messageOf(text: string, authorName = 'Mara'): Message {
  return {
    id: 'message-1',
    runId: 'run-1',
    origin: 'person',
    author: 'mara',
    authorName,
    text,
    kind: 'steering',
    rehearsal: false,
    metadata: null,
    status: 'delivered',
    deliveredTo: 'attempt-1',
    where: null,
    policy: 'steer',
    source: null,
    afterStage: null,
    replaces: null,
    at: new Date(0),
  };
}

/** A boundary that lets everything pass, unless told otherwise, and remembers what it was asked. */
export class OpenBoundary implements Boundary {
  readonly estimates: Cost[] = [];
  readonly controller = new AbortController();
  readonly signal = this.controller.signal;
  /** Of a lease that is renewed all the time. */
  heldFor = (): number => 60_000;
  live = '';
  go = true;
  messages: Message[] = [];

  async begin({ estimate }: StepRequest): Promise<Begun> {
    this.estimates.push(estimate);
    return this.go ? { go: true, step: this.estimates.length, messages: this.messages, wrapUp: false } : { go: false };
  }

  output(text: string): void {
    this.live += text;
  }
}

export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  limitMs = patience,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms for: ${what}.`);
    await sleep(10);
  }
}
