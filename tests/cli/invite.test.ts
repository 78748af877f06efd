import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discordPermissions } from '../../src/bots/discord/permissions.ts';
import { privilegedIntents } from '../../src/bots/discord/intents.ts';
import { startDiscord, type FakeDiscord } from '../fakes/discord/discord.ts';
import { command } from './command.ts';

describe('wheelhouse invite', () => {
  let discord: FakeDiscord;
  beforeEach(async () => {
    discord = await startDiscord({ pace: 'off' });
  });
  afterEach(() => discord.close());

  it('prints the link, and every permission and intent with its reason', { timeout: 180_000 }, async () => {
    const { out } = await command(['invite'], { DISCORD_APPLICATION_ID: '197038439483310086' });
    expect(out).toMatch(/^https:\/\/discord\.com\/oauth2\/authorize\?client_id=197038439483310086&scope=bot\+app/m);
    for (const { name, why, without } of [...Object.values(discordPermissions), ...privilegedIntents])
      expect(out).toContain(`${name}: ${why}. Without it, ${without}.`);
  });

  it('asks Discord whose token it is, where nobody says it', { timeout: 180_000 }, async () => {
    const { app, apiUrl } = discord;
    const { out } = await command(['invite'], { DISCORD_TOKEN: app.token, DISCORD_API_URL: apiUrl.href });
    expect(out).toContain(`${apiUrl.origin}/oauth2/authorize?client_id=${app.id}&`);
    expect(out).not.toContain(app.token);
  });

  it('says what to set where nobody can tell', { timeout: 180_000 }, async () => {
    const { code, err } = await command(['invite'], {});
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/set DISCORD_APPLICATION_ID[\s\S]*config-discord-application/),
    ]);
  });
});
