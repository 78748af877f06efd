import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandsFor } from '../../../../src/bots/discord/commands/definitions.ts';
import { keepRegistered, register, type Registering } from '../../../../src/bots/discord/commands/register.ts';
import { startDiscord, type FakeDiscord } from '../../../fakes/discord/discord.ts';

const guildCommands = 'PUT /applications/:application/guilds/:guild/commands';
const allCommands = 'PUT /applications/:application/commands';

describe('the commands, on a start', () => {
  let discord: FakeDiscord;
  let warned: object[];
  beforeEach(async () => {
    discord = await startDiscord({ pace: 'off' });
    warned = [];
  });
  afterEach(() => discord.close());

  /** Discord's two calls, and nothing around them. */
  async function call(method: string, scope: { guild: string } | 'everywhere', commands?: unknown): Promise<unknown> {
    const { app, apiUrl } = discord;
    const below = scope === 'everywhere' ? 'commands' : `guilds/${scope.guild}/commands`;
    const response = await fetch(`${apiUrl.href}/applications/${app.id}/${below}`, {
      method,
      headers: { authorization: `Bot ${app.token}`, 'content-type': 'application/json' },
      ...(commands === undefined ? {} : { body: JSON.stringify(commands) }),
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return response.json();
  }

  const parts = (guild: string | null = null): Registering => ({
    api: {
      commands: (scope) => call('GET', scope) as never,
      putCommands: async (scope, commands) => void (await call('PUT', scope, commands)),
    },
    guild,
    log: { info: () => undefined, warn: (facts) => void warned.push(facts) },
  });
  const putsOf = (route: string): number => discord.calls.filter((it) => it.route === route).length;

  it('are put once for everybody, and never again while they are the same', async () => {
    for (const _ of [1, 2, 3]) expect(await register(parts())).toBe(true);
    expect(discord.commands().map(({ name }) => name)).toEqual(['wheel', 'Steer this run', 'Send and pause']);
    expect([putsOf(allCommands), putsOf(guildCommands)]).toEqual([1, 0]);
  });

  it('are put again where somebody changed them, and what is none of them goes', async () => {
    await register(parts());
    const [wheel, ...others] = commandsFor('everywhere');
    await call('PUT', 'everywhere', [{ ...wheel, description: 'Old' }, ...others, { name: 'cart', description: 'x' }]);
    await register(parts());
    expect(discord.commands().map(({ description }) => description)).toEqual([
      wheel && 'description' in wheel && wheel.description,
      '',
      '',
    ]);
  });

  it('are known to one guild alone while somebody develops', async () => {
    const { id } = discord.guild('Paper');
    await register(parts(id));
    await register(parts(id));
    expect([discord.commands(id).length, discord.commands().length, putsOf(guildCommands)]).toEqual([3, 0, 1]);
  });

  it('stop nothing where they are refused: that is told', async () => {
    expect(await register(parts('1'))).toBe(false);
    expect(warned).toMatchObject([{ guild: '1' }]);
  });

  it('are tried again until they stand', async () => {
    discord.faults.next('GET /applications/:application/commands', { kind: 'status', status: 503 });
    const tries = { ...parts(), waits: [1] };
    const kept = keepRegistered(tries);
    await discord.until(() => discord.commands().length === 3, 'the commands');
    kept.stop();
    expect(warned).toHaveLength(1);
  });
});
