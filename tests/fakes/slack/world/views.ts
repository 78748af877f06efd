import { newId, newSecret } from './ids.ts';
import type { Json } from './message.ts';
import { normalize, startValues } from './normalize.ts';
import type { View } from './view.ts';

const deepest = 3;
const newHash = (): string => `${Math.floor(Date.now() / 1000)}.${newSecret()}`;

/** The modals that stand in front of people, and their Home tabs. */
export class Views {
  readonly #stacks = new Map<string, View[]>();
  readonly #homes = new Map<string, View>();

  /** The modals before a person, the one on top last. */
  before(user: string): View[] {
    return this.#stacks.get(user) ?? [];
  }

  top(user: string): View | undefined {
    return this.before(user).at(-1);
  }

  home(user: string): View | undefined {
    return this.#homes.get(user);
  }

  find(by: { id?: unknown; externalId?: unknown }): View | undefined {
    const all = [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
    return all.find((it) => it.id === by.id || (by.externalId !== undefined && it.given.external_id === by.externalId));
  }

  /** Opens a modal in front of everything: what stood there is gone. */
  open(user: string, given: Json): View {
    const view = this.#make(user, given, null);
    this.#stacks.set(user, [view]);
    return view;
  }

  push(user: string, given: Json): View | { error: string } {
    const stack = this.before(user);
    if (stack.length >= deepest) return { error: 'push_limit_reached' };
    const view = this.#make(user, given, stack.at(-1) ?? null);
    this.#stacks.set(user, [...stack, view]);
    return view;
  }

  publish(user: string, given: Json): View {
    const old = this.#homes.get(user);
    const view = old ?? this.#make(user, given, null);
    if (old !== undefined) this.update(old, given);
    this.#homes.set(user, view);
    return view;
  }

  /** What was filled in stays where block_id and action_id stay: https://docs.slack.dev/surfaces/modals#updating_views */
  update(view: View, given: Json): void {
    const old = view.values;
    view.given = normalize(given);
    view.values = startValues(view.given.blocks as Json[]);
    for (const [block, actions] of Object.entries(view.values)) {
      for (const action of Object.keys(actions)) {
        const kept = old[block]?.[action];
        if (kept !== undefined && kept.type === actions[action]?.type) actions[action] = kept;
      }
    }
    view.hash = newHash();
    view.problems = {};
    view.trouble = null;
  }

  /** Takes the modal on top away; what was under it shows again. */
  pop(user: string): void {
    this.#stacks.set(user, this.before(user).slice(0, -1));
  }

  clear(user: string): void {
    this.#stacks.delete(user);
  }

  #make(user: string, raw: Json, under: View | null): View {
    const id = newId('V');
    const given = normalize(raw);
    return {
      ...{ id, user, given, hash: newHash(), root: under?.root ?? id, previous: under?.id ?? null },
      ...{ values: startValues(given.blocks as Json[]), problems: {}, trouble: null },
    };
  }
}
