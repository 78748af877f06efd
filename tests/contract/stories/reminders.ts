import { expect, it } from 'vitest';
import { agentQuestion } from '../../setup/worker.ts';
import type { Seen } from '../harness.ts';
import { flat, type House } from './house.ts';

/** Of the thread of this run, what calls people to questions. */
async function called(house: House, runId: string): Promise<Seen[]> {
  const seen = await house.at.sees('ada', await house.threadOf(runId));
  return seen.filter(({ text }) => /(has waited|waits?) for an answer (since|\.)|questions wait/.test(flat(text)));
}

export const reminderStories = (enter: () => House) => (): void => {
  it('of one question stands in its thread, once, calls who started it, and comes for nothing that was answered (P15)', async () => {
    const house = enter();
    const { at } = house;
    const { runId, card } = await house.asked(agentQuestion());
    expect(await house.remindIn(14)).toBe(0);
    expect(await house.remindIn(16)).toBe(1);
    const [said, ...others] = await called(house, runId);
    expect(others).toEqual([]);
    expect(said?.text).toMatch(/ada/i);
    // The console calls people by their names alone.
    expect(said?.live).toEqual(at.place.surface === 'console' ? [] : [at.account('ada').user]);
    expect(await house.remindIn(17)).toBe(0);
    await at.press('ben', card, '“The test”');
    expect(await house.remindIn(25 * 60)).toBe(0);
  });

  it('of several questions is one message (P16)', async () => {
    const house = enter();
    const { runId } = await house.asked(agentQuestion());
    await house.asked(agentQuestion());
    await house.asked();
    expect(await house.remindIn(48 * 60)).toBe(1);
    const [digest] = await called(house, runId);
    expect(flat(digest?.text ?? '')).toContain('3 questions wait for an answer');
  });
};
