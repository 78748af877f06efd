import { type Method, no } from './method.ts';

/** https://docs.slack.dev/reference/methods/auth.test */
export const testAuth: Method = {
  tier: null,
  token: 'bot',
  scopes: [],
  run: (_, { world: { app, team } }) => ({
    ...{ ok: true, url: `https://${team.domain}.slack.com/`, team: team.name, user: app.name, team_id: team.id },
    ...{ user_id: app.botUser, bot_id: app.botId, is_enterprise_install: false },
  }),
};

/** https://docs.slack.dev/reference/methods/apps.connections.open */
export const openConnection: Method = {
  tier: 3,
  token: 'app',
  scopes: ['connections:write'],
  run: (_, { world, sockets }) => {
    if (!world.app.socketMode) return no('forbidden_for_non_socket_mode_app');
    const origin = world.responseUrls.base.replace(/^http/, 'ws');
    return { ok: true, url: `${origin}/link/?ticket=${sockets.issueTicket()}&app_id=${world.app.id}` };
  },
};
