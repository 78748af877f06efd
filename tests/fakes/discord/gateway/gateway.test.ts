import { Events, GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type Rig, startRig } from '../rig.ts';
import { op } from './session.ts';

let rig: Rig;
afterEach(() => rig.close());

const identified = (): number => rig.discord.gateway.heard.filter((it) => it.op === op.identify).length;
const resumed = (): number => rig.discord.gateway.heard.filter((it) => it.op === op.resume).length;
const { Guilds, GuildMessages } = GatewayIntentBits;

describe('the gateway', () => {
  it('greets discord.js with its guilds, channels, members and roles', async () => {
    rig = await startRig();
    const [guild] = rig.client.guilds.cache.values();
    expect(guild?.name).toBe('Paper');
    expect(rig.film.name).toBe('film');
    expect(rig.client.user.username).toBe('wheelhouse');
    const ada = rig.discord.person('ada', { roles: ['editors'] });
    await rig.discord.until(() => guild?.members.cache.get(ada.id)?.roles.cache.size === 2, 'ada to be an editor');
  });

  it('brings what people write, and who is named', async () => {
    rig = await startRig();
    const ada = rig.discord.person('ada');
    await ada.type({ channel: 'film' }, '@wheelhouse status');
    await rig.discord.until(() => rig.heard.length === 1, 'the words');
    expect(rig.heard).toEqual([`ada: <@${rig.client.user.id}> status`]);
  });

  it('blanks words without the intent, but for mentions of the bot and direct messages', async () => {
    rig = await startRig({}, { intents: [Guilds, GuildMessages, GatewayIntentBits.DirectMessages], partials: [1] });
    const ada = rig.discord.person('ada');
    await ada.type({ channel: 'film' }, 'hello');
    await ada.type({ channel: 'film' }, '@wheelhouse hello');
    await rig.discord.until(() => rig.heard.length === 2, 'both');
    expect(rig.heard).toEqual(['ada: ', `ada: <@${rig.client.user.id}> hello`]);
  });

  it('gives nothing that no intent asks for', async () => {
    rig = await startRig({}, { intents: [Guilds] });
    let edited = 0;
    rig.client.on(Events.ChannelUpdate, () => edited++);
    await rig.discord.person('ada').type({ channel: 'film' }, 'hello');
    rig.discord.deny('film', 'ManageWebhooks');
    await rig.discord.until(() => edited === 1, 'the channel');
    expect(rig.heard).toEqual([]);
  });

  it('closes an IDENTIFY with an intent that is not switched on', async () => {
    const intents = { members: true, messageContent: false, presences: false };
    await expect(startRig({ app: { intents } })).rejects.toThrow('disallowed intents');
    rig = await startRig({ app: { intents } }, { intents: [Guilds, GuildMessages] });
    expect(identified()).toBe(1);
  });

  it('replays to a session that resumes what it missed', async () => {
    rig = await startRig();
    rig.discord.gateway.drop();
    await rig.discord.until(() => rig.discord.gateway.size === 0, 'the line to be down');
    await rig.discord.person('ada').type({ channel: 'film' }, 'while you were away');
    await rig.discord.until(() => rig.heard.length === 1, 'the missed words');
    expect([identified(), resumed()]).toEqual([1, 1]);
  });

  it('asks to reconnect', async () => {
    rig = await startRig();
    rig.discord.gateway.reconnect();
    await rig.discord.until(() => resumed() === 1, 'a resume');
  });

  it('refuses to resume what it has forgotten, and lets it begin anew', async () => {
    rig = await startRig();
    let isReady = false;
    rig.client.once(Events.ShardReady, () => (isReady = true));
    rig.discord.gateway.forget();
    rig.discord.gateway.drop();
    await rig.discord.until(() => isReady, 'a new session');
    expect([identified(), resumed()]).toEqual([2, 1]);
  });

  it('is left as a zombie when it acknowledges no heartbeats', async () => {
    rig = await startRig({ heartbeatInterval: 100 });
    await rig.discord.until(() => rig.discord.gateway.heard.some((it) => it.op === op.heartbeat), 'a heartbeat');
    expect(resumed()).toBe(0);
    rig.discord.gateway.isDeaf = true;
    await rig.discord.until(() => resumed() > 0, 'the client to come again');
    rig.discord.gateway.isDeaf = false;
  });

  it('knows no token that was reset', async () => {
    rig = await startRig();
    rig.discord.revokeToken();
    await rig.discord.until(() => rig.discord.gateway.size === 0, 'the line to be down');
    await expect(rig.film.send('x')).rejects.toThrow();
  });
});
