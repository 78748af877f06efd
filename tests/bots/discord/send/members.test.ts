import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCard } from '../../samples.ts';
import { placed } from '../../chat/send/stores.ts';
import { routes, startRig, type Rig } from './rig.ts';

describe('what is asked of Discord', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig();
    rig.discord.channel('film');
  });
  afterEach(() => rig.close());

  const paper = () => rig.discord.guild('Paper').id;

  it('who somebody is in a guild: nobody where they are not in it, or we are not', async () => {
    const ada = rig.discord.person('ada', { roles: ['editors'] });
    const role = ada.gainRole('editors');
    expect(await rig.api.member(paper(), ada.id)).toEqual({ user: ada.id, name: 'ada', roles: [role], isBot: false });
    const mallory = rig.discord.person('mallory', { guilds: ['Elsewhere'] });
    expect(await rig.api.member(paper(), mallory.id)).toBeNull();
    expect(await rig.api.member('100000000000000001', ada.id)).toBeNull();
    expect(await rig.api.guildRoles('100000000000000001')).toEqual([]);
    expect(await rig.api.guildRoles(paper())).toContainEqual({ id: role, name: 'editors' });
  });

  it('with one call for all who ask in the same instant, made after each of them has asked', async () => {
    const ada = rig.discord.person('ada');
    await Promise.all(Array.from({ length: 20 }, () => rig.api.member(paper(), ada.id)));
    expect(rig.count(routes.member)).toBeLessThanOrEqual(2);
    await rig.api.member(paper(), ada.id);
    expect(rig.count(routes.member)).toBeLessThanOrEqual(3);
  });

  it('what a channel is, once', async () => {
    const film = rig.discord.channel('film').id;
    const forum = rig.discord.channel('ideas', { kind: 'forum' }).id;
    const root = await placed(
      rig.surface.post({ place: { surface: 'discord', channel: film }, thread: null }, runCard(1), 'k'),
    );
    const thread = { id: root.message, kind: 'thread', parent: film, name: 'Treatment for “The Lighthouse”' };
    expect(await rig.api.channel(root.message)).toMatchObject(thread);
    expect(await rig.api.channel(forum)).toEqual({
      id: forum,
      kind: 'forum',
      parent: null,
      guild: paper(),
      name: 'ideas',
    });
    for (let n = 0; n < 3; n += 1) expect(await rig.api.channel(film)).toMatchObject({ kind: 'text', guild: paper() });
    expect(await rig.api.channel('100000000000000001')).toBeNull();
    expect(rig.count('GET /channels/:channel')).toBe(4);
  });

  it('whose token it is, and what the application may hear', async () => {
    const { app } = rig.discord;
    expect(await rig.api.whoAmI()).toMatchObject({ application: app.id, user: app.bot.id });
    rig.discord.app.intents = { members: false, messageContent: false, presences: false };
    expect((await rig.api.whoAmI()).flags).toBe(0);
  });

  it('which commands there are, in a guild or everywhere', async () => {
    const command = { name: 'wheel', description: 'Steers runs.' };
    await rig.api.putCommands({ guild: paper() }, [command]);
    await rig.api.putCommands('everywhere', [{ ...command, name: 'wheel-everywhere' }]);
    expect(rig.discord.commands(paper()).map(({ name }) => name)).toEqual(['wheel']);
    expect(rig.discord.commands().map(({ name }) => name)).toEqual(['wheel-everywhere']);
    expect(await rig.api.commands({ guild: paper() })).toMatchObject([command]);
    await rig.api.putCommands({ guild: paper() }, []);
    expect(await rig.api.commands({ guild: paper() })).toEqual([]);
  });
});
