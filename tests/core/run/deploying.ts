import { decide } from '../../../src/core/run/decide.ts';
import { pipelineSchema } from '../../../src/core/project/definition.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import { start } from '../../../src/core/run/start.ts';
import type { RunState } from '../../../src/core/run/state.ts';
import { World } from './model/world.ts';

const pipeline = pipelineSchema.parse({
  ...{ id: 'code', name: 'Code', about: 'A test.' },
  stages: [
    {
      ...{ id: 'fix', do: 'agent', name: 'Fix it', role: 'ada', brief: 'Work.', makes: 'report' },
      commands: { deploy: { run: './deploy' } },
    },
  ],
});

/** What must not be done twice. */
export const deployCall = {
  ...{ id: 'call-1', tool: 'command' as const, shown: './deploy', about: 'deploy' },
  ...{ question: null, proposal: null },
};

/** What they have said before it. */
export const deployTurns = ['Ann: Deploy it.', 'model: deploy'];

type Said<T> = T extends RunEvent ? Omit<T, 'id' | 'at'> : never;

/** A run whose agent may deploy, and a worker who has taken it. */
export class Deploying {
  state: RunState;
  protected readonly its = { actor: { kind: 'system', name: 'worker' }, token: 'token' } as const;
  private count = 0;

  constructor() {
    const { definition, attempts, ...rest } = new World({ decide, start }, 1).state;
    this.state = {
      ...{ ...rest, definition: { ...definition, pipeline } },
      attempts: attempts.map((it) => ({ ...it, stageId: 'fix', talk: 'talk-1' })),
    };
    this.tell({ kind: 'claim', ...this.claimed, worker: 'w', until: new Date(Date.now() + 9_000_000) });
  }

  get attempt() {
    return this.state.attempts.at(-1)!;
  }

  /** Names the worker's hold of it. */
  protected get claimed() {
    return { ...this.its, attemptId: this.attempt.id, epoch: this.state.run.epoch };
  }

  protected tell(said: Said<RunEvent>): void {
    const id = `event-${(this.count += 1)}`;
    const reply = decide(this.state, { ...said, id, at: new Date() });
    if (isRefusal(reply)) throw new Error(`${said.kind} was refused: ${JSON.stringify(reply)}`);
    this.state = reply.state;
  }
}
