import { openConnection, testAuth } from './apps.ts';
import { history, info, listChannels, members, openConversation, replies } from './conversations.ts';
import { deleteMessage, getPermalink, updateMessage } from './edit.ts';
import type { Method } from './method.ts';
import { listGroupMembers, listGroups, userInfo } from './people.ts';
import { postEphemeral, postMessage } from './post.ts';
import { openView, publishView, pushView, updateView } from './views.ts';

/** What this Slack can be asked; everything else is `unknown_method`. */
export const methods: Record<string, Method> = {
  'apps.connections.open': openConnection,
  'auth.test': testAuth,
  'chat.delete': deleteMessage,
  'chat.getPermalink': getPermalink,
  'chat.postEphemeral': postEphemeral,
  'chat.postMessage': postMessage,
  'chat.update': updateMessage,
  'conversations.history': history,
  'conversations.info': info,
  'conversations.list': listChannels,
  'conversations.members': members,
  'conversations.open': openConversation,
  'conversations.replies': replies,
  'usergroups.list': listGroups,
  'usergroups.users.list': listGroupMembers,
  'users.info': userInfo,
  'views.open': openView,
  'views.publish': publishView,
  'views.push': pushView,
  'views.update': updateView,
};
