import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandsFor } from '../../../../src/bots/discord/commands/definitions.ts';
import { keepRegistered, register, type Registering } from '../../../../src/bots/discord/commands/register.ts';
import { readSpec } from '../../../fakes/discord/specs/spec.ts';
import { describeWith, get } from '../../../setup/needs.ts';
import { startRig, type Rig } from '../send/rig.ts';

const guildCommands = 'PUT /applications/:application/guilds/:guild/commands';
const allCommands = 'PUT /applications/:application/commands';

describe('the commands, on a start', () => {
  let rig: Rig;
  let warned: object[];
  beforeEach(async () => {
    rig = await startRig({ discord: { pace: 'off' } });
    warned = [];
  });
  afterEach(() => rig.close());

  const parts = (guild: string | null = null): Registering => ({
    ...{ api: rig.api, guild },
    log: { info: () => undefined, warn: (facts) => void warned.push(facts) },
  });
  const putsOf = (route: string): number => rig.count(route);

  it('are put once for everybody, and never again while they are the same', async () => {
    for (const _ of [1, 2, 3]) expect(await register(parts())).toBe(true);
    expect(rig.discord.commands().map(({ name }) => name)).toEqual(['wheel', 'Steer this run', 'Send and pause']);
    expect([putsOf(allCommands), putsOf(guildCommands)]).toEqual([1, 0]);
  });

  it('are put again where somebody changed them, and what is none of them goes', async () => {
    await register(parts());
    const [wheel, ...others] = commandsFor('everywhere');
    const changed = [{ ...wheel, description: 'Old' }, ...others, { name: 'cart', description: 'x' }];
    await rig.api.putCommands('everywhere', changed as never);
    await register(parts());
    expect(rig.discord.commands().map(({ description }) => description)).toEqual([
      wheel && 'description' in wheel && wheel.description,
      '',
      '',
    ]);
  });

  it('are known to one guild alone while somebody develops', async () => {
    const { id } = rig.discord.guild('Paper');
    await register(parts(id));
    await register(parts(id));
    expect([rig.discord.commands(id).length, rig.discord.commands().length, putsOf(guildCommands)]).toEqual([3, 0, 1]);
  });

  it('stop nothing where they are refused: that is told', async () => {
    expect(await register(parts('1'))).toBe(false);
    expect(warned).toMatchObject([{ guild: '1' }]);
    expect(rig.troubles.codes).toEqual([['commands', 'discord-permission']]);
    await register(parts());
    expect(rig.troubles.codes).toEqual([]);
  });

  it('are tried again until they stand', async () => {
    rig.discord.faults.next('GET /applications/:application/commands', { kind: 'status', status: 503 });
    const tries = { ...parts(), waits: [1] };
    const kept = keepRegistered(tries);
    await rig.discord.until(() => rig.discord.commands().length === 3, 'the commands');
    kept.stop();
    expect(warned).toHaveLength(1);
    // That Discord is away is told by whatever else is sent there.
    expect(rig.troubles.codes).toEqual([]);
  });

  describeWith(['specs'], 'by what Discord publishes of its API', () => {
    it('are taken, everywhere and in one guild', async () => {
      await register(parts());
      await register(parts(rig.discord.guild('Paper').id));
      const against = readSpec(get('specs'));
      const puts = rig.discord.calls.filter(({ route }) => route.startsWith('PUT'));
      expect([puts.length, against(puts)]).toEqual([2, []]);
      const tooMuch = puts.map((call) => ({ ...call, body: [{ name: 'x'.repeat(33) }] }));
      expect(against(tooMuch)).not.toEqual([]);
    });
  });
});
