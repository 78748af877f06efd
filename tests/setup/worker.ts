import { nanoid } from 'nanoid';
import type { Ask, Choice } from '../../src/core/ask/ask.ts';
import { encodeForm, encodePress } from '../../src/core/cards/token.ts';
import type { Intent, Reply } from '../../src/core/intent.ts';
import type { ControlMode } from '../../src/core/project/definition.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { decide } from '../../src/core/run/decide.ts';
import type { WorkerEvent } from '../../src/core/run/event.ts';
import { noCost } from '../../src/core/run/run.ts';
import type { Decision, Result, RunState } from '../../src/core/run/state.ts';
import type { ToolCall } from '../../src/core/stage/call.ts';
import { createDoor } from '../../src/intents/door.ts';
import type { DoorPorts } from '../../src/intents/ports.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;

/** What goes on beside the platform: runs are started in the console, and their stages are done. */
export class Worker {
  readonly #door: ReturnType<typeof createDoor>;

  constructor(private readonly ports: DoorPorts) {
    this.#door = createDoor(ports);
  }

  /** A new run of this pipeline, by whoever has this account in the console. */
  async started(project: string, pipelineId: string, by: string, mode: ControlMode = 'checkpoint'): Promise<string> {
    const actionId = nanoid(12);
    const token = encodeForm({ form: 'run', actionId, projectId: project, pipelineId });
    const values = { brief: `Notes of ${project}`, mode, budget_usd: '' };
    const reply = await this.#visit({ kind: 'submit', token, values, on: null }, by);
    const [run] = await this.ports.views.runs(project, 'active', 1);
    if (!run) throw new Error(`Nothing was started: ${JSON.stringify(reply)}`);
    return run.id;
  }

  /** A run at its first gate, with the gate. */
  async gated(project: string, by: string): Promise<Ask> {
    const [gate] = (await this.finish(await this.started(project, 'notes', by))).asks;
    if (!gate) throw new Error('There is no gate.');
    return gate;
  }

  /** The newest attempt does its stage. */
  async finish(runId: string): Promise<RunState> {
    const mine = await this.#claim(runId);
    await this.#work(runId, { kind: 'begin_step', ...mine, estimate: noCost });
    const output = { text: `What ${mine.attemptId} made.`, rehearsal: true, remark: null };
    return (await this.#work(runId, { kind: 'finish', ...mine, output, cost: noCost })).state;
  }

  /** Its agent is about to make this call, and a person is asked. */
  async asks(runId: string, call: ToolCall): Promise<Ask> {
    await this.calls(runId, call);
    const [ask] = (await this.ports.runs.find(runId))?.asks ?? [];
    if (!ask) throw new Error(`Nobody is asked whether ${call.tool} may be done on ${runId}.`);
    return ask;
  }

  /** Pressed on a page of the console. */
  async answers({ id, revision }: Ask, by: string, choice: Choice['id']): Promise<void> {
    const token = encodePress({ press: 'answer', askId: id, revision, choice });
    await this.#visit({ kind: 'press', token, on: null, confirmed: true }, by);
  }

  /** The newest attempt is at work, and its agent is about to make this call. */
  async calls(runId: string, call: ToolCall): Promise<Result> {
    const mine = await this.#claim(runId);
    return (await this.#work(runId, { kind: 'begin_step', ...mine, estimate: noCost, call })).result;
  }

  #visit(intent: Intent, by: string): Promise<Reply> {
    return this.#door(intent, {
      account: { surface: 'console', team: 'local', user: by },
      where: { surface: 'console', channel: null, thread: null },
      ...{ delivery: `worker-${nanoid()}`, source: 'console_form', at: new Date() },
    });
  }

  async #claim(runId: string): Promise<{ attemptId: string; token: string; epoch: number }> {
    const state = await this.ports.runs.find(runId);
    const attempt = state?.attempts.at(-1);
    if (!state || !attempt) throw new Error(`Nothing is to be done on ${runId}.`);
    const token = attempt.lease?.token ?? `lease-${attempt.id}-${state.run.version}`;
    const mine = { attemptId: attempt.id, token, epoch: state.run.epoch };
    const until = new Date(Date.now() + 60_000);
    if (attempt.lease === null) await this.#work(runId, { kind: 'claim', ...mine, worker: 'w', until });
    return mine;
  }

  async #work(runId: string, event: Without<WorkerEvent>): Promise<Decision> {
    const actor = { kind: 'system', name: 'worker' } as const;
    const happened = { ...event, id: `w_${nanoid()}`, at: new Date(), actor };
    const outcome = await this.ports.runs.change(runId, (state) => decide(state, happened));
    if (isRefusal(outcome)) throw new Error(`The rules refused: ${JSON.stringify(outcome)}`);
    return outcome;
  }
}

/** What an agent is about to do: to type `git push` itself, unless somebody says otherwise. */
export const agentCall = (over: Partial<ToolCall> = {}): ToolCall => ({
  ...{ id: `call_${nanoid(8)}`, tool: 'shell', shown: 'git push', about: 'git push', question: null, proposal: null },
  ...over,
});

/** What an agent asks a person. */
export const agentQuestion = (): ToolCall => {
  const question = { text: 'Which is right?', options: ['The test', 'The README'] };
  return agentCall({ tool: 'ask', shown: question.text, about: null, question });
};
