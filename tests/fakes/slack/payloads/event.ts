import { newId } from '../world/ids.ts';
import type { Json } from '../world/message.ts';
import type { World } from '../world/world.ts';

/** What is around every event: https://docs.slack.dev/apis/events-api/#callback-field */
export function eventCallback(world: World, event: Json, isShared: boolean): Json {
  const { app, team } = world;
  const seconds = Math.floor(world.clock.now() / 1000);
  return {
    token: app.verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: seconds,
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: isShared,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: team.id, aid: app.id })).toString('base64url')}`,
  };
}
