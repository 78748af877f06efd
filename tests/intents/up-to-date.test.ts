import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import { createWorld, gatedRun, startedRun } from './world.ts';

/** A run at a gate, with the messages that its cards are. */
async function room() {
  const world = createWorld();
  const { runId, gate } = await gatedRun(world);
  const on = (id: string, thread: string | null = null) => ({ channel: 'film', thread, message: `m_${id}` });
  const press = (token: string, message = on(runId), who = 'mara') =>
    world.ask({ kind: 'press', token, on: message, confirmed: true }, who);
  return { world, runId, gate, on, press };
}

describe('a card that was used in vain is drawn anew', () => {
  it('when its button is none of ours any more (P5)', async () => {
    const { world, runId, press } = await room();
    for (const token of ['', 'x', 'c.run_x.0.explode', '\u0000', 'a'.repeat(4000)]) {
      expect(await press(token)).toMatchObject({ kind: 'refused', code: 'outdated_card' });
    }
    expect(new Set(world.refreshed)).toEqual(new Set([`p_${runId}`]));
    expect(world.refreshed).toHaveLength(5);
  });

  it('when the run has moved on since it was drawn', async () => {
    const { world, runId, press } = await room();
    expect(await press(`c.${runId}.99.cancel`)).toMatchObject({ kind: 'refused', code: 'outdated_card' });
    expect(world.refreshed).toEqual([`p_${runId}`]);
  });

  it.each(['resume', 'cancel', 'rollback'])(
    'when %s is pressed on one that shows another run than there is: before any form or second look, which a command still opens (P22)',
    async (verb) => {
      const { world, runId, on, press } = await room();
      const { epoch } = world.states.get(runId)!.run;
      await press(`c.${runId}.${epoch}.pause`);
      const before = world.states.get(runId);
      const token = `c.${runId}.${epoch}.${verb}`;
      const reply = await world.ask({ kind: 'press', token, on: on(runId), confirmed: false }, 'mara');
      expect(reply).toMatchObject({ kind: 'refused', code: 'outdated_card' });
      expect(plainText('text' in reply ? [reply.text].flat() : [])).toMatch(
        /^The run has moved on since this was drawn/,
      );
      expect(world.refreshed).toEqual([`p_${runId}`]);
      expect([...world.refused.values()].map(({ payload }) => payload)).toMatchObject([
        { verb, refused: 'outdated_card' },
      ]);
      expect(world.states.get(runId)).toBe(before);
      const typed = await world.ask({ kind: 'command', verb, rest: '' }, 'mara', { thread: `m_${runId}` });
      expect(typed.kind).toBe(verb === 'cancel' ? 'confirm' : 'form');
      expect(await press(`c.${runId}.${epoch}.message`)).toMatchObject({ kind: 'form' });
    },
  );

  it('when its question was asked anew, or answered by another (P2)', async () => {
    const { world, gate, on, press } = await room();
    expect(await press(`a.${gate.id}.7.approve`, on(gate.id))).toMatchObject({ code: 'outdated_ask' });
    expect(world.refreshed).toEqual([`p_${gate.id}`]);
    await press(`a.${gate.id}.1.approve`, on(gate.id), 'jon');
    expect(world.refreshed).toHaveLength(1);
    expect(await press(`a.${gate.id}.1.approve`, on(gate.id))).toMatchObject({ code: 'ask_settled' });
    expect(world.refreshed).toEqual([`p_${gate.id}`, `p_${gate.id}`]);
  });

  it('when a form that it opened comes too late', async () => {
    const { world, gate, on } = await room();
    const token = `f.answer.${gate.id}.7.reject`;
    const submitted = { kind: 'submit' as const, token, values: { words: 'Sadder.' }, on: on(gate.id) };
    expect(await world.ask(submitted, 'mara')).toMatchObject({ code: 'outdated_ask' });
    expect(world.refreshed).toEqual([`p_${gate.id}`]);
  });
});

describe('nothing is drawn anew', () => {
  it('for a right button on another message, which is refused (S10)', async () => {
    const { world, runId, gate, on, press } = await room();
    const other = await startedRun(world, 'Another');
    for (const message of [on(other.run.id), on(gate.id), on('of somebody else')]) {
      expect(await press(`c.${runId}.0.pause`, message)).toMatchObject({ kind: 'refused', code: 'not_ours' });
    }
    expect(world.refreshed).toEqual([]);
    expect(world.states.get(runId)?.run.status).toBe('awaiting');
  });

  it('for what was done, nor on a message that we did not post', async () => {
    const { world, runId, on, press } = await room();
    await press('nonsense', on('of somebody else'));
    await press(`c.${runId}.0.pause`);
    expect(world.states.get(runId)?.run.status).toBe('paused');
    expect(world.refreshed).toEqual([]);
  });
});
