import { ask, below, type Answered } from './ask.ts';
import { fault, note, ok, saidBy, type Finding } from './finding.ts';

export interface DiscordSettings {
  token: string;
  apiUrl: URL;
  /** Any of these bits lets the bot read what people write. */
  messageContentFlags: number;
}

const page = 'discord.com/developers/applications';
const remedies = {
  reach: 'See that DISCORD_API_URL is right, and that this machine may reach it.',
  token: `Reset the token at ${page} → Bot, and set DISCORD_TOKEN to the new one.`,
  bot: 'Set DISCORD_TOKEN to the token of a bot.',
  content: `Turn on Message Content Intent at ${page} → Bot → Privileged Gateway Intents.`,
};

export async function checkDiscord(discord: DiscordSettings | null): Promise<Finding[]> {
  if (discord === null) return [note('discord', 'no token is set: Discord is off')];
  const { host } = discord.apiUrl;
  try {
    const me = await get(discord, 'users/@me');
    if (me.status === 401) return [fault('discord', 'the token is refused (401)', remedies.token)];
    if (me.status !== 200) return [fault('discord', `${host} answers ${me.status}`, remedies.reach)];
    if (me.body?.bot !== true) return [fault('discord', 'the token is not that of a bot', remedies.bot)];
    const known = ok('discord', `the token is good: ${String(me.body.username)}`);
    return [known, checkContent(await get(discord, 'applications/@me'), discord.messageContentFlags)];
  } catch (error) {
    return [fault('discord', `${host} can't be reached: ${saidBy(error)}`, remedies.reach)];
  }
}

function checkContent({ status, body }: Answered, needed: number): Finding {
  if (typeof body?.flags !== 'number')
    return fault('discord intents', `the application can't be read: it answers ${status}`, remedies.token);
  if ((body.flags & needed) !== 0) return ok('discord intents', 'Message Content Intent is on');
  return fault(
    'discord intents',
    'Message Content Intent is off: what people write would arrive empty',
    remedies.content,
  );
}

const get = (discord: DiscordSettings, path: string): Promise<Answered> =>
  ask(below(discord.apiUrl, path), { headers: { authorization: `Bot ${discord.token}` } });
