import { expect, it } from 'vitest';
import { agentCall } from '../../setup/worker.ts';
import { flat, type House } from './house.ts';

const publishing = { tool: 'command' as const, shown: 'publish\nnpm publish', about: 'publish' };
const stopped = { kind: 'stand_down', why: 'a person is asked' };

export const callStories = (enter: () => House) => (): void => {
  it('is shown exactly, approved once, and asked about again the next time (P13, P23)', async () => {
    const house = enter();
    const { runId, card } = await house.asked();
    const seen = await house.see(card);
    expect(seen.fenced.join()).toContain('git push');
    expect(seen.buttons.map(flat)).toEqual(['Approve once', 'For this run', 'Always, 30 days', 'Reject…']);
    await house.at.press('ada', card, 'Approve once');
    const [reply] = await house.replies(runId);
    expect(reply).toMatchObject({ choice: 'approve', by: 'Ada' });
    expect(await house.worker.calls(runId, agentCall({ id: reply!.callId }))).toMatchObject({ kind: 'begin' });
    expect(await house.worker.calls(runId, agentCall())).toEqual(stopped);
    await house.showAll();
    expect((await house.see(card)).buttons).toEqual([]);
  });

  it('rejected, has the reason read by its agent', async () => {
    const house = enter();
    const { runId, card } = await house.asked();
    await house.at.press('ben', card, 'Reject…');
    await house.at.submit('ben', { words: 'Not on a Friday.' });
    expect(await house.replies(runId)).toMatchObject([{ choice: 'reject', words: 'Not on a Friday.', by: 'Ben' }]);
    expect((await house.state(runId)).grants).toEqual([]);
  });

  it('is rejected by words that were said first, with one press more', async () => {
    const house = enter();
    const { runId } = await house.asked();
    await house.at.type('ben', await house.threadOf(runId), 'Leave the remote alone.');
    expect(await house.isOpen(runId)).toBe(true);
    await house.at.pressPrivately('ben', 'Reject with this');
    expect(await house.replies(runId)).toMatchObject([{ choice: 'reject', words: 'Leave the remote alone.' }]);
  });

  it('declared irreversible, is looked at once more, and closing that does nothing (P14, P10)', async () => {
    const house = enter();
    const { at } = house;
    const { runId, card } = await house.asked(publishing);
    expect((await house.see(card)).buttons.map(flat)).toEqual(['Approve once', 'Reject…']);
    await at.press('ada', card, 'Approve once');
    expect((await at.dialog('ada'))?.text).toContain('Approve once?');
    await at.dismiss('ada');
    expect(await house.isOpen(runId)).toBe(true);
    await at.press('ada', card, 'Approve once');
    await at.confirm('ada');
    expect(await house.replies(runId)).toMatchObject([{ choice: 'approve' }]);
  });

  it('stays open where a stranger presses, and the stranger alone is told (P6, S9)', async () => {
    const house = enter();
    const { runId, card } = await house.asked();
    for (const label of ['Approve once', 'For this run', 'Always, 30 days'])
      await house.at.press('mallory', card, label);
    expect(await house.heard('mallory')).toMatch(/isn't linked to anybody in this project/);
    expect(await house.isOpen(runId)).toBe(true);
    expect((await house.state(runId)).grants).toEqual([]);
    expect(await house.refused(runId)).toEqual(['stranger', 'stranger', 'stranger']);
    await house.showAll();
    expect((await house.see(card)).buttons).toHaveLength(4);
  });

  it('settled elsewhere a moment ago, tells who and where, and its card is brought up to date (P2, P5, R10)', async () => {
    const house = enter();
    const { runId, ask, card } = await house.asked();
    const token = `a.${ask.id}.${ask.revision}.approve`;
    await house.elsewhere({ kind: 'press', token, on: null, confirmed: false });
    expect((await house.see(card)).buttons).toContain('For this run');
    await house.at.press('ada', card, 'For this run');
    expect(await house.heard('ada')).toMatch(/Cyd .*in the console/);
    expect(await house.replies(runId)).toMatchObject([{ choice: 'approve', by: 'Cyd' }]);
    expect((await house.state(runId)).grants).toEqual([]);
    await house.showAll();
    const settled = await house.see(card);
    expect(settled.buttons).toEqual([]);
    expect(flat(settled.text)).toMatch(/Approved.*Cyd/);
  });

  it('of a run that was cancelled while its agent waited, lets nothing pass', async () => {
    const house = enter();
    const { runId, card } = await house.asked();
    await house.tidy();
    expect((await house.state(runId)).run.status).toBe('cancelled');
    await house.at.press('ben', card, 'Approve once');
    expect(await house.heard('ben')).toMatch(/withdrawn|cancelled/i);
    const { attempts, asks } = await house.state(runId);
    expect([attempts.at(-1)?.status, attempts.at(-1)?.replies, asks]).toEqual(['aborted', [], []]);
    await house.showAll();
    const settled = await house.see(card);
    expect(settled.buttons).toEqual([]);
    expect(flat(settled.text)).toMatch(/Withdrawn/);
  });
};
