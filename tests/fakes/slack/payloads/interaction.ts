import type { Channel } from '../world/channel.ts';
import type { Json, Message } from '../world/message.ts';
import type { User } from '../world/user.ts';
import type { View } from '../world/view.ts';
import type { World } from '../world/world.ts';
import { messageJson } from './message.ts';
import { viewJson } from './view.ts';

/** What every interaction says of the app and of the person. */
const common = (world: World, user: User): Json => ({
  user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
  api_app_id: world.app.id,
  token: world.app.verificationToken,
  team: { id: world.team.id, domain: world.team.domain },
  enterprise: null,
  is_enterprise_install: false,
});

const namesOf = { public: null, private: 'privategroup', im: 'directmessage' } as const;
export const channelJson = ({ id, kind, name }: Channel): Json => ({ id, name: namesOf[kind] ?? name });

export interface Pressed {
  user: User;
  channel: Channel;
  message: Message;
  action: Json;
  /** state.values of the message's menus. */
  values: Json;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload: an ephemeral message is not in it. */
export function blockActions(world: World, pressed: Pressed): Json {
  const { user, channel, message } = pressed;
  const isEphemeral = message.onlyFor !== null;
  const thread = message.thread ?? (channel.messages.some((it) => it.thread === message.ts) ? message.ts : null);
  const origin = { channel: channel.id, thread: message.thread, user: user.id, message: message.ts };
  return {
    type: 'block_actions',
    ...common(world, user),
    container: {
      ...{ type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral },
      ...(thread !== null && { thread_ts: thread }),
    },
    trigger_id: world.triggers.issue(user.id),
    channel: channelJson(channel),
    ...(!isEphemeral && { message: messageJson(world, message) }),
    state: { values: pressed.values },
    response_url: world.responseUrls.issue('actions', origin),
    actions: [pressed.action],
  };
}

/** In a modal or the Home: there is no message, no channel and no response_url. */
export const viewActions = (world: World, { user, view, action }: { user: User; view: View; action: Json }): Json => ({
  type: 'block_actions',
  ...common(world, user),
  container: { type: 'view', view_id: view.id },
  trigger_id: world.triggers.issue(user.id, view.id),
  view: viewJson(world, view),
  actions: [action],
});

/** In a shared channel, `team` is the person's own company; ours is in view.app_installed_team_id (@slack/bolt, App.js). */
const viewCommon = (world: World, user: User, view: View): Json => ({
  ...common(world, user),
  ...(user.team !== world.team.id && { team: { id: user.team, domain: user.team.toLowerCase() } }),
  view: viewJson(world, view),
});

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission */
export const viewSubmission = (world: World, user: User, view: View): Json => ({
  type: 'view_submission',
  ...viewCommon(world, user, view),
  trigger_id: world.triggers.issue(user.id, view.id),
  response_urls: [],
});

export const viewClosed = (world: World, user: User, view: View): Json => ({
  type: 'view_closed',
  ...viewCommon(world, user, view),
  is_cleared: view.given.clear_on_close === true,
});

export interface OnMessage {
  user: User;
  channel: Channel;
  message: Message;
  callbackId: string;
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export const messageAction = (world: World, { user, channel, message, callbackId }: OnMessage): Json => ({
  type: 'message_action',
  ...common(world, user),
  callback_id: callbackId,
  trigger_id: world.triggers.issue(user.id),
  response_url: world.responseUrls.issue('actions', {
    ...{ channel: channel.id, thread: message.thread, user: user.id, message: message.ts },
  }),
  action_ts: world.stamps.next(),
  message_ts: message.ts,
  channel: channelJson(channel),
  message: messageJson(world, message),
});

export interface Typed {
  user: User;
  channel: Channel;
  command: string;
  text: string;
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands: a form, so that everything is a string. */
export const slashCommand = (world: World, { user, channel, command, text }: Typed): Json => ({
  ...{ token: world.app.verificationToken, team_id: world.team.id, team_domain: world.team.domain },
  ...{ channel_id: channel.id, channel_name: channelJson(channel).name, user_id: user.id, user_name: user.name },
  ...{ command, text, api_app_id: world.app.id, is_enterprise_install: 'false' },
  response_url: world.responseUrls.issue('commands', {
    ...{ channel: channel.id, thread: null, user: user.id, message: null },
  }),
  trigger_id: world.triggers.issue(user.id),
});
