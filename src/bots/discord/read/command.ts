import { z } from 'zod';
import type { Intent } from '../../../core/intent.ts';
import { toCommand } from '../commands/read-options.ts';
import { nameOf, user } from './account.ts';
import { visitOf, type Interaction } from './interaction.ts';
import { rolesIn, shownIn, type Named } from './markdown.ts';
import type { Read, Seen, Spot } from './read.ts';

const resolved = z.looseObject({
  resolved: z
    .looseObject({
      users: z.record(z.string(), user).optional(),
      members: z.record(z.string(), z.looseObject({ nick: z.string().nullish() })).optional(),
    })
    .optional(),
});

/** `/wheel VERB …` with its options, in channels and in threads alike. */
export function readCommand(read: Interaction, spot: Spot, seen: Pick<Seen, 'at'> & { named: Named }): Read {
  const command = toCommand(read.data);
  if (command === null) return { kind: 'outdated', spot };
  const named = { ...seen.named, names: namesIn(read.data) };
  const roles = rolesIn(command.rest, named).map((role) => `${spot.account.team}/${role}`);
  const intent: Intent = {
    ...{ kind: 'command', ...command, rest: shownIn(command.rest, named) },
    ...(roles.length > 0 && { mentionedGroups: roles }),
  };
  return { kind: 'visit', intent, visit: visitOf(read, spot, 'discord_form', seen.at), spot };
}

/** The names of the people whom the options mention. */
export function namesIn(data: unknown): Map<string, string> {
  const { users = {}, members = {} } = resolved.safeParse(data).data?.resolved ?? {};
  return new Map(
    Object.entries(users).flatMap(([id, it]) => {
      const name = nameOf({ ...it, ...(members[id] && { member: members[id] }) });
      return name === undefined ? [] : [[id, name]];
    }),
  );
}
