import { describe, expect, it } from 'vitest';
import { commandsFor } from '../../../../src/bots/discord/commands/definitions.ts';
import { differ } from '../../../../src/bots/discord/commands/differ.ts';
import { verbs } from '../../../../src/core/cards/words/help.ts';
import { limits } from '../../../../src/bots/discord/limits.ts';
import { refuseCommands } from '../../../fakes/discord/limits/command.ts';

interface Option {
  name: string;
  description: string;
  options?: Option[];
  choices?: { name: string; value: string }[];
}
const everywhere = commandsFor('everywhere');
const inGuild = commandsFor({ guild: '1' });
const wheel = everywhere[0] as unknown as Option;

/** “combined name, description, and value properties”, however deep. */
const sizeOf = ({ name, description, options = [], choices = [] }: Option): number =>
  name.length +
  description.length +
  choices.reduce((sum, it) => sum + it.name.length + it.value.length, 0) +
  options.reduce((sum, it) => sum + sizeOf(it), 0);

describe('the commands of Discord', () => {
  it('are /wheel with a subcommand for each verb, and two in the menu of a message', () => {
    expect(wheel.options?.map(({ name }) => name)).toEqual(verbs.map(({ verb }) => verb));
    expect(everywhere.map(({ name }) => name)).toEqual(['wheel', 'Steer this run', 'Send and pause']);
  });

  it('are taken by Discord, and are well below its 8,000 characters', () => {
    expect(refuseCommands(everywhere)).toBeNull();
    expect(refuseCommands(inGuild)).toBeNull();
    expect(sizeOf(wheel)).toBeLessThan(limits.command / 2);
    // The control: a description of 101 characters is refused.
    const [first, ...others] = everywhere;
    expect(refuseCommands([{ ...first, description: 'x'.repeat(101) }, ...others])).not.toBeNull();
  });

  it('are offered in no direct message, where no project is at home', () => {
    expect(everywhere.map(({ contexts }) => contexts)).toEqual([[0], [0], [0]]);
  });
});

describe('what Discord has', () => {
  const filledIn = everywhere.map((it, index) => ({
    ...{ id: `${index}`, application_id: '1', version: '2', default_member_permissions: null, nsfw: false },
    ...{ description: '', name_localizations: null, dm_permission: false, integration_types: [0] },
    ...it,
  })) as never[];

  it('is the same, whatever Discord fills in and in whatever order it names it', () => {
    expect(differ(filledIn, everywhere)).toBe(false);
    expect(differ(filledIn.toReversed(), everywhere)).toBe(false);
    expect(differ(JSON.parse(JSON.stringify(inGuild)) as never[], inGuild)).toBe(false);
  });

  it.each<[string, (command: Option & Record<string, unknown>) => unknown]>([
    ['a description', (it) => ({ ...it, description: 'Steer' })],
    ['where it may be used', (it) => ({ ...it, contexts: [0, 1] })],
    ['a verb less', (it) => ({ ...it, options: it.options?.slice(1) })],
    ['the order of the verbs', (it) => ({ ...it, options: it.options?.toReversed() })],
    ["an option's type", (it) => changed(it, { type: 4 })],
    ["an option's name", (it) => changed(it, { name: 'which' })],
    ['that it is required', (it) => changed(it, { required: true })],
    ['that it completes', (it) => changed(it, { autocomplete: false })],
    ['how long it may be', (it) => changed(it, { max_length: 5 })],
    ['what may be chosen', (it) => changed(it, { choices: [{ name: 'One', value: 'one' }] })],
  ])('differs by %s', (_, change) => {
    const [first, ...others] = structuredClone(everywhere) as unknown[];
    expect(differ([change(first as never), ...others] as never[], everywhere)).toBe(true);
  });

  it('differs by a command less, and by one more', () => {
    expect(differ(filledIn.slice(1), everywhere)).toBe(true);
    expect(differ([...filledIn, { type: 1, name: 'cart', description: 'x' }], everywhere)).toBe(true);
    expect(differ([], everywhere)).toBe(true);
  });
});

/** The first option of the first verb that has one. */
const changed = (command: Option, change: object): unknown => ({
  ...command,
  options: command.options?.map((verb, index) =>
    index === 0 ? { ...verb, options: verb.options?.map((it, at) => (at === 0 ? { ...it, ...change } : it)) } : verb,
  ),
});
