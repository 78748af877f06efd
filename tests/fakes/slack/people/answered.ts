import type { Attempt } from '../delivery/delivery.ts';
import { isObject } from '../limits/check.ts';
import { refuseView } from '../limits/view.ts';
import type { Json } from '../world/message.ts';
import type { View } from '../world/view.ts';
import type { World } from '../world/world.ts';

export const trouble = 'We had some trouble connecting. Try again?';

/** What becomes of a modal when its submission was answered: https://docs.slack.dev/surfaces/modals#response_actions */
export function settleSubmission(world: World, view: View, attempt: Attempt): void {
  view.trouble = attempt.failure === null ? follow(world, view, attempt.response) : trouble;
  world.changed();
}

/** Null when the answer could be followed; otherwise what the person is told. */
function follow(world: World, view: View, response: unknown): string | null {
  const answer = isObject(response) ? response : {};
  const isOnTop = world.views.top(view.user)?.id === view.id;
  switch (answer.response_action) {
    case undefined:
      if (isOnTop) world.views.pop(view.user);
      return null;
    case 'clear':
      world.views.clear(view.user);
      return null;
    case 'errors':
      return showErrors(view, answer.errors);
    case 'update':
    case 'push':
      return show(world, view, answer);
    default:
      return trouble;
  }
}

/** Each under its own input block; one that names no such block makes the whole answer unusable. */
function showErrors(view: View, errors: unknown): string | null {
  const inputs = (view.given.blocks as Json[]).filter((it) => it.type === 'input').map((it) => it.block_id);
  const isGood =
    isObject(errors) && Object.keys(errors).length > 0 && Object.keys(errors).every((it) => inputs.includes(it));
  if (!isGood || !Object.values(errors).every((it) => typeof it === 'string' && it !== '')) return trouble;
  view.problems = errors as Record<string, string>;
  return null;
}

function show(world: World, view: View, answer: Json): string | null {
  if (refuseView(answer.view, 'modal') !== null) return trouble;
  if (answer.response_action === 'update') {
    world.views.update(view, answer.view as Json);
    return null;
  }
  return 'error' in world.views.push(view.user, answer.view as Json) ? trouble : null;
}
