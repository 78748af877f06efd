import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import { encodeForm } from '../../src/core/cards/token.ts';
import type { Execution, Permission } from '../../src/core/project/definition.ts';
import { createWorld, gatedRun, startedRun, type World } from './world.ts';
import type { Reply } from '../../src/core/intent.ts';

const { film } = createWorld();
/** Mara pays, Jon brings keys of his own, Ines may operate and has neither. */
const inPlan = (execution: Execution) => {
  const may: Permission[] = ['view', 'message', 'operate'];
  const people = film.people.map((it) => (it.id === 'ines' ? { ...it, may } : it));
  const plan = { 'run-controls': ['mara'], byok: ['jon'], get: 'Ask Mara for a seat.' };
  return createWorld({ project: { ...film, people, execution, plan } });
};

const statusOf = (world: World, id: string) => world.states.get(id)?.run.status;
const press = (world: World, id: string, verb: string, who: string) => {
  const epoch = world.states.get(id)?.run.epoch;
  const on = { channel: 'film', thread: null, message: `m_${id}` };
  return world.ask({ kind: 'press', token: `c.${id}.${epoch}.${verb}`, on, confirmed: true }, who);
};
const textOf = (reply: Reply): string => ('text' in reply ? plainText([reply.text].flat()) : '');

describe('a plan', () => {
  it.each(['pause', 'cancel', 'rollback', 'resume'])(
    'S0-22: gives %s to whom it names, and to nobody else',
    async (verb) => {
      const world = inPlan('cloud');
      const { run } = await startedRun(world);
      if (verb === 'resume') await press(world, run.id, 'pause', 'mara');
      const before = statusOf(world, run.id);
      for (const who of ['jon', 'ines']) {
        const reply = await press(world, run.id, verb, who);
        expect(reply, who).toMatchObject({ kind: 'refused', code: 'not_entitled' });
        expect(textOf(reply)).toMatch(/this cloud run .*“run-controls”.*To get it: Ask Mara for a seat\./);
        expect(await world.ask({ kind: 'command', verb, rest: '' }, who)).toMatchObject({ code: 'not_entitled' });
      }
      expect(statusOf(world, run.id)).toBe(before);
      expect([...world.refused.values()].map(({ payload }) => payload['refused'])).toContain('not_entitled');
      expect(await press(world, run.id, verb, 'mara')).not.toMatchObject({ kind: 'refused' });
    },
  );

  it('S0-23: lets who brings keys of their own steer local runs, and those alone', async () => {
    const told = [];
    for (const execution of ['local', 'cloud'] as const) {
      const world = inPlan(execution);
      const { run } = await startedRun(world);
      told.push(textOf(await press(world, run.id, 'pause', 'jon')));
      expect(statusOf(world, run.id)).toBe(execution === 'local' ? 'paused' : 'queued');
    }
    expect(told[1]).toContain('yours, “byok”, is for local runs');
  });

  it('takes nothing from the word that stops a run: stopping is fail-safe', async () => {
    const world = inPlan('cloud');
    const { run } = await startedRun(world);
    await world.ask({ kind: 'words', text: 'stop', mentionsUs: false }, 'ines', { thread: `m_${run.id}` });
    expect(statusOf(world, run.id)).toBe('paused');
  });

  it('counts for the ways on from a block, too', async () => {
    const world = inPlan('cloud');
    const { run } = await startedRun(world);
    const { id: attemptId } = world.states.get(run.id)!.attempts.at(-1)!;
    const until = new Date(Date.now() + 3_600_000_000);
    const its = { attemptId, token: 't', epoch: run.epoch };
    const cost = { microUsd: 0, inputTokens: 0, outputTokens: 0 };
    world.work(run.id, { kind: 'claim', ...its, worker: 'w', until });
    world.work(run.id, { kind: 'begin_step', ...its, estimate: cost });
    const fault = { error: 'no', reason: 'stage_failed', passing: false, certain: true, cost } as const;
    world.work(run.id, { kind: 'fail', attemptId, token: 't', ...fault });
    const ask = world.states.get(run.id)!.asks[0]!;
    const on = { channel: 'film', thread: null, message: `m_${ask.id}` };
    const token = encodeForm({ form: 'answer', askId: ask.id, revision: ask.revision, choice: 'resume' });
    const resume = (who: string) => world.ask({ kind: 'submit', token, values: {}, on }, who);
    expect(await resume('jon')).toMatchObject({ kind: 'refused', code: 'not_entitled' });
    // No form is opened, and no second look, whose yes could only be refused.
    for (const choice of ['resume', 'rollback', 'cancel']) {
      const pressed = { kind: 'press', token: `a.${ask.id}.${ask.revision}.${choice}`, on, confirmed: false } as const;
      expect(await world.ask(pressed, 'jon'), choice).toMatchObject({ kind: 'refused', code: 'not_entitled' });
    }
    expect(statusOf(world, run.id)).toBe('blocked');
    await resume('mara');
    expect(statusOf(world, run.id)).toBe('queued');
  });

  it('is nothing to a project that has none: whoever may operate is entitled', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    await press(world, runId, 'pause', 'jon');
    expect(statusOf(world, runId)).toBe('paused');
  });
});
