import type { APIApplicationCommand } from 'discord.js';
import { refused, type Caller } from './call.ts';
import type { CommandScope, DiscordApi } from './discord-api.ts';
import type { Selves } from './self.ts';
import type { Call } from './web.ts';

export function createCommands(caller: Caller, selves: Selves): Pick<DiscordApi, 'commands' | 'putCommands'> {
  const ask = async (scope: CommandScope, of: Pick<Call, 'method' | 'body' | 'query'>): Promise<unknown> => {
    const { application } = await selves.known();
    const within = scope === 'everywhere' ? '' : `/guilds/${scope.guild}`;
    const call: Call = { ...of, path: `/applications/${application}${within}/commands` };
    const answer = await caller.send(['look', `${application}${within}`], call);
    if (!answer.ok) throw refused(call, answer);
    return answer.data;
  };
  return {
    commands: async (scope) => (await ask(scope, { method: 'GET', query: translated })) as APIApplicationCommand[],
    putCommands: async (scope, commands) => void (await ask(scope, { method: 'PUT', body: commands })),
  };
}

/** All translations, not only one locale's. */
const translated = { with_localizations: 'true' };
