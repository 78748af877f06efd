import { describe, expect, it } from 'vitest';
import { askCard } from '../../src/core/cards/ask-card.ts';
import { itemsOf } from '../../src/core/cards/ask-items.ts';
import { runCard } from '../../src/core/cards/run-card.ts';
import { encodeForm } from '../../src/core/cards/token.ts';
import { createWorld, gatedRun, startedRun, tokenOf, type World } from './world.ts';
import type { Intent, Visit } from '../../src/core/intent.ts';

const stateOf = (world: World, runId: string) => world.states.get(runId)!;
const gateToken = (world: World, runId: string, label: string): string => {
  const state = stateOf(world, runId);
  const [ask] = state.asks;
  const texts = new Map(itemsOf(ask!.subject).map(({ digest }) => [digest, 'A draft.']));
  return tokenOf(askCard(ask!, state.run, state.definition, texts), label);
};
const rootToken = (world: World, runId: string, label: string): string => {
  const state = stateOf(world, runId);
  return tokenOf(runCard({ state, attempts: state.attempts, asks: [], messages: [], outputTail: '' }), label);
};
const press = (token: string, confirmed = false): Intent => ({ kind: 'press', token, on: null, confirmed });
const page: Partial<Visit> = { where: { surface: 'console', channel: null, thread: null } };
const elsewhere = (surface: Visit['where']['surface']): Partial<Visit> => ({
  where: { surface, channel: 'C1', thread: null },
});

describe('a press on a page of the console, which no posting bears', () => {
  it('counts, on a run and on a question', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    world.postings.length = 0;
    await world.ask(press(rootToken(world, runId, 'Pause')), 'mara', page);
    expect(stateOf(world, runId).run.status).toBe('paused');
    await world.ask(press(gateToken(world, runId, 'Approve')), 'mara', page);
    expect(world.settled.get(gate.id)?.outcome).toMatchObject({ choice: 'approve', by: 'Mara' });
  });

  it.each(['slack', 'discord', 'api', 'cli'] as const)('S10: counts nowhere else: %s', async (surface) => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    for (const token of [rootToken(world, runId, 'Pause'), gateToken(world, runId, 'Approve')]) {
      const reply = await world.ask(press(token), 'mara', elsewhere(surface));
      expect(reply).toMatchObject({ kind: 'refused', code: 'not_ours' });
    }
    expect(stateOf(world, runId).run.status).toBe('awaiting');
    expect(world.settled.size).toBe(0);
  });

  it.each(['rollback', 'mode'] as const)(
    'shows the form %s to nobody who may not, whatever they send',
    async (form) => {
      const world = createWorld();
      const { run } = await startedRun(world);
      const token = encodeForm({ form, runId: run.id, epoch: run.epoch });
      const unreadable: Intent = { kind: 'submit', token, values: {}, on: null };
      expect(await world.ask(unreadable, 'ines', page)).toMatchObject({ kind: 'refused', code: 'not_permitted' });
      expect(world.refused.size).toBe(1);
      expect(await world.ask(unreadable, 'mara', page)).toMatchObject({ kind: 'form' });
    },
  );

  it('authorises nothing: who may not is refused, and so is a stranger (P6)', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    for (const [person, code] of [
      ['ines', 'not_permitted'],
      ['u9', 'stranger'],
    ] as const) {
      for (const token of [rootToken(world, runId, 'Cancel'), gateToken(world, runId, 'Approve')]) {
        expect(await world.ask(press(token, true), person, page)).toMatchObject({ kind: 'refused', code });
      }
    }
    expect(stateOf(world, runId).run.status).toBe('awaiting');
    expect(world.settled.size).toBe(0);
  });

  it('of an older epoch or revision is refused (P13, P22)', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    const [cancel, approve] = [rootToken(world, runId, 'Cancel'), gateToken(world, runId, 'Approve')];
    const form = await world.ask(press(gateToken(world, runId, 'Edit…')), 'mara', page);
    if (form.kind !== 'form') throw new Error(JSON.stringify(form));
    await world.ask({ kind: 'submit', token: form.form.token, values: { text: 'Mine.' }, on: null }, 'mara', page);
    await world.ask(press(rootToken(world, runId, 'Pause')), 'mara', page);
    expect(await world.ask(press(cancel, true), 'mara', page)).toMatchObject({ code: 'outdated_card' });
    expect(await world.ask(press(approve), 'mara', page)).toMatchObject({ code: 'outdated_ask' });
    expect(stateOf(world, runId).run.status).toBe('paused');
  });

  it('P14: asks once more before what is irreversible', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    const token = rootToken(world, runId, 'Cancel');
    expect(await world.ask(press(token), 'mara', page)).toMatchObject({ kind: 'confirm' });
    expect(stateOf(world, runId).run.status).toBe('awaiting');
    await world.ask(press(token, true), 'mara', page);
    expect(stateOf(world, runId).run.status).toBe('cancelled');
  });
});

describe('words on a run’s own page', () => {
  it('are words to the run, as in its thread', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    await world.ask({ kind: 'words', text: 'Shorter, please.', mentionsUs: false }, 'mara', { ...page, runId: run.id });
    expect(stateOf(world, run.id).messages.map((it) => it.text)).toEqual(['Shorter, please.']);
  });

  it('pause it first when they only say stop (P20), from whoever may', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    const stop: Intent = { kind: 'words', text: 'stop', mentionsUs: false };
    expect(await world.ask(stop, 'u9', { ...page, runId: run.id })).toMatchObject({ code: 'stranger' });
    expect(stateOf(world, run.id).run.status).not.toBe('paused');
    await world.ask(stop, 'mara', { ...page, runId: run.id });
    expect(stateOf(world, run.id).run.status).toBe('paused');
  });

  it('mean this run when they are a command', async () => {
    const world = createWorld();
    const { run } = await startedRun(world);
    await startedRun(world);
    await world.ask({ kind: 'command', verb: 'pause', rest: '' }, 'mara', { ...page, runId: run.id });
    expect(stateOf(world, run.id).run.status).toBe('paused');
  });
});
