import { afterEach, beforeEach } from 'vitest';
import { agentExecutor } from '../../../src/agents/agent/executor.ts';
import type { ModelDefinition } from '../../../src/core/project/definition.ts';
import type { CallReply } from '../../../src/core/stage/call.ts';
import type { Assignment, Failed, StageResult } from '../../../src/core/stage/executor.ts';
import type { CallsTools, FakeModel } from '../../fakes/model/server.ts';
import { useFakeModel } from '../model/use-fake.ts';
import { assignmentOf, stageOf } from '../stage.ts';
import { ScriptedBoundary } from './boundary.ts';
import { Bench } from './tools/bench.ts';

export const price = { input: 3, output: 15 };

export const calls = (...made: [name: string, input: unknown][]): CallsTools => ({
  kind: 'calls',
  calls: made.map(([name, input]) => ({ name, input })),
});

export const says = (text: string, finish: 'stop' | 'length' = 'stop') => ({ kind: 'answer' as const, text, finish });

/** A stage of an agent at a bench, and an endpoint that plays its model. */
export class Rig {
  readonly fake: FakeModel;
  readonly bench: Bench;
  stage: Record<string, unknown> = {};
  /** Of the one model that there is: what its entry says beside its name. */
  model: Partial<ModelDefinition> = {};

  constructor(fake: FakeModel, bench: Bench) {
    this.fake = fake;
    this.bench = bench;
  }

  assignment(more: Partial<Assignment> = {}): Assignment {
    const tools = ['list', 'read', 'search', 'write', 'ask'];
    const commands = { greet: { run: 'echo hello; echo x >> greeted', about: 'Greets.' } };
    const fields = { do: 'agent', role: 'editor', brief: 'Make the tests pass.', directory: this.bench.folder };
    const assignment = assignmentOf(stageOf({ ...fields, tools, commands, ...this.stage }), more);
    const models = { main: { name: 'fake-1', price, max_output: 1000, ...this.model } };
    return { ...assignment, definition: { ...assignment.definition, models } };
  }

  /** Works until it ends, from what the boundary has kept. */
  work(boundary: ScriptedBoundary, more: Partial<Assignment> = {}): Promise<StageResult> {
    const models = { name: 'fake-1', baseUrl: this.fake.baseUrl, apiKey: 'key-for-tests', keyNamed: () => undefined };
    const executor = agentExecutor({ host: process.env, workspaces: this.bench.top, models });
    return executor.execute(this.assignment({ turns: [...boundary.kept], ...more }), boundary);
  }

  /** What the endpoint was sent last, but for the system's part: who said what. */
  lastSent(): [string, string | null | undefined][] {
    const [, ...messages] = this.fake.requests.at(-1)?.messages ?? [];
    return messages.map((it) => [it.role, it.content]);
  }
}

interface Scene {
  fake: FakeModel;
  bench: Bench;
  rig: Rig;
  boundary: ScriptedBoundary;
}

/** For each test a workspace with these files, and an agent whose model says at once that all is done, unless told otherwise. */
export function useRig(files: Record<string, string>): Scene {
  const scene = useFakeModel() as Scene;
  beforeEach(() => {
    scene.fake.next = says('All is done.');
    scene.bench = new Bench();
    scene.bench.put(files);
    scene.rig = new Rig(scene.fake, scene.bench);
    scene.boundary = new ScriptedBoundary();
  });
  afterEach(() => scene.bench.remove());
  return scene;
}

export const failure = (result: StageResult): Failed => {
  if (result.kind !== 'failed') throw new Error(`It did not fail: ${JSON.stringify(result)}`);
  return result;
};

export const reply = (callId: string, choice: CallReply['choice'], words: string | null = null): CallReply => ({
  callId,
  askId: 'ask-1',
  digest: 'digest',
  choice,
  words,
  by: 'Ada',
  at: new Date(0),
});

/** The id of the newest call that was kept. */
export function newestCall(kept: readonly unknown[]): string {
  const ids = JSON.stringify(kept).match(/"calls":\[\{"id":"([^"]+)"/g) ?? [];
  return /"id":"([^"]+)"/.exec(ids.at(-1) ?? '')?.[1] ?? '';
}
