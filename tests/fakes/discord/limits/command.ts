import { count, list, optional, required, string } from './check.ts';
import { asText, type Faults, isObject, type Json, type Path, refuse } from './faults.ts';

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
export const optionType = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
} as const;
/** Slash, on a user, on a message. */
export const commandType = { chat: 1, user: 2, message: 3 } as const;

/** “^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$ with the unicode flag”, in lower case where there is one (command naming). */
const chatName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** “a maximum of 8000 characters for combined name, description, and value properties”. */
const mostCharacters = 8000;
const mostOptions = 25;

function name(value: unknown, path: Path, faults: Faults): void {
  string(32)(value, path, faults);
  if (typeof value === 'string' && (!chatName.test(value) || value !== value.toLowerCase()))
    faults.say(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

function choices(it: Json, path: Path, faults: Faults): void {
  if (!list(it.choices, path, faults)) return;
  count(it.choices, path, faults, [0, 25]);
  if (it.autocomplete === true && it.choices.length > 0)
    faults.say(
      path,
      'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
      'Choices cannot be set on an autocompleted option',
    );
  it.choices.forEach((one, index) => choice(one, [...path, index], faults));
}

function choice(one: unknown, path: Path, faults: Faults): void {
  if (!isObject(one)) return required(path, faults);
  string(100)(one.name, [...path, 'name'], faults);
  if (typeof one.value === 'string') string(100)(one.value, [...path, 'value'], faults);
  else if (typeof one.value !== 'number') required([...path, 'value'], faults);
}

function option(it: unknown, path: Path, faults: Faults): void {
  if (!isObject(it)) return required(path, faults);
  name(it.name, [...path, 'name'], faults);
  string(100)(it.description, [...path, 'description'], faults);
  const type = Number(it.type);
  if (!(type >= 1 && type <= 11))
    faults.say([...path, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, …, 11}.');
  if (it.choices !== undefined) choices(it, [...path, 'choices'], faults);
  if (it.options !== undefined) options(it.options, [...path, 'options'], faults);
}

function options(value: unknown, path: Path, faults: Faults): void {
  if (!list(value, path, faults)) return;
  count(value, path, faults, [0, mostOptions]);
  value.forEach((it, index) => option(it, [...path, index], faults));
  const all = value.filter(isObject);
  all.forEach((it, index) => {
    if (all.findIndex((other) => other.name === it.name) !== index)
      faults.say([...path, index], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    if (it.required === true && all.slice(0, index).some((other) => Number(other.type) > 2 && other.required !== true))
      faults.say(
        [...path, index],
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
  });
}

/** The characters that count: those of names, descriptions and values, however deep. */
function sizeOf(it: Json): number {
  const own = ['name', 'description', 'value'].reduce((sum, field) => sum + asText(it[field]).length, 0);
  const below = [it.options, it.choices].flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));
  return below.reduce((sum, one) => sum + sizeOf(one), own);
}

function command(it: unknown, path: Path, faults: Faults): void {
  if (!isObject(it)) return required(path, faults);
  if ((it.type ?? commandType.chat) !== commandType.chat) {
    string(32)(it.name, [...path, 'name'], faults);
    if ((it.description ?? '') !== '')
      faults.say(
        [...path, 'description'],
        'APPLICATION_COMMAND_DESCRIPTION_CANNOT_BE_SET',
        'Context menu commands cannot have description',
      );
    return;
  }
  name(it.name, [...path, 'name'], faults);
  string(100)(it.description, [...path, 'description'], faults);
  optional(options)(it.options, [...path, 'options'], faults);
  if (sizeOf(it) > mostCharacters)
    faults.say(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${mostCharacters})`);
}

/** “100 global CHAT_INPUT commands”, 15 of each other type: unverified for messages, which the page once gave as 5. */
const mostOf = { 1: 100, 2: 15, 3: 15 } as const;

function check(commands: unknown[], faults: Faults): void {
  commands.forEach((it, index) => command(it, [index], faults));
  const all = commands.filter(isObject).map((it) => ({ name: it.name, type: (it.type ?? 1) as 1 | 2 | 3 }));
  all.forEach((it, index) => {
    if (all.findIndex((other) => other.name === it.name && other.type === it.type) !== index)
      faults.say([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    const before = all.slice(0, index).filter((other) => other.type === it.type).length;
    if (before >= mostOf[it.type])
      faults.say([index], 'BASE_TYPE_MAX_LENGTH', `Must be ${mostOf[it.type]} or fewer in length.`);
  });
}

/** Why Discord would refuse these commands; null when they are good ones. */
export const refuseCommands = (commands: unknown[]): Json | null => refuse((faults) => check(commands, faults));

/** Why an answer to an autocomplete would be refused: 25 choices of 1–100 characters. */
export const refuseChoices = (data: Json): Json | null =>
  refuse((faults) => choices(data, ['data', 'choices'], faults));
