import { expect, it } from 'vitest';
import { agentQuestion } from '../../setup/worker.ts';
import { flat, type House } from './house.ts';

export const interventionStories = (enter: () => House) => (): void => {
  it('S0-05, S0-12: are led by Focus to the run’s thread, with its ids', async () => {
    const house = enter();
    const { runId } = await house.asked(agentQuestion());
    const root = await house.rootOf(runId);
    await house.at.press('ben', root, 'Focus');
    expect(await house.at.led('ben')).toBe(root.message);
    expect(await house.heard('ben')).toContain(runId);
  });

  it('S0-06: send a short instruction by a form, and are told where it goes', async () => {
    const house = enter();
    const { runId } = await house.asked(agentQuestion());
    await house.at.press('ben', await house.rootOf(runId), 'Message…');
    await house.at.submit('ben', { text: 'Shorter, please.' });
    expect((await house.state(runId)).messages).toMatchObject([{ text: 'Shorter, please.', status: 'queued' }]);
    expect(await house.heard('ben')).toContain('Accepted');
  });

  it('S0-07, S0-18: pause, and resume from the card that follows', async () => {
    const house = enter();
    const { runId } = await house.asked(agentQuestion());
    const root = await house.rootOf(runId);
    await house.at.press('ada', root, 'Pause');
    expect((await house.state(runId)).run.status).toBe('paused');
    await house.showAll();
    expect((await house.see(root)).buttons).toEqual(['Resume', 'Rollback…', 'Cancel', 'Message…', 'Focus']);
    await house.at.press('ada', root, 'Resume');
    expect((await house.state(runId)).run.status).toBe('awaiting');
  });

  it('S1-01, S1-09, S1-30, S1-52: steer by words, pause by a form, and stay paused whatever is said after that', async () => {
    const house = enter();
    const { runId } = await house.asked(agentQuestion());
    const thread = await house.threadOf(runId);
    const root = await house.rootOf(runId);
    const status = async () => (await house.state(runId)).run.status;
    await house.at.type('ben', thread, 'Darker.');
    expect(await status()).toBe('awaiting');
    await house.at.press('ada', root, 'Message…');
    await house.at.submit('ada', { text: 'And wait for me.', policy: 'pause' });
    expect(await status()).toBe('paused');
    await house.at.type('ben', thread, 'Shorter, too.');
    const { run, messages } = await house.state(runId);
    expect([run.status, run.hold?.reason]).toEqual(['paused', 'message']);
    expect(messages.map(({ policy }) => policy)).toEqual(['steer', 'pause', 'steer']);
  });

  it('S0-08, S0-27: cancel after a second look that says what it means, and not by closing that', async () => {
    const house = enter();
    const { at } = house;
    const { runId } = await house.asked(agentQuestion());
    const root = await house.rootOf(runId);
    await at.press('ada', root, 'Cancel');
    expect((await at.dialog('ada'))?.text).toContain("Stops this run. This can't be undone.");
    await at.dismiss('ada');
    expect((await house.state(runId)).run.status).toBe('awaiting');
    await at.press('ada', root, 'Cancel');
    await at.confirm('ada');
    expect((await house.state(runId)).run.status).toBe('cancelled');
  });

  it('S0-09, S0-28: roll back by a form that names the checkpoint and says what is lost', async () => {
    const house = enter();
    const { at } = house;
    const [, { runId }] = await house.askedTwice();
    const root = await house.rootOf(runId);
    await at.press('ada', root, 'Pause');
    await house.showAll();
    await at.press('ada', root, 'Rollback…');
    expect(flat((await at.dialog('ada'))?.text ?? '')).toContain('You may lose recent progress.');
    await at.submit('ada', { checkpoint: '0' });
    const { run, asks } = await house.state(runId);
    expect([run.status, run.stage, asks]).toEqual(['paused', 0, []]);
  });

  it('P22: change nothing by an order from an older card, but always pause by one', async () => {
    const house = enter();
    const { runId } = await house.asked(agentQuestion());
    const root = await house.rootOf(runId);
    await house.at.press('ada', root, 'Pause');
    await house.showAll();
    const { epoch } = (await house.state(runId)).run;
    await house.elsewhere({ kind: 'press', token: `c.${runId}.${epoch}.resume`, on: null, confirmed: false });
    await house.at.press('ada', root, 'Resume');
    expect(await house.refused(runId)).toHaveLength(1);
    await house.showAll();
    expect((await house.see(root)).buttons).toContain('Pause');
    await house.at.press('ada', root, 'Pause');
    expect((await house.state(runId)).run.status).toBe('paused');
  });

  it('P22: are refused what they press on an older card, before any form of it, told why, and do it on the card that follows', async () => {
    const house = enter();
    const { at } = house;
    const { runId } = await house.asked(agentQuestion());
    const root = await house.rootOf(runId);
    await at.press('ada', root, 'Pause');
    await house.showAll();
    // What it shows is so again, but two orders have come and gone.
    for (const verb of ['resume', 'pause']) {
      const { epoch } = (await house.state(runId)).run;
      await house.elsewhere({ kind: 'press', token: `c.${runId}.${epoch}.${verb}`, on: null, confirmed: false });
    }
    const before = await house.state(runId);
    for (const label of ['Resume', 'Rollback…', 'Cancel']) {
      await at.press('ada', root, label);
      // Slack takes the second look before it sends the press.
      if (label === 'Cancel' && at.ways.secondLook === 'its own') await at.confirm('ada');
      expect(await at.dialog('ada')).toBeNull();
      expect(await house.heard('ada')).toContain('The run has moved on since this was drawn');
    }
    expect(await house.state(runId)).toEqual(before);
    expect(await house.refused(runId)).toEqual(Array(3).fill('outdated_card'));
    await house.showAll();
    await at.press('ada', root, 'Rollback…');
    await at.submit('ada', { checkpoint: '0' });
    expect((await house.state(runId)).asks).toEqual([]);
  });

  it('P17, P18: are told where they write to a run that is over, and start no second one by it', async () => {
    const house = enter();
    const { runId } = await house.asked(agentQuestion());
    const thread = await house.threadOf(runId);
    await house.tidy();
    const before = await house.runs();
    await house.at.type('ada', thread, 'And now the same in blue.');
    expect(await house.heard('ada')).toContain('This run is over');
    expect(await house.offered('ada')).toEqual(['Start a new run…']);
    expect(await house.runs()).toBe(before);
  });
};
