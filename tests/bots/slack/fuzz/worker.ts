import { nanoid } from 'nanoid';
import type { Ask } from '../../../../src/core/ask/ask.ts';
import type { DoorPorts } from '../../../../src/intents/ports.ts';
import { encodeForm } from '../../../../src/core/cards/token.ts';
import { isRefusal } from '../../../../src/core/refusal.ts';
import { decide } from '../../../../src/core/run/decide.ts';
import type { WorkerEvent } from '../../../../src/core/run/event.ts';
import { noCost } from '../../../../src/core/run/run.ts';
import type { RunState } from '../../../../src/core/run/state.ts';
import { createDoor } from '../../../../src/intents/door.ts';
import type { ProjectName } from './projects.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;

/** What goes on beside Slack: runs are started in the console, and their stages are done. */
export class Worker {
  readonly #door: ReturnType<typeof createDoor>;

  constructor(private readonly ports: DoorPorts) {
    this.#door = createDoor(ports);
  }

  /** A run at its first gate, with the gate. */
  async gated(project: ProjectName, by: string): Promise<Ask> {
    const actionId = nanoid(12);
    const token = encodeForm({ form: 'run', actionId, projectId: project, pipelineId: 'notes' });
    const where = { surface: 'console' as const, channel: project, thread: null };
    const values = { brief: `Notes of ${project}`, mode: 'checkpoint', budget_usd: '' };
    const reply = await this.#door(
      { kind: 'submit', token, values, on: null },
      {
        account: { surface: 'console', team: 'local', user: by },
        ...{ where, delivery: `worker-${actionId}`, source: 'console_form', at: new Date() },
      },
    );
    const [run] = await this.ports.views.runs(project, 'active', 1);
    if (!run) throw new Error(`Nothing was started: ${JSON.stringify(reply)}`);
    const [gate] = (await this.finish(run.id)).asks;
    if (!gate) throw new Error('There is no gate.');
    return gate;
  }

  /** The newest attempt does its stage. */
  async finish(runId: string): Promise<RunState> {
    const state = await this.ports.runs.find(runId);
    const attempt = state?.attempts.at(-1);
    if (!state || !attempt) throw new Error(`Nothing is to be done on ${runId}.`);
    const mine = { attemptId: attempt.id, token: `lease-${attempt.id}`, epoch: state.run.epoch };
    await this.#work(runId, { kind: 'claim', ...mine, worker: 'w', until: new Date(Date.now() + 60_000) });
    await this.#work(runId, { kind: 'begin_step', ...mine, estimate: noCost });
    const output = { text: `What ${attempt.id} made.`, rehearsal: true, remark: null };
    return this.#work(runId, { kind: 'finish', ...mine, output, cost: noCost });
  }

  async #work(runId: string, event: Without<WorkerEvent>): Promise<RunState> {
    const actor = { kind: 'system', name: 'worker' } as const;
    const happened = { ...event, id: `w_${nanoid()}`, at: new Date(), actor };
    const outcome = await this.ports.runs.change(runId, (state) => decide(state, happened));
    if (isRefusal(outcome)) throw new Error(`The rules refused: ${JSON.stringify(outcome)}`);
    return outcome.state;
  }
}
