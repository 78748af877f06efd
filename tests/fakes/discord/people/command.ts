import { commandType, optionType } from '../limits/command.ts';
import { asText, isMissing, type Json } from '../limits/faults.ts';
import { callbackType, type Interaction, interactionType } from '../world/interaction.ts';
import { asMember, asMessage, asUser } from '../world/payloads.ts';
import type { Channel } from '../world/things.ts';
import type { OptionValue, Person, Typed } from './person.ts';
import type { Self } from './self.ts';

type Commanding = Pick<Person, 'slash' | 'complete' | 'menu'>;

const optionsOf = (it: Json): Json[] => (it.options ?? []) as Json[];
const isBelow = (it: Json): boolean => it.type === optionType.subcommand || it.type === optionType.group;

function commandNamed(self: Self, channel: Channel, name: string, type: number): Json {
  const { commands } = self.ground.world;
  const all = [...(commands.get(channel.guild?.id ?? '') ?? []), ...(commands.get('global') ?? [])];
  const found = all.find((it) => it.name === name && it.type === type);
  const known = all.map((it) => asText(it.name)).join(', ') || 'none';
  if (found === undefined) throw new Error(`There is no command “${name}” of type ${type} here, but ${known}.`);
  return found;
}

/** One option as it travels, held to its declaration as the client holds it. What is being typed is text, also of a number. */
function given(declared: Json, value: OptionValue, isTyped: boolean): Json {
  const name = asText(declared.name);
  if (isTyped) return { name, type: declared.type, value: String(value), focused: true };
  const choices = declared.choices as Json[] | undefined;
  if (choices && choices.length > 0 && !choices.some((it) => it.value === value))
    throw new Error(`The option “${name}” offers no “${String(value)}”.`);
  const isText =
    typeof value === 'string' && declared.type !== optionType.integer && declared.type !== optionType.boolean;
  const isRight = isText || typeof value !== 'string';
  if (!isRight) throw new Error(`The option “${name}” takes no “${value}”.`);
  return { name, type: declared.type, value };
}

function optionsGiven(declared: Json[], values: Record<string, OptionValue>, focused: string | undefined): Json[] {
  const unknown = Object.keys(values).filter((name) => !declared.some((it) => it.name === name));
  if (unknown.length > 0) throw new Error(`There is no option ${unknown.join(', ')} here.`);
  const missing = declared.filter((it) => it.required === true && isMissing(values[asText(it.name)]));
  if (missing.length > 0 && focused === undefined)
    throw new Error(`The option “${asText(missing[0]?.name)}” is required.`);
  return declared.flatMap((it) => {
    const value = values[asText(it.name)];
    return value === undefined ? [] : [given(it, value, it.name === focused)];
  });
}

interface Written {
  words: string[];
  values: Record<string, OptionValue>;
  /** The option that is being typed. */
  focused?: string;
}

/** The options below a command: through its groups and subcommands to what was filled in. */
function descend(it: Json, { words, values, focused }: Written): Json[] {
  const [next, ...rest] = words;
  if (next === undefined) {
    if (optionsOf(it).some(isBelow)) throw new Error(`“${asText(it.name)}” needs a subcommand.`);
    return optionsGiven(optionsOf(it), values, focused);
  }
  const found = optionsOf(it).find((one) => one.name === next && isBelow(one));
  if (found === undefined) throw new Error(`“${asText(it.name)}” has no subcommand “${next}”.`);
  return [{ name: next, type: found.type, options: descend(found, { words: rest, values, focused }) }];
}

function dataOf(self: Self, channel: Channel, command: string, written: Omit<Written, 'words'>): Json {
  const [name = '', ...words] = command.replace(/^\//, '').split(' ');
  const found = commandNamed(self, channel, name, commandType.chat);
  const scope = found.guild_id === undefined ? {} : { guild_id: found.guild_id };
  return { id: found.id, name, type: commandType.chat, ...scope, options: descend(found, { words, ...written }) };
}

async function complete(self: Self, channel: Channel, command: string, { option, text, others }: Typed) {
  const data = dataOf(self, channel, command, { values: { ...others, [option]: text }, focused: option });
  const { answer } = await self.ask({ type: interactionType.autocomplete, channel, source: null, data });
  if (answer?.type !== callbackType.choices) return null;
  return (answer.data.choices ?? []) as { name: string; value: string | number }[];
}

export const commanding = (self: Self): Commanding => ({
  slash: async (at, command, values = {}): Promise<Interaction> => {
    const channel = self.enter(at);
    const data = dataOf(self, channel, command, { values });
    return self.ask({ type: interactionType.command, channel, source: null, data });
  },
  complete: async (at, command, typed) => complete(self, self.enter(at), command, typed),
  menu: async (on, command) => {
    const { world } = self.ground;
    const message = self.find(on);
    const { channel } = message;
    const { id, name } = commandNamed(self, channel, command, commandType.message);
    const users = message.author === null ? {} : { [message.author.id]: asUser(message.author) };
    const members =
      message.author && channel.guild ? { [message.author.id]: asMember(channel.guild, message.author) } : {};
    const resolved = { messages: { [message.id]: asMessage(world, message) }, users, members };
    const data = { id, name, type: commandType.message, target_id: message.id, resolved };
    return self.ask({ type: interactionType.command, channel, source: null, data });
  },
});
