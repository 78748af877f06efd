import { expect, it } from 'vitest';
import { agentCall } from '../../setup/worker.ts';
import type { House } from './house.ts';

const stopped = { kind: 'stand_down', why: 'a person is asked' };

/** In threads, Slack has no slash commands. */
async function list(house: House, person: string, runId: string): Promise<void> {
  const { at } = house;
  await at.type(
    person,
    await house.threadOf(runId),
    at.place.surface === 'slack' ? '@wheelhouse grants' : '/wheel grants',
  );
}

export const grantStories = (enter: () => House) => (): void => {
  it('for this run lets the same pass there, and is ended by whoever may, after a second look (P14)', async () => {
    const house = enter();
    const { at } = house;
    const { runId, card } = await house.asked();
    await at.press('ada', card, 'For this run');
    expect(await house.worker.calls(runId, agentCall())).toMatchObject({ kind: 'begin' });
    await list(house, 'ben', runId);
    expect(await house.heard('ben')).toMatch(/Engineer may run a command line.*git push.*Given by Ada/);
    expect(await house.offered('ben')).toEqual([]);

    await list(house, 'ada', runId);
    expect(await house.offered('ada')).toEqual(['Revoke']);
    await at.pressPrivately('ada', 'Revoke');
    expect((await at.dialog('ada'))?.text).toContain('Revoke this permission?');
    await at.dismiss('ada');
    expect((await house.state(runId)).grants[0]?.revokedAt).toBeNull();

    await list(house, 'ada', runId);
    await at.pressPrivately('ada', 'Revoke');
    await at.confirm('ada');
    expect((await house.state(runId)).grants[0]).toMatchObject({ revokedBy: 'Ada' });
    expect(await house.worker.calls(runId, agentCall())).toEqual(stopped);
    await list(house, 'ada', runId);
    expect(await house.heard('ada')).toContain('nobody has given a standing permission');
  });

  it('for always counts in other runs, and a call that waits keeps waiting when it is revoked', async () => {
    const house = enter();
    const { at, worker } = house;
    await at.press('ada', (await house.asked()).card, 'Always, 30 days');
    const other = await worker.started('film', 'mend', 'ada');
    expect(await worker.calls(other, agentCall())).toMatchObject({ kind: 'begin' });
    const waits = await house.asked({ shown: 'git pull', about: 'git pull' });
    await at.type('ada', { channel: at.place.channel, thread: null }, '/wheel grants');
    expect(await house.heard('ada')).toMatch(/git push.*in every run of “Mend” until/);
    await at.pressPrivately('ada', 'Revoke');
    await at.confirm('ada');
    expect(await house.isOpen(waits.runId)).toBe(true);
    await at.press('ben', waits.card, 'Approve once');
    expect(await house.replies(waits.runId)).toMatchObject([{ choice: 'approve' }]);
    expect(await worker.calls(waits.runId, agentCall())).toEqual(stopped);
  });

  it('shows what is left in the place of the list, whose buttons would do nothing any more', async () => {
    const house = enter();
    const { at } = house;
    // The console draws its lists anew by itself.
    if (at.place.surface === 'console') return;
    await at.press('ada', (await house.asked()).card, 'Always, 30 days');
    await at.press('ada', (await house.asked({ shown: 'git pull', about: 'git pull' })).card, 'Always, 30 days');
    await at.type('ada', { channel: at.place.channel, thread: null }, '/wheel grants');
    expect(await house.offered('ada')).toEqual(['Revoke 1', 'Revoke 2']);
    const messages = async () => (await at.privately('ada')).length;
    const before = await messages();
    await at.pressPrivately('ada', 'Revoke 1');
    await at.confirm('ada');
    expect(await house.heard('ada')).toMatch(/Revoked: from the next step on.*git push/);
    expect(await house.offered('ada')).toEqual(['Revoke']);
    await at.pressPrivately('ada', 'Revoke');
    await at.confirm('ada');
    expect(await house.heard('ada')).toContain('No standing permission is in force');
    expect(await house.offered('ada')).toEqual([]);
    expect(await messages()).toBe(before);
  });

  it('is shown to no stranger (S9)', async () => {
    const house = enter();
    const { runId, card } = await house.asked();
    await house.at.press('ada', card, 'For this run');
    await list(house, 'mallory', runId);
    expect(await house.offered('mallory')).toEqual([]);
    expect(await house.heard('mallory')).not.toContain('git push');
    expect(await house.refused(runId)).toEqual(['stranger']);
  });
};
