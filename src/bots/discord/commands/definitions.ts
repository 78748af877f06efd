import {
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { verbs, type Verb } from '../../../core/cards/words/help.ts';
import { modeWords } from '../../../core/cards/words/run.ts';
import { controlModes } from '../../../core/project/definition.ts';
import { limits } from '../limits.ts';
import type { CommandScope } from '../send/discord-api.ts';
import { optionsOf, type OptionName } from './options.ts';
import { commandWords } from './words.ts';

/** `/wheel` with a subcommand for every verb, and the commands in the menu of a message. */
export function commandsFor(scope: CommandScope): RESTPutAPIApplicationCommandsJSONBody {
  const { wheel, onMessages } = commandWords;
  // No project belongs to direct messages. Only global commands have contexts: those of a guild exist nowhere else.
  const places =
    scope === 'everywhere'
      ? {
          contexts: [InteractionContextType.Guild],
          integration_types: [ApplicationIntegrationType.GuildInstall],
        }
      : {};
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: 'wheel',
      description: wheel,
      options: verbs.map(toOption),
      ...places,
    },
    ...Object.values(onMessages).map((name) => ({ type: ApplicationCommandType.Message as const, name, ...places })),
  ];
}

const toOption = ({ verb }: { verb: Verb }): APIApplicationCommandSubcommandOption => ({
  type: Type.Subcommand,
  name: verb,
  description: commandWords.verbs[verb],
  options: optionsOf[verb].map(optionNamed),
});

function optionNamed(name: OptionName): APIApplicationCommandBasicOption {
  const common = { name, description: commandWords.options[name] };
  switch (name) {
    case 'pipeline':
    case 'run':
    case 'artifact':
    case 'to':
      return { ...common, type: Type.String, autocomplete: true };
    case 'checkpoint':
      return { ...common, type: Type.Integer, min_value: 0, autocomplete: true };
    case 'words':
      return { ...common, type: Type.String, required: true, max_length: limits.input.value };
    case 'code':
      return { ...common, type: Type.String, required: true, max_length: 100 };
    case 'pause':
      return { ...common, type: Type.Boolean };
    case 'mode':
      return {
        ...common,
        type: Type.String,
        choices: controlModes.map((value) => ({ value, name: modeWords[value].name })),
      };
  }
}
