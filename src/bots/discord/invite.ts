import { permissionBits } from './permissions.ts';

/**
 * Discord's page that brings a bot into a server, with the role that allows it this much:
 * https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
 */
export function inviteLink(application: string, apiUrl: URL): URL {
  const link = new URL('/oauth2/authorize', apiUrl);
  link.search = `client_id=${application}&scope=bot+applications.commands&permissions=${permissionBits()}`;
  return link;
}
