import { refuseView } from '../limits/view.ts';
import { viewJson } from '../payloads/view.ts';
import type { Json } from '../world/message.ts';
import type { View } from '../world/view.ts';
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

function shown(world: World, view: View): Json {
  world.changed();
  return { ok: true, view: viewJson(world, view) };
}

type Trigger = Exclude<ReturnType<World['triggers']['redeem']>, { error: string }>;

/** By a trigger, which is spent even if what it opens is refused after it. */
const byTrigger = (put: (world: World, trigger: Trigger, view: Json) => View | { error: string }): Method => ({
  tier: 4,
  token: 'bot',
  scopes: [],
  run: (args, { world }) => {
    const view = readView(args, 'modal', world);
    if ('refused' in view) return view.refused as Json;
    const trigger = world.triggers.redeem(args.trigger_id);
    if ('error' in trigger) return no(trigger.error);
    const opened = put(world, trigger, view);
    return 'error' in opened ? no(opened.error) : shown(world, opened);
  },
});

/** https://docs.slack.dev/reference/methods/views.open */
export const openView = byTrigger((world, { user }, view) => world.views.open(user, view));

/** https://docs.slack.dev/reference/methods/views.push: onto the modal in which the trigger was made. */
export const pushView = byTrigger((world, { user, view: below }, view) =>
  below !== null && world.views.top(user)?.id === below ? world.views.push(user, view) : { error: 'not_found' },
);

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
    return shown(world, open);
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
    return shown(world, world.views.publish(user, view));
  },
};
