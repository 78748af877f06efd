import { asChannel, asGuild, asMember, asRole, asUser } from '../world/payloads.ts';
import { channelType, type Guild } from '../world/things.ts';
import type { World } from '../world/world.ts';
import { refused } from './refusal.ts';
import { ok, type Request, route } from './route.ts';

function guildOf({ world, params }: Request): Guild {
  const guild = world.guilds.get(params.guild!);
  if (guild === undefined) throw refused('unknown guild');
  if (!guild.members.has(world.app.bot.id)) throw refused('missing access');
  return guild;
}

const flagsOf = ({ app }: World): number =>
  (app.intents.presences ? 1 << 13 : 0) |
  (app.intents.members ? 1 << 15 : 0) |
  (app.intents.messageContent ? 1 << 19 : 0);

const me = route('GET /users/@me', ({ world }) => ok(asUser(world.app.bot)));

const user = route('GET /users/:user', ({ world, params }) => {
  const found = world.users.get(params.user!);
  if (found === undefined) throw refused('unknown user');
  return ok(asUser(found));
});

/** The flags are those of an app in fewer than 100 guilds: the “limited” ones. */
const application = route('GET /applications/@me', ({ world }) =>
  ok({ id: world.app.id, name: 'Wheelhouse', description: '', flags: flagsOf(world), bot: asUser(world.app.bot) }),
);

const guild = route('GET /guilds/:guild', (request) => ok(asGuild(request.world, guildOf(request))));

const myGuilds = route('GET /users/@me/guilds', ({ world }) =>
  ok(
    [...world.guilds.values()].map(({ id, name }) => ({
      id,
      name,
      icon: null,
      owner: false,
      permissions: '0',
      features: [],
    })),
  ),
);

const channels = route('GET /guilds/:guild/channels', (request) => {
  const here = guildOf(request);
  const all = [...request.world.channels.values()].filter((it) => it.guild === here && !it.isDeleted);
  return ok(all.filter((it) => it.type !== channelType.thread).map((it) => asChannel(request.world, it)));
});

const activeThreads = route('GET /guilds/:guild/threads/active', (request) => {
  const here = guildOf(request);
  const all = [...request.world.channels.values()].filter((it) => it.guild === here && it.type === channelType.thread);
  const threads = all.filter((it) => !it.isArchived && !it.isDeleted).map((it) => asChannel(request.world, it));
  return ok({ threads, members: [] });
});

const roles = route('GET /guilds/:guild/roles', (request) => ok([...guildOf(request).roles.values()].map(asRole)));

const member = route('GET /guilds/:guild/members/:user', (request) => {
  const here = guildOf(request);
  const id = request.params.user!;
  const found = request.world.users.get(id);
  if (found === undefined) throw refused('unknown user');
  if (!here.members.has(id)) throw refused('unknown member');
  return ok({ user: asUser(found), ...asMember(here, found) });
});

const members = route('GET /guilds/:guild/members', (request) => {
  if (!request.world.app.intents.members) throw refused('missing access');
  const here = guildOf(request);
  const all = [...here.members.keys()].map((id) => request.world.users.get(id)!);
  return ok(all.map((it) => ({ user: asUser(it), ...asMember(here, it) })));
});

export const guildRoutes = [
  ...[me, application, myGuilds, user, guild, channels, activeThreads, roles, member, members],
];
