import { expect, test } from 'vitest';
import { isRefusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import { noCost } from '../../../src/core/run/run.ts';
import { start } from '../../../src/core/run/start.ts';
import type { ControlMode } from '../../../src/core/project/definition.ts';
import { World } from './model/world.ts';

const worker = { kind: 'system', name: 'worker' } as const;

/** What the writer of the first stage says of its draft. */
function presented(mode: ControlMode) {
  let { state } = new World({ decide, start }, 1);
  state = { ...state, run: { ...state.run, mode } };
  const tell = (event: RunEvent) => {
    const reply = decide(state, event);
    if (isRefusal(reply)) throw new Error(JSON.stringify(reply));
    state = reply.state;
    return reply;
  };
  const its = { actor: worker, attemptId: state.attempts[0]!.id, token: 't', at: state.run.startedAt };
  const until = new Date(its.at.getTime() + 60_000);
  tell({ kind: 'claim', id: 'e1', ...its, epoch: state.run.epoch, worker: 'w', until });
  tell({ kind: 'begin_step', id: 'e2', ...its, epoch: state.run.epoch, estimate: noCost });
  const output = { text: '# What is new\n\nAll of it.\n', rehearsal: false, remark: 'First draft.' };
  return tell({ kind: 'finish', id: 'e3', ...its, output, cost: noCost }).said.filter(
    ({ origin }) => origin === 'role',
  );
}

test('a writer says what it made where no gate shows it', () => {
  const made = { name: 'notes', version: 1, title: 'What is new', words: 7 };
  expect(presented('autonomous')).toMatchObject([{ kind: 'draft', text: 'First draft.', metadata: { made } }]);
});

test('a writer leaves that to the gate that shows it', () => {
  expect(presented('checkpoint')).toMatchObject([{ kind: 'draft', text: 'First draft.', metadata: null }]);
});
