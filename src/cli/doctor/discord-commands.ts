import type { Answered } from './ask.ts';
import { errorIn, type Get } from './discord-call.ts';
import type { DiscordProject } from './discord-project.ts';
import { fault, note, ok, type Finding } from './finding.ts';

interface Whose {
  application: string;
  /** The server that alone shall know the commands; null: every one. */
  guild: string | null;
  projects: readonly DiscordProject[];
}

const check = 'discord commands';
const most = 5;
const remedies = {
  guild:
    'Bring the bot there with the link that `wheelhouse invite` prints, or set DISCORD_GUILD to a server that it is in.',
  all: 'See that DISCORD_TOKEN is that of this application, and look again.',
};

/** Whether /wheel is known where it shall be, once. A server's own commands stand beside those for all. */
export async function checkCommands(get: Get, { application, guild, projects }: Whose): Promise<Finding[]> {
  const within = (id: string): Promise<Answered> => get(`applications/${application}/guilds/${id}/commands`);
  const everywhere = await get(`applications/${application}/commands`);
  const guilds = guild === null ? guildsOf(projects).slice(0, most) : [guild];
  const own = await Promise.all(guilds.map(async (id) => ({ id, answer: await within(id) })));
  const wanted = guild === null ? everywhere : (own[0]?.answer ?? everywhere);
  const where = guild === null ? 'every server that the bot is in' : `the server ${guild}`;
  if (wanted.list === null) {
    const found = `those of ${where} can't be read: ${errorIn(wanted)}`;
    return [fault(check, found, guild === null ? remedies.all : remedies.guild)];
  }
  const twice = hasOurs(everywhere) ? own.filter(({ answer }) => hasOurs(answer)) : [];
  return [
    hasOurs(wanted)
      ? ok(check, `/wheel is known in ${where}`)
      : note(check, `the next start makes /wheel known in ${where}`),
    ...twice.map(({ id }) =>
      note(
        check,
        `/wheel is shown twice in the server ${id}: once for it alone, once for all. docs/guide/discord.md takes one away`,
      ),
    ),
  ];
}

const guildsOf = (projects: readonly DiscordProject[]): string[] => [
  ...new Set(projects.flatMap(({ accounts, groups }) => [...accounts, ...groups]).map((it) => it.split('/')[0] ?? '')),
];

const hasOurs = ({ list }: Answered): boolean =>
  list?.some((it) => typeof it === 'object' && it !== null && 'name' in it && it.name === 'wheel') === true;
