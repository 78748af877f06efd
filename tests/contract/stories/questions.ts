import { expect, it } from 'vitest';
import { agentQuestion } from '../../setup/worker.ts';
import { flat, type House } from './house.ts';

export const questionStories = (enter: () => House) => (): void => {
  it('is answered by one of its options, and its card says by whom (P1, P2)', async () => {
    const house = enter();
    const { runId, card } = await house.asked(agentQuestion());
    const seen = await house.see(card);
    expect(seen.fenced.join()).toContain('Which is right?');
    expect(seen.buttons.map(flat)).toEqual(['“The test”', '“The README”', 'Answer in words…']);
    await house.at.press('ben', card, '“The README”');
    expect(await house.replies(runId)).toMatchObject([{ choice: 'answer', words: 'The README', by: 'Ben' }]);
    expect((await house.state(runId)).run.status).toBe('queued');
    await house.showAll();
    const settled = await house.see(card);
    expect(settled.buttons).toEqual([]);
    expect(flat(settled.text)).toMatch(/Answered.*Ben/);
  });

  it('is answered in words, by a form that shows it', async () => {
    const house = enter();
    const { at } = house;
    const { runId, card } = await house.asked(agentQuestion());
    await at.press('ada', card, 'Answer in words…');
    expect((await at.dialog('ada'))?.text).toContain('Which is right?');
    await at.submit('ada', { words: 'Neither: ask Jon.' });
    expect(await house.replies(runId)).toMatchObject([{ choice: 'answer', words: 'Neither: ask Jon.', by: 'Ada' }]);
  });

  it('is answered by nothing that is said in its thread, until its author says that it is the answer (S2)', async () => {
    const house = enter();
    const { runId } = await house.asked(agentQuestion());
    await house.at.type('ada', await house.threadOf(runId), 'The README is right.');
    expect(await house.isOpen(runId)).toBe(true);
    expect(await house.heard('ada')).toContain('To answer it, press “Use as answer” or a button of its card.');
    await house.at.pressPrivately('ada', 'Use as answer');
    expect(await house.replies(runId)).toMatchObject([{ choice: 'answer', words: 'The README is right.' }]);
    expect((await house.state(runId)).messages.filter(({ status }) => status === 'queued')).toEqual([]);
  });

  it('stays open where its neighbour in the thread is answered (P3)', async () => {
    const house = enter();
    const [suggestion, question] = await house.askedTwice();
    await house.at.press('ben', question.card, '“The test”');
    await house.showAll();
    expect((await house.see(question.card)).buttons).toEqual([]);
    expect((await house.see(suggestion.card)).buttons).not.toEqual([]);
    expect((await house.state(suggestion.runId)).asks.map(({ id }) => id)).toEqual([suggestion.ask.id]);
  });
};
