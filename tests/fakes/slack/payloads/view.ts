import type { Json } from '../world/message.ts';
import type { View } from '../world/view.ts';
import type { World } from '../world/world.ts';

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const viewJson = (world: World, view: View): Json => ({
  ...{ id: view.id, team_id: world.team.id, type: view.given.type, blocks: view.given.blocks },
  private_metadata: view.given.private_metadata ?? '',
  callback_id: view.given.callback_id ?? '',
  state: { values: view.values },
  hash: view.hash,
  title: view.given.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
  clear_on_close: view.given.clear_on_close ?? false,
  notify_on_close: view.given.notify_on_close ?? false,
  close: view.given.close ?? null,
  submit: view.given.submit ?? null,
  previous_view_id: view.previous,
  root_view_id: view.root,
  app_id: world.app.id,
  external_id: view.given.external_id ?? '',
  app_installed_team_id: world.team.id,
  bot_id: world.app.botId,
});
