import { refuseCommands } from '../limits/command.ts';
import { isObject, type Json } from '../limits/faults.ts';
import { hold, refused } from './refusal.ts';
import { ok, type Reply, type Request, route } from './route.ts';

const scopeOf = ({ params }: Request): string => params.guild ?? 'global';

function holdApplication({ world, params }: Request): void {
  if (params.application !== world.app.id) throw refused('missing access');
  if (params.guild !== undefined && !world.guilds.has(params.guild)) throw refused('missing access');
}

/** A command of a name and type that was there keeps its id. */
function overwrite(request: Request): Reply {
  holdApplication(request);
  const { world } = request;
  const list = request.list ?? [];
  hold(refuseCommands(list));
  const before = world.commands.get(scopeOf(request)) ?? [];
  const commands = list.filter(isObject).map((it): Json => {
    const type = it.type ?? 1;
    const known = before.find((one) => one.name === it.name && one.type === type);
    const own = { id: known?.id ?? world.ids.next(), application_id: world.app.id, version: world.ids.next() };
    const common = { type, description: '', default_member_permissions: null, nsfw: false };
    return { ...common, ...it, ...own, ...(request.params.guild && { guild_id: request.params.guild }) };
  });
  world.commands.set(scopeOf(request), commands);
  world.changed();
  return ok(commands);
}

function list(request: Request): Reply {
  holdApplication(request);
  return ok(request.world.commands.get(scopeOf(request)) ?? []);
}

export const commandRoutes = [
  route('PUT /applications/:application/commands', overwrite),
  route('PUT /applications/:application/guilds/:guild/commands', overwrite),
  route('GET /applications/:application/commands', list),
  route('GET /applications/:application/guilds/:guild/commands', list),
];
