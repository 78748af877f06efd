import type { Answered } from './ask.ts';
import { errorIn, getWith, type Get } from './discord-call.ts';
import type { Asking, NeededPermission } from './discord-channel.ts';
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
  guild:
    'Bring the bot there with the link that `wheelhouse invite` prints, or set DISCORD_GUILD to a server that it is in.',
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
    checkCommands(discord, get, String(application.body.id)),
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

const isOurs = (it: unknown): boolean => typeof it === 'object' && it !== null && 'name' in it && it.name === 'wheel';

async function checkCommands({ guild }: DiscordSettings, get: Get, application: string): Promise<Finding[]> {
  const check = 'discord commands';
  const everywhere = await get(`applications/${application}/commands`);
  const inGuild = guild === null ? null : await get(`applications/${application}/guilds/${guild}/commands`);
  const wanted: Answered = inGuild ?? everywhere;
  const where = guild === null ? 'every server that the bot is in' : `the server ${guild}`;
  if (wanted.list === null)
    return [fault(check, `those of ${where} can't be read: ${errorIn(wanted)}`, remedies.guild)];
  const isThere = wanted.list.some(isOurs);
  const twice = note(check, `/wheel is there twice in ${where}: once for it alone, once for every server`);
  return [
    isThere ? ok(check, `/wheel is known in ${where}`) : note(check, `the next start makes /wheel known in ${where}`),
    ...(inGuild !== null && everywhere.list?.some(isOurs) ? [twice] : []),
  ];
}
