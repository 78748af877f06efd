import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { privilegedIntents } from '../../../src/bots/discord/intents.ts';
import { commandWords } from '../../../src/bots/discord/commands/words.ts';
import { discordPermissions } from '../../../src/bots/discord/permissions.ts';
import { checkDiscord } from '../../../src/cli/doctor/discord.ts';
import { printFindings } from '../../../src/cli/doctor/examine.ts';
import { projectSchema } from '../../../src/core/project/definition.ts';
import { startDiscord } from '../../fakes/discord/discord.ts';
import { fencesIn } from '../../repo/fences.ts';
import { readText } from '../../repo/tree.ts';

const guide = readText('docs/guide/discord.md');
const permissions = Object.values(discordPermissions);
/** The rows of the table below a heading, without their backquotes. */
const rowsUnder = (text: string, heading: string): string[][] => {
  const part = text.split(/^## /m).find((it) => it.startsWith(heading)) ?? '';
  return [...part.matchAll(/^\| `(.*) \|$/gm)].map(([, row = '']) => row.replaceAll('`', '').split(' | '));
};
const withoutIds = (text: string): string => text.replace(/\b[0-9]{15,}\b/g, 'ID');

describe('the guide to Discord', () => {
  it('says truly of quotes that without them another channel would be named', () => {
    const [quoted = ''] = fencesIn(guide, 'yaml');
    const isTaken = (text: string): boolean => projectSchema.partial().safeParse(parse(text)).success;
    expect([quoted, quoted.replaceAll("'", '')].map(isTaken)).toEqual([true, false]);
  });

  it('shows what doctor prints before a first start', async () => {
    const discord = await startDiscord({ pace: 'off' });
    const { token } = discord.app;
    const film = {
      name: 'Film treatment',
      channels: [discord.channel('film').id],
      accounts: [`${discord.guild('Paper').id}/${discord.person('mara').id}`],
      groups: [],
    };
    const asked = { token, apiUrl: discord.apiUrl, guild: null, intents: privilegedIntents, permissions };
    const findings = await checkDiscord({ ...asked, projects: () => Promise.resolve([film]) });
    await discord.close();
    const [printed = ''] = printFindings(findings).split('\n\n');
    expect(withoutIds(fencesIn(guide, '')[0] ?? '').trim()).toBe(withoutIds(printed).trim());
  });

  it('says of each permission and intent what the program says of it', () => {
    const row = ({ name, why, without }: { name: string; why: string; without: string }) => [name, why, without];
    expect(rowsUnder(guide, 'What each permission')).toEqual(permissions.map(row));
    expect(rowsUnder(guide, 'What each intent')).toEqual(privilegedIntents.map(row));
    const poorer = guide.replace('no run has a card there', 'nothing');
    expect(rowsUnder(poorer, 'What each permission')).not.toEqual(permissions.map(row));
  });

  it('calls the commands on messages as Discord shows them', () => {
    for (const name of Object.values(commandWords.onMessages)) expect(guide).toContain(`**${name}**`);
  });
});
