import { encodeForm, encodePress } from '../../src/core/cards/token.ts';
import { noCost } from '../../src/core/run/run.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import { gatedRun, type World } from './world.ts';

/** Jon edits what the run made, meanwhile. */
export async function edited(world: World, runId: string): Promise<void> {
  const reply = await world.ask({ kind: 'command', verb: 'edit', rest: `${runId} notes` }, 'jon');
  if (reply.kind !== 'form') throw new Error(JSON.stringify(reply));
  await world.ask({ kind: 'submit', token: reply.form.token, values: { text: 'Changed.' }, on: null }, 'jon');
}

const page = { surface: 'console', channel: null, thread: null } as const;

/** Mara ends the run meanwhile. */
export async function cancelled(world: World, runId: string): Promise<void> {
  const { epoch } = world.states.get(runId)!.run;
  const token = encodePress({ press: 'command', verb: 'cancel', runId, epoch });
  await world.ask({ kind: 'press', token, on: null, confirmed: true }, 'mara', { runId, where: page });
}

/** The newest attempt, in a worker's hands. */
export function claimed(world: World, runId: string): { attemptId: string; token: string } {
  const { run, attempts } = world.states.get(runId)!;
  const held = { attemptId: attempts.at(-1)!.id, token: 't' };
  const { epoch } = run;
  world.work(runId, { kind: 'claim', ...held, epoch, worker: 'w', until: new Date('2026-11-20T13:00:00Z') });
  world.work(runId, { kind: 'begin_step', ...held, epoch, estimate: noCost });
  return held;
}

/** A second draft that came when somebody had edited the first. */
export async function suggested(world: World, text = 'A second draft.'): Promise<Ask> {
  const { runId, gate } = await gatedRun(world);
  const token = encodeForm({ form: 'answer', askId: gate.id, revision: gate.revision, choice: 'reject' });
  await world.ask({ kind: 'submit', token, values: { words: 'Shorter.' }, on: null }, 'mara');
  const held = claimed(world, runId);
  await edited(world, runId);
  world.work(runId, {
    kind: 'finish',
    ...held,
    output: { text, rehearsal: true, remark: null },
    cost: noCost,
  });
  const found = world.states.get(runId)!.asks.find(({ kind }) => kind === 'suggestion');
  if (!found) throw new Error('no suggestion');
  return found;
}
