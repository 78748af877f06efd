import { expect } from 'vitest';
import { projectSchema } from '../../src/core/project/definition.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { ToolCall } from '../../src/core/stage/call.ts';
import { createWorld, startedRun, type World } from './world.ts';

const { film } = createWorld();
const mending = projectSchema.parse({
  ...film,
  control_mode: 'autonomous',
  pipelines: [
    {
      ...film.pipelines[0],
      stages: [
        {
          ...{ id: 'fix', name: 'Fix', do: 'agent', role: 'writer', brief: 'Mend it.', makes: 'report' },
          tools: ['read', 'ask'],
          commands: { publish: { run: 'npm publish', approval: 'needed', irreversible: true, grants: 'none' } },
          shell: { grants: 'always' },
        },
      ],
    },
  ],
});

/** `git push`, typed by the agent itself, unless a test says otherwise. */
export const call = (over: Partial<ToolCall>): ToolCall => ({
  ...{ id: 'call_1', tool: 'shell', shown: 'git push', about: 'git push', question: null, proposal: null },
  ...over,
});
const cost = { microUsd: 0, inputTokens: 0, outputTokens: 0 };

/** A run whose agent has just made this call, and waits for a person. */
export async function waiting(over: Partial<ToolCall> = {}) {
  const world = createWorld({ project: mending });
  const { run } = await startedRun(world);
  const step = work(world, run.id, call(over));
  expect(step).toEqual({ kind: 'stand_down', why: 'a person is asked' });
  return { world, runId: run.id, ask: openOf(world, run.id) };
}

/** The newest attempt is taken up, and makes this call. */
export function work(world: World, runId: string, made: ToolCall) {
  const { run, attempts } = world.states.get(runId)!;
  const its = { attemptId: attempts.at(-1)!.id, epoch: run.epoch, token: `lease-${run.version}` };
  world.work(runId, { kind: 'claim', ...its, worker: 'w', until: new Date(8.64e15) });
  return world.work(runId, { kind: 'begin_step', ...its, estimate: cost, call: made }).result;
}

export function openOf(world: World, runId: string): Ask {
  const [ask] = world.states.get(runId)!.asks;
  if (!ask) throw new Error('nothing is asked');
  return ask;
}

export const cardOf = (ask: Ask) => ({ channel: 'film', thread: null, message: `m_${ask.id}` });
export const press = (world: World, ask: Ask, choice: string, more: { who?: string; confirmed?: boolean } = {}) => {
  const token = `a.${ask.id}.${ask.revision}.${choice}`;
  return world.ask({ kind: 'press', token, on: cardOf(ask), confirmed: more.confirmed ?? false }, more.who ?? 'mara');
};
