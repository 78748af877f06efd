import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/core/cards/card.ts';
import { plainText } from '../../src/core/cards/plain.ts';
import { cardsOf, createWorld, gatedRun, startedRun, type World } from './world.ts';

/** Ines may view and message. */
const look = async (world: World, verb: 'status' | 'inbox', who: string): Promise<Card> =>
  cardsOf(await world.ask({ kind: 'command', verb, rest: '' }, who))[0]!;
const labelsOf = ({ buttons }: Card): string[] => buttons.map(({ label }) => label);
const noteOf = ({ blocks }: Card): string => {
  const last = blocks.at(-1);
  return last?.kind === 'note' ? plainText(last.text) : '';
};

describe('a private card, as it is shown first', () => {
  it('has of a run the controls that its reader may use, and says who has the others', async () => {
    const world = createWorld();
    await startedRun(world);
    expect(labelsOf(await look(world, 'status', 'mara'))).toEqual(['Pause', 'Cancel', 'Message…', 'Focus']);
    const seen = await look(world, 'status', 'ines');
    expect(labelsOf(seen)).toEqual(['Pause', 'Message…', 'Focus']);
    expect(noteOf(seen)).toBe(
      'Mara and Jon can control this run; you would need the permission “operate” of this project.',
    );
  });

  it('has of a question the answers that its reader may give, and says who has the others', async () => {
    const world = createWorld();
    await gatedRun(world);
    expect(labelsOf(await look(world, 'inbox', 'mara'))).toEqual(['Approve', 'Reject…', 'Edit…']);
    const seen = await look(world, 'inbox', 'ines');
    expect(labelsOf(seen)).toEqual([]);
    expect(noteOf(seen)).toBe('Mara and Jon can answer this; you would need the permission “decide” of this project.');
  });

  it('is cut where it stands for one that is posted nowhere', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    const here = { thread: `m_${runId}` };
    const token = (await look(world, 'status', 'ines')).buttons[0]!.token;
    world.postings.splice(0, world.postings.length, ...world.postings.filter(({ subject }) => subject.kind === 'run'));
    const on = { channel: 'film', thread: null, message: 'private' };
    const [card] = cardsOf(await world.ask({ kind: 'press', token, on, confirmed: false }, 'ines', here));
    expect(card?.title).toBe('Approve “Draft”?');
    expect(labelsOf(card!)).toEqual([]);
  });
});
