import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';

type Command = APIApplicationCommand | RESTPutAPIApplicationCommandsJSONBody[number];

/** Whether Discord has other commands than ours. Ids, versions and the defaults that Discord fills in don't count. */
export const differ = (theirs: readonly Command[], ours: readonly Command[]): boolean => shape(theirs) !== shape(ours);

const shape = (commands: readonly Command[]): string =>
  JSON.stringify(commands.map(commandShape).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));

function commandShape(it: Command): unknown[] {
  const options = 'options' in it ? (it.options ?? []) : [];
  const description = 'description' in it ? it.description : '';
  const places = [sorted(it.contexts ?? []), sorted(it.integration_types ?? [ApplicationIntegrationType.GuildInstall])];
  return [it.type ?? ApplicationCommandType.ChatInput, it.name, description, options.map(optionShape), places];
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort();

const beside = ['required', 'autocomplete', 'min_value', 'max_value', 'min_length', 'max_length'] as const;
const orNull = (value: unknown): unknown => (value === false ? null : (value ?? null));

/** In their order, which people see. */
function optionShape(it: APIApplicationCommandOption): unknown[] {
  const below = 'options' in it ? (it.options ?? []) : [];
  const choices = 'choices' in it ? (it.choices ?? []) : [];
  const all: Readonly<Record<string, unknown>> = { ...it };
  const more = beside.map((name) => orNull(all[name]));
  const offered = choices.map(({ name, value }) => [name, value]);
  return [it.type, it.name, it.description, offered, more, below.map(optionShape)];
}
