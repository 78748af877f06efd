import { describe, expect, it } from 'vitest';
import { createWorld, gatedRun } from './world.ts';
import { encodePress } from '../../src/core/cards/token.ts';
import type { DeskVisit, StartOrder } from '../../src/core/desk.ts';

const askOf = async (world: ReturnType<typeof createWorld>) => (await gatedRun(world)).gate;

describe('what somebody tried and was refused (P6)', () => {
  it('stands in the ledger once for each Ask, also where all come under one delivery', async () => {
    const world = createWorld();
    const asks = [await askOf(world), await askOf(world), await askOf(world), await askOf(world)];
    const press = ({ id, revision }: (typeof asks)[number]) => {
      const token = encodePress({ press: 'answer', askId: id, revision, choice: 'approve' });
      return world.ask({ kind: 'press', token, on: null, confirmed: false }, 'ines', { delivery: 'constant' });
    };
    for (const ask of asks) expect(await press(ask)).toMatchObject({ kind: 'refused' });
    expect(world.refused.size).toBe(4);
    expect(new Set([...world.refused.values()].map(({ runId }) => runId)).size).toBe(4);
    // A repeat of one of them is none.
    await press(asks[0]!);
    expect(world.refused.size).toBe(4);
  });

  it('stands there for everybody and for each project that it was tried in', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    const visit = (projectId: string, clientId: string): DeskVisit => ({
      actor: {
        ...{ kind: 'client', clientId, name: clientId, permissions: ['view'] },
        where: { surface: 'api', channel: null, thread: null },
      },
      ...{ projectId, delivery: 'constant', at: new Date('2026-11-20T12:00:00Z') },
    });
    const order: StartOrder = {
      ...{ pipelineId: 'notes', brief: 'x', parameters: {}, mode: null, session: null, recommendedBy: null },
      ...{ budget: { microUsd: null, tokens: null }, action: 'api/key_1/x', context: {} },
    };
    for (const it of [visit('film', 'key_1'), visit('film', 'key_2'), visit('other', 'key_3')])
      expect(await world.desk.start(order, it)).toMatchObject({ refused: 'not_permitted' });
    const pause = { kind: 'pause', why: null } as const;
    expect(await world.desk.command(runId, pause, visit('film', 'key_1'))).toHaveProperty('refused');
    const kept = [...world.refused.values()].map(({ projectId, payload }) => [projectId, payload]);
    expect(kept).toMatchObject([
      ['film', { verb: 'run' }],
      ['film', { verb: 'run' }],
      ['other', { verb: 'run' }],
      ['film', { verb: 'pause' }],
    ]);
  });
});
