import { refuseView } from '../limits/view.ts';
import { viewJson } from '../payloads/view.ts';
import type { Json } from '../world/message.ts';
import type { World } from '../world/world.ts';
import { textOf } from './arguments.ts';
import { type Method, no, noBecause } from './method.ts';

/** A view that Slack takes; or its refusal. `but`: the view that may keep its external_id. */
function readView(args: Json, kind: 'modal' | 'home', world: World, but?: string): Json | { refused: Json } {
  const refusal = refuseView(args.view, kind);
  if (refusal !== null) return { refused: noBecause(refusal) };
  const view = args.view as Json;
  const twin = view.external_id ? world.views.find({ externalId: view.external_id }) : undefined;
  return twin !== undefined && twin.id !== but ? { refused: no('duplicate_external_id') } : view;
}

/** https://docs.slack.dev/reference/methods/views.open: the trigger is spent even if the view is refused after it. */
export const openView: Method = {
  tier: 4,
  token: 'bot',
  scopes: [],
  run: (args, { world }) => {
    const view = readView(args, 'modal', world);
    if ('refused' in view) return view.refused as Json;
    const trigger = world.triggers.redeem(args.trigger_id);
    if ('error' in trigger) return no(trigger.error);
    const opened = world.views.open(trigger.user, view);
    world.changed();
    return { ok: true, view: viewJson(world, opened) };
  },
};

/** https://docs.slack.dev/reference/methods/views.push: onto the modal in which the trigger was made. */
export const pushView: Method = {
  tier: 4,
  token: 'bot',
  scopes: [],
  run: (args, { world }) => {
    const view = readView(args, 'modal', world);
    if ('refused' in view) return view.refused as Json;
    const trigger = world.triggers.redeem(args.trigger_id);
    if ('error' in trigger) return no(trigger.error);
    if (trigger.view === null || world.views.top(trigger.user)?.id !== trigger.view) return no('not_found');
    const pushed = world.views.push(trigger.user, view);
    if ('error' in pushed) return no(pushed.error);
    world.changed();
    return { ok: true, view: viewJson(world, pushed) };
  },
};

/** https://docs.slack.dev/reference/methods/views.update */
export const updateView: Method = {
  tier: 4,
  token: 'bot',
  scopes: [],
  run: (args, { world }) => {
    const open = world.views.find({ id: args.view_id, externalId: args.external_id });
    if (open === undefined) return no('not_found');
    const view = readView(args, open.given.type === 'home' ? 'home' : 'modal', world, open.id);
    if ('refused' in view) return view.refused as Json;
    if (args.hash !== undefined && args.hash !== open.hash) return no('hash_conflict');
    world.views.update(open, view);
    world.changed();
    return { ok: true, view: viewJson(world, open) };
  },
};

/** https://docs.slack.dev/reference/methods/views.publish */
export const publishView: Method = {
  tier: 4,
  token: 'bot',
  scopes: [],
  run: (args, { world }) => {
    const user = textOf(args.user_id) ?? '';
    if (!world.users.has(user))
      return no('invalid_arguments', { response_metadata: { messages: ['[ERROR] user_id'] } });
    const old = world.views.home(user);
    const view = readView(args, 'home', world, old?.id);
    if ('refused' in view) return view.refused as Json;
    if (args.hash !== undefined && old !== undefined && args.hash !== old.hash) return no('hash_conflict');
    const published = world.views.publish(user, view);
    world.changed();
    return { ok: true, view: viewJson(world, published) };
  },
};
