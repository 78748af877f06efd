import type { Intent } from '../intent.ts';
import type { Role, SurfaceName } from '../project/definition.ts';

/** How a group is written in the words: its own id, without its team's. */
const idOf = (group: string): string => group.split('/')[1] ?? '';

const roleOf = (group: string, roles: readonly Role[], surface: SurfaceName): Role | undefined =>
  surface === 'discord' ? roles.find((role) => role.mentioned_as?.discord === group) : undefined;

/** Finds the mention where a handle could stand. If text follows directly, a space is put in between. */
const written = (group: string): RegExp => new RegExp(`(?<![\\w@.])@${idOf(group)}(?![0-9])(?=(\\w?))`, 'g');

function withHandles(text: string, groups: readonly string[], roleFor: (group: string) => Role | undefined): string {
  return groups.reduce((words, group) => {
    const role = roleFor(group);
    if (!role) return words;
    return words.replace(written(group), (_, next: string) => `@${role.handle}${next === '' ? '' : ' '}`);
  }, text);
}

/** Groups that stand for no role are groups of people: words that begin with one are addressed to them (P19). */
const isToPeople = (text: string, groups: readonly string[]): boolean =>
  groups.some((group) => text.trimStart().search(written(group)) === 0);

/** The same intent in which mentions of groups that stand for roles are their handles. */
export function namingRoles(intent: Intent, roles: readonly Role[], surface: SurfaceName): Intent {
  if (!('mentionedGroups' in intent)) return intent;
  const { mentionedGroups: groups = [], ...own } = intent;
  const say = (text: string): string => withHandles(text, groups, (group) => roleOf(group, roles, surface));
  switch (own.kind) {
    case 'command':
      return { ...own, rest: say(own.rest) };
    case 'edited':
    case 'relay':
      return { ...own, text: say(own.text) };
    case 'words': {
      const ofPeople = groups.filter((group) => !roleOf(group, roles, surface));
      const addressed = isToPeople(own.text, ofPeople) ? ('somebody' as const) : own.addressed;
      return { ...own, text: say(own.text), ...(addressed && { addressed }) };
    }
  }
}
