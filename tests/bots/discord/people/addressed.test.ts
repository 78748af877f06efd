import { afterEach, describe, expect, it } from 'vitest';
import { createPeople } from '../../../../db/people.ts';
import { createDiscordGroups, type DiscordGroups } from '../../../../src/bots/discord/people/groups.ts';
import { createDiscordApi } from '../../../../src/bots/discord/send/api.ts';
import { projectSchema } from '../../../../src/core/project/definition.ts';
import type { Door } from '../../../../src/core/intent.ts';
import { startDiscord } from '../../../fakes/discord/discord.ts';
import { createWorld, startedRun } from '../../../intents/world.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { noLinks } from '../../../setup/people.ts';
import { Told } from '../../chat/send/stores.ts';
import { startDiscordRig } from '../rig.ts';

const database = freshDatabase();
const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

/**
 * A run in Discord, with the door and the rules behind the whole bot. Whoever is an editor of the guild may talk to it; the guild's
 * role film-critic stands for the writer.
 */
async function roomOf() {
  const discord = await startDiscord({ pace: 'off' });
  close.push(() => discord.close());
  discord.channel('film');
  const ada = discord.person('ada', { roles: ['editors'] });
  discord.person('ben', { roles: ['film-critic', 'staff'] });
  const { id: guild, roles } = discord.guild('Paper');
  const roleOf = (name: string): string => `${guild}/${[...roles.values()].find((it) => it.name === name)!.id}`;

  const { film } = createWorld();
  const project = projectSchema.parse({
    ...film,
    groups: [{ discord: roleOf('editors'), may: ['view', 'message'] }],
    roles: film.roles.map((role) => ({ ...role, mentioned_as: { discord: roleOf('film-critic') } })),
    pipelines: film.pipelines.map((it) => ({
      ...it,
      stages: it.stages.map((stage) => ({ ...stage, time_limit: '10m' })),
    })),
  });
  const api = createDiscordApi({
    ...{ token: discord.app.token, apiUrl: discord.apiUrl, troubles: new Told() },
    log: { warn: () => undefined },
  });
  close.push(() => api.stop());
  const groups: DiscordGroups = createDiscordGroups({ api, log: { warn: () => undefined } });
  const world = createWorld({
    project,
    people: (projects) => createPeople({ projects, links: noLinks, groups: { slack: null, discord: groups } }),
  });
  const { run } = await startedRun(world);
  let visits = 0;
  /** Everything that is said in #film is said in the run's thread. */
  const door: Door = async (intent, { account }) => {
    const where = { surface: 'discord', channel: 'film', thread: `m_${run.id}` } as const;
    const reply = await world.ask(intent, '', { account, where });
    visits += 1;
    return reply;
  };
  const rig = await startDiscordRig(database.url, door, {
    beside: discord,
    parts: { heard: (it) => groups.heard(it) },
  });
  close.push(() => rig.close());
  /** Resolves when the door has answered. */
  const say = async (text: string): Promise<void> => {
    const before = visits;
    await ada.type({ channel: 'film' }, text);
    await expect.poll(() => visits).toBeGreaterThan(before);
    await rig.settled();
  };
  return { ada, say, rig, texts: () => world.states.get(run.id)!.messages.map(({ text }) => text) };
}

describe('whom words in Discord are said to', () => {
  it('S4-15: a role, by its handle or by the mention of the guild role that stands for it', async () => {
    const { say, texts } = await roomOf();
    await say('@writer shorter, please');
    await say('@film-critic too dark?');
    expect(texts()).toEqual(['@writer shorter, please', '@writer too dark?']);
  });

  it('P19: people, by a person or by a guild role of people, and then to no run', async () => {
    const { say, texts } = await roomOf();
    await say('@ben too dark?');
    await say('@staff too dark?');
    expect(texts()).toEqual([]);
    // The control: to nobody in particular.
    await say('Too dark?');
    expect(texts()).toEqual(['Too dark?']);
  });
});

describe('who may, by a guild role', () => {
  it('S7: may not any more as soon as they lose it, and may again when they get it back', async () => {
    const { ada, say, rig, texts } = await roomOf();
    await say('One');
    ada.loseRole('editors');
    await rig.hasHeard('GUILD_MEMBER_UPDATE', 1);
    await say('Two');
    ada.gainRole('editors');
    await rig.hasHeard('GUILD_MEMBER_UPDATE', 2);
    await say('Three');
    expect(texts()).toEqual(['One', 'Three']);
  });
});
