import { z } from 'zod';
import { verbs, type Verb } from '../../../core/cards/words/help.ts';
import type { SteerPolicy } from '../../../core/steering/message.ts';
import { optionsOf, type OptionName } from './options.ts';

/** ApplicationCommandOptionType. */
const subcommand = 1;

/** While a number is being typed, it arrives as text (discord-api-types, integer options). */
const given = z.looseObject({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  focused: z.boolean().optional(),
});

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure */
const payload = z.looseObject({
  name: z.literal('wheel'),
  options: z.tuple([
    z.looseObject({ name: z.string(), type: z.literal(subcommand), options: z.array(given).optional() }),
  ]),
});

export interface Written {
  verb: Verb;
  values: Readonly<Partial<Record<OptionName, string>>>;
  /** The option that is being typed. */
  focused: OptionName | null;
}

/** Reads the `data` of a slash command, or of one that is being typed. Null: it is none of our commands, or none any more. */
export function readOptions(data: unknown): Written | null {
  const read = payload.safeParse(data);
  if (!read.success) return null;
  const [{ name, options = [] }] = read.data.options;
  const verb = verbs.find((it) => it.verb === name)?.verb;
  if (verb === undefined) return null;
  const names = optionsOf[verb];
  const found = names.flatMap((option) => options.filter((it) => it.name === option).map((it) => ({ ...it, option })));
  const values = Object.fromEntries(found.map(({ option, value }) => [option, String(value).trim()]));
  return { verb, values, focused: found.find((it) => it.focused === true)?.option ?? null };
}

/** A command's intent; run and policy stay apart from people's words. */
export interface Command {
  verb: Verb;
  rest: string;
  run?: string;
  policy?: SteerPolicy;
}

/** The command as it would be typed in words. Null as above. */
export function toCommand(data: unknown): Command | null {
  const written = readOptions(data);
  if (written === null) return null;
  const { verb, values } = written;
  const { run = '', pause } = values;
  return {
    ...{ verb, rest: restOf(values) },
    ...(run !== '' && { run }),
    ...(pause !== undefined && { policy: pause === 'true' ? 'pause' : 'steer' }),
  };
}

function restOf({ pipeline, checkpoint, artifact, mode, code, to = '', words = '' }: Written['values']): string {
  const handle = to.replace(/^@+/, '');
  const said = handle === '' ? words : `@${handle} ${words}`;
  return pipeline ?? checkpoint ?? artifact ?? mode ?? code ?? said;
}
