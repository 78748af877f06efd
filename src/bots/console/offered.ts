import type { Verb } from '../../core/cards/words/help.ts';
import type { Completions } from '../../core/console/roster.ts';
import type { Permission } from '../../core/project/definition.ts';

/** What a command takes of whoever types it, where it takes more than to look: one of these is enough. */
const takes: Readonly<Partial<Record<Verb, readonly Permission[]>>> = {
  run: ['operate'],
  pause: ['operate', 'message'],
  resume: ['operate'],
  cancel: ['operate'],
  rollback: ['operate'],
  say: ['message'],
  mode: ['configure'],
  edit: ['edit'],
};

const takesOf = (verb: string): readonly Permission[] => Object.entries(takes).find(([it]) => it === verb)?.[1] ?? [];

function isOffered(verb: string, may: readonly Permission[]): boolean {
  const needs = takesOf(verb);
  return needs.length === 0 || needs.some((it) => may.includes(it));
}

/** The commands that the composer offers to somebody who may so much. What is typed all the same, the door answers. */
export const offeredTo = (may: readonly Permission[], { verbs, roles }: Completions): Completions => ({
  verbs: verbs.filter(({ verb }) => isOffered(verb, may)),
  roles: may.includes('message') ? roles : [],
});
