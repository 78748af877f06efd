import { allowedIn, overwritesOf, type Guild } from './discord-allowed.ts';
import { errorIn, type Get } from './discord-call.ts';
import { fault, note, ok, type Finding } from './finding.ts';

export interface NeededPermission {
  bit: bigint;
  name: string;
  without: string;
  isNeeded: boolean;
  inForums: boolean;
}

export interface Asking {
  get: Get;
  bot: { id: string; name: string };
  permissions: readonly NeededPermission[];
}

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const kinds: Readonly<Record<number, 'text' | 'forum'>> = { 0: 'text', 5: 'text', 15: 'forum', 16: 'forum' };

const check = 'discord channels';
const idRemedy =
  'Copy its id: User Settings → Advanced → Developer Mode, then Copy Channel ID in the menu of the channel.';

/** What the bot may do in a channel, and what stops working where it may not. */
export async function checkChannel(
  { get, bot, permissions }: Asking,
  guildOf: (id: string) => Promise<Guild | null>,
  { id, project }: { id: string; project: string },
): Promise<Finding[]> {
  if (!/^[0-9]{1,20}$/.test(id)) return [fault(check, `${project} names the channel ${id}, which is no id`, idRemedy)];
  const answer = await get(`channels/${id}`);
  const { body } = answer;
  if (answer.status !== 200 || body === null) {
    const remedy = `${idRemedy} If it is right: bring ${bot.name} into the server with \`wheelhouse invite\`, and let it see the channel (Edit Channel → Permissions → View Channel).`;
    return [fault(check, `${project} names the channel ${id}, which the bot can't see: ${errorIn(answer)}`, remedy)];
  }
  const channel = `#${String(body.name)} (${id})`;
  const kind = kinds[Number(body.type)];
  if (kind === undefined)
    return [
      fault(check, `${channel}, of ${project}, is neither a text channel nor a forum`, 'Name one under `places`.'),
    ];
  const guild = await guildOf(String(body.guild_id));
  if (guild === null) return [fault(check, `the server of ${channel}, of ${project}, can't be read`, 'Try again.')];
  const called = `${channel} in ${guild.name} (${guild.id}), of ${project}`;
  const allowed = allowedIn(guild, bot.id, overwritesOf(body));
  const asked = permissions.filter(({ inForums }) => kind === 'text' || inForums);
  return tell(
    called,
    asked.filter(({ bit }) => (allowed & bit) === 0n),
    bot.name,
  );
}

function tell(called: string, missing: NeededPermission[], bot: string): Finding[] {
  const [needed, poorer] = [missing.filter((it) => it.isNeeded), missing.filter((it) => !it.isNeeded)];
  const lacking = needed.map(({ name, without }) => `${name} (without it, ${without})`).join('; ');
  const remedy = `Allow it there for ${bot}: Edit Channel → Permissions; or for its role in the whole server.`;
  return [
    ...(missing.length === 0 ? [ok(check, `the bot may do all that it needs in ${called}`)] : []),
    ...(needed.length === 0 ? [] : [fault(check, `in ${called}, the bot lacks ${lacking}`, remedy)]),
    ...poorer.map(({ name, without }) => note(check, `in ${called}, without ${name}, ${without}`)),
  ];
}
