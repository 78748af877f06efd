import type { Guild } from './discord-allowed.ts';
import { errorIn } from './discord-call.ts';
import { checkChannel, type Asking } from './discord-channel.ts';
import { fault, note, ok, type Finding } from './finding.ts';

/** What a project file names of Discord. */
export interface DiscordProject {
  name: string;
  /** Channel ids. */
  channels: string[];
  /** `guild/user` of its people. */
  accounts: string[];
  /** `guild/role` of its groups, and of what stands for its roles. */
  groups: string[];
}

/** A word about each, and no flood. */
const most = 25;
const bringIn =
  'Bring the bot there with the link that `wheelhouse invite` prints, or mend the id in the project file.';
const copyId = 'Copy it anew: User Settings → Advanced → Developer Mode, then';

export async function checkDiscordProject(asking: Asking, project: DiscordProject): Promise<Finding[]> {
  const { name, channels } = project;
  if (channels.length === 0)
    return [note('discord channels', `${name} names no channel of Discord: nothing is posted there`)];
  const guildOf = rememberedGuilds(asking);
  const found = await Promise.all([
    ...channels.slice(0, most).map((id) => checkChannel(asking, guildOf, { id, project: name })),
    checkPeople(asking, guildOf, project),
    checkRoles(guildOf, project),
  ]);
  return found.flat();
}

type GuildOf = (id: string) => Promise<Guild | null>;

function rememberedGuilds(asking: Asking): GuildOf {
  const known = new Map<string, Promise<Guild | null>>();
  return (id) => {
    const found = known.get(id) ?? readGuild(asking, id);
    known.set(id, found);
    return found;
  };
}

/** Null: it is none, or the bot is not in it. */
async function readGuild({ get, bot }: Asking, id: string): Promise<Guild | null> {
  const [guild, own] = await Promise.all([get(`guilds/${id}`), get(`guilds/${id}/members/${bot.id}`)]);
  const roles = guild.body?.roles;
  const ownRoles = own.body?.roles;
  if (!Array.isArray(roles) || !Array.isArray(ownRoles)) return null;
  return {
    ...{ id, name: String(guild.body?.name), owner: String(guild.body?.owner_id) },
    roles: (roles as { id: string; permissions: string }[]).map((it) => ({
      id: it.id,
      permissions: BigInt(it.permissions),
    })),
    ownRoles: [id, ...(ownRoles as string[])],
  };
}

const parts = (written: string): { guild: string; id: string } => {
  const [guild = '', id = ''] = written.split('/');
  return { guild, id };
};

/** People of servers that the bot is not in can't be looked up, and could press nothing there. */
async function checkPeople({ get }: Asking, guildOf: GuildOf, project: DiscordProject): Promise<Finding[]> {
  const check = 'discord people';
  const { name, accounts, groups } = project;
  if (accounts.length === 0 && groups.length === 0) {
    const remedy = "Write `discord: SERVER/USER` under a person's `accounts`, both ids by Copy ID in Developer Mode.";
    return [fault(check, `${name} knows nobody in Discord: nobody may do anything there`, remedy)];
  }
  const asked = accounts.slice(0, most);
  const answers = await Promise.all(
    asked.map(async (written) => {
      const { guild, id } = parts(written);
      const isIn = (await guildOf(guild)) !== null;
      return { written, isIn, answer: isIn ? await get(`guilds/${guild}/members/${id}`) : null };
    }),
  );
  const strange = answers.filter(({ isIn }) => !isIn).map(({ written }) => written);
  const gone = answers.flatMap(({ written, answer }) =>
    answer !== null && answer.status !== 200 ? [`${written}: ${errorIn(answer)}`] : [],
  );
  const found = `${name} names ${gone.join('; ')}`;
  const looked = asked.length < accounts.length ? `; the first ${asked.length} of them were looked up` : '';
  return [
    ...(strange.length === 0
      ? []
      : [fault(check, `${name} names ${strange.join(', ')}, of a server that the bot is not in`, bringIn)]),
    ...(gone.length === 0 ? [] : [fault(check, found, `${copyId} Copy User ID in the menu of the person.`)]),
    ...(strange.length + gone.length > 0 || asked.length === 0
      ? []
      : [ok(check, `${name} knows ${accounts.length} in Discord${looked}`)]),
  ];
}

async function checkRoles(guildOf: GuildOf, { name, groups }: DiscordProject): Promise<Finding[]> {
  const check = 'discord roles';
  if (groups.length === 0) return [];
  const known = await Promise.all(
    groups.map(async (written) => {
      const { guild, id } = parts(written);
      return { written, isThere: (await guildOf(guild))?.roles.some((role) => role.id === id) ?? false };
    }),
  );
  const gone = known.filter(({ isThere }) => !isThere).map(({ written }) => written);
  if (gone.length === 0) return [ok(check, `the ${groups.length} of ${name} are there`)];
  const remedy = `${copyId} Server Settings → Roles → ⋯ → Copy Role ID. The bot has to be in that server.`;
  return [fault(check, `${name} names ${gone.join(', ')}, which no server of the bot's has`, remedy)];
}
