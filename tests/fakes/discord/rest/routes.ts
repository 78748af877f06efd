import { callbackRoutes } from './callbacks.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { followupRoutes } from './followups.ts';
import { guildRoutes } from './guilds.ts';
import { messageRoutes } from './messages.ts';
import { ok, type Route, route } from './route.ts';
import { webhookRoutes } from './webhooks.ts';

/** https://docs.discord.com/developers/events/gateway#get-gateway-bot */
const gatewayRoute = (url: () => string): Route =>
  route('GET /gateway/bot', () =>
    ok({
      ...{ url: url(), shards: 1 },
      session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
    }),
  );

/** What this Discord can be asked; everything else is a 404 without a code. */
export const routesFor = (url: () => string): Route[] => [
  ...[gatewayRoute(url), ...guildRoutes, ...channelRoutes, ...messageRoutes],
  ...[...webhookRoutes, ...followupRoutes, ...callbackRoutes, ...commandRoutes],
];

/** The route that this method and path take, and the ids in the path. */
export function match(
  routes: Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | null {
  const given = path.split('/').slice(1).map(decodeURIComponent);
  for (const route of routes) {
    const [verb, pattern = ''] = route.name.split(' ');
    const wanted = pattern.split('/').slice(1);
    if (verb !== method || wanted.length !== given.length) continue;
    if (wanted.every((part, index) => part.startsWith(':') || part === given[index]))
      return {
        route,
        params: Object.fromEntries(
          wanted.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), given[index]!]] : [])),
        ),
      };
  }
  return null;
}
