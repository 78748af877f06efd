import { expect, it } from 'vitest';
import { noCost } from '../../../src/core/run/run.ts';
import { deployCall, Deploying, deployTurns } from './deploying.ts';
import { person } from './model/definition.ts';

/** An agent in the middle of a call that must not be made twice. */
class InTheMiddle extends Deploying {
  constructor() {
    super();
    const { claimed } = this;
    this.tell({ kind: 'message', actor: person('ann'), text: 'Deploy it.', policy: null });
    this.tell({ kind: 'begin_step', ...claimed, estimate: noCost });
    this.tell({ kind: 'begin_step', ...claimed, estimate: noCost, turns: deployTurns, call: deployCall });
  }

  /** Its worker stops. */
  handBack(turns?: readonly unknown[]): void {
    const its = { ...this.its, attemptId: this.attempt.id };
    this.tell({ kind: 'release', ...its, cost: noCost, ...(turns ? { turns } : {}) });
  }
}

it('leaves nobody in doubt about a call whose end is handed on', () => {
  const agent = new InTheMiddle();
  agent.handBack(['deploy: done']);
  expect([agent.state.run.status, agent.attempt.status, agent.attempt.openStep]).toEqual(['queued', 'queued', null]);
  expect(agent.attempt.turns).toBe(3);
  expect(agent.state.messages.map(({ status }) => status)).toEqual(['delivered']);
});

it('asks a person about a call that was broken off', () => {
  const agent = new InTheMiddle();
  agent.handBack();
  expect([agent.state.run.status, agent.attempt.status]).toEqual(['blocked', 'parked']);
  expect(agent.state.asks[0]?.subject).toMatchObject({ reason: 'uncertain_effect', callId: 'call-1' });
});
