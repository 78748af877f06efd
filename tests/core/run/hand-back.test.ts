import { expect, it } from 'vitest';
import { start } from '../../../src/core/run/start.ts';
import { decide } from '../../../src/core/run/decide.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import type { RunState } from '../../../src/core/run/state.ts';
import { noCost } from '../../../src/core/run/run.ts';
import { pipelineSchema } from '../../../src/core/project/definition.ts';
import { person } from './model/definition.ts';
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

type Said<T> = T extends RunEvent ? Omit<T, 'id' | 'at'> : never;

/** An agent in the middle of a call that must not be made twice. */
class Deploying {
  state: RunState;
  private count = 0;
  private readonly its = { actor: { kind: 'system', name: 'worker' }, token: 'token' } as const;

  constructor() {
    const { definition, attempts, ...rest } = new World({ decide, start }, 1).state;
    this.state = {
      ...{ ...rest, definition: { ...definition, pipeline } },
      attempts: attempts.map((it) => ({ ...it, stageId: 'fix', talk: 'talk-1' })),
    };
    const { epoch, startedAt } = this.state.run;
    const until = new Date(startedAt.getTime() + 9_000_000);
    const its = { ...this.its, attemptId: this.attempt.id, epoch };
    this.tell({ kind: 'claim', ...its, worker: 'w', until });
    this.tell({ kind: 'message', actor: person('ann'), text: 'Deploy it.', policy: null });
    this.tell({ kind: 'begin_step', ...its, estimate: noCost });
    const call = {
      id: 'call-1',
      tool: 'command',
      shown: './deploy',
      about: 'deploy',
      question: null,
      proposal: null,
    } as const;
    this.tell({ kind: 'begin_step', ...its, estimate: noCost, turns: ['Ann: Deploy it.', 'model: deploy'], call });
  }

  get attempt() {
    return this.state.attempts.at(-1)!;
  }

  tell(said: Said<RunEvent>): void {
    this.count += 1;
    const at = new Date(this.state.run.startedAt.getTime() + this.count * 1000);
    const reply = decide(this.state, { ...said, id: `event-${this.count}`, at });
    if (isRefusal(reply)) throw new Error(`${said.kind} was refused: ${JSON.stringify(reply)}`);
    this.state = reply.state;
  }

  /** Its worker stops. */
  handBack(turns?: readonly unknown[]): void {
    const its = { ...this.its, attemptId: this.attempt.id };
    this.tell({ kind: 'release', ...its, cost: noCost, ...(turns ? { turns } : {}) });
  }
}

it('leaves nobody in doubt about a call whose end is handed on', () => {
  const agent = new Deploying();
  agent.handBack(['deploy: done']);
  expect([agent.state.run.status, agent.attempt.status, agent.attempt.openStep]).toEqual(['queued', 'queued', null]);
  expect(agent.attempt.turns).toBe(3);
  expect(agent.state.messages.map(({ status }) => status)).toEqual(['delivered']);
});

it('asks a person about a call that was broken off', () => {
  const agent = new Deploying();
  agent.handBack();
  expect([agent.state.run.status, agent.attempt.status]).toEqual(['blocked', 'parked']);
  expect(agent.state.asks[0]?.subject).toMatchObject({ reason: 'uncertain_effect', callId: 'call-1' });
});
