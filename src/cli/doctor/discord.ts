import { errorIn, getWith, type Get } from './discord-call.ts';
import type { Asking, NeededPermission } from './discord-channel.ts';
import { checkCommands } from './discord-commands.ts';
import { checkDiscordProject, type DiscordProject } from './discord-project.ts';
import { fault, note, ok, saidBy, type Finding } from './finding.ts';

export interface DiscordSettings {
  token: string;
  apiUrl: URL;
  /** The server that alone shall know the commands; null: every one. */
  guild: string | null;
  /** What has to be switched on, the flags of the application that say so (any of them), and what is worse without it. */
  intents: readonly { name: string; flags: number; without: string }[];
  permissions: readonly NeededPermission[];
  /** Of the project files that can be read. */
  projects: () => Promise<DiscordProject[]>;
}

const page = 'discord.com/developers/applications';
const remedies = {
  reach: 'See that DISCORD_API_URL is right, and that this machine may reach it.',
  token: `Reset the token at ${page} → Bot, and set DISCORD_TOKEN to the new one.`,
  bot: 'Set DISCORD_TOKEN to the token of a bot.',
};

export async function checkDiscord(discord: DiscordSettings | null): Promise<Finding[]> {
  if (discord === null) return [note('discord', 'no token is set: Discord is off')];
  const { host } = discord.apiUrl;
  try {
    const get = getWith(discord);
    const me = await get('users/@me');
    if (me.status === 401) return [fault('discord', 'the token is refused (401)', remedies.token)];
    if (me.status !== 200) return [fault('discord', `${host} answers ${me.status}`, remedies.reach)];
    if (me.body?.bot !== true) return [fault('discord', 'the token is not that of a bot', remedies.bot)];
    const bot = { id: String(me.body.id), name: String(me.body.username) };
    return [ok('discord', `the token is good: ${bot.name}`), ...(await checkApplication(discord, get, bot))];
  } catch (error) {
    return [fault('discord', `${host} can't be reached: ${saidBy(error)}`, remedies.reach)];
  }
}

async function checkApplication(discord: DiscordSettings, get: Get, bot: Asking['bot']): Promise<Finding[]> {
  const application = await get('applications/@me');
  if (typeof application.body?.flags !== 'number') {
    const found = `the application can't be read: ${errorIn(application)}`;
    return [fault('discord intents', found, remedies.token)];
  }
  const { permissions } = discord;
  const projects = await discord.projects();
  const found = await Promise.all([
    checkCommands(get, { application: String(application.body.id), guild: discord.guild, projects }),
    ...projects.map((project) => checkDiscordProject({ get, bot, permissions }, project)),
  ]);
  return [...checkIntents(discord, application.body.flags), ...found.flat()];
}

/** The bot works without them, less well. */
function checkIntents({ intents }: DiscordSettings, flags: number): Finding[] {
  const off = intents.filter((it) => (it.flags & flags) === 0);
  if (off.length === 0) return [ok('discord intents', `${intents.map(({ name }) => name).join(' and ')} are on`)];
  const where = `${page} → Bot → Privileged Gateway Intents turns it on`;
  return off.map(({ name, without }) => note('discord intents', `${name} is off: ${without}. ${where}`));
}
