import { z } from 'zod';
import type { Account } from '../../../core/people/actor.ts';
import type { SteerPolicy } from '../../../core/steering/message.ts';
import { commandWords } from '../commands/words.ts';
import { componentsIn } from '../draw/components.ts';
import { discordAccount, id } from './account.ts';
import { namesIn } from './command.ts';
import { visitOf, type Interaction } from './interaction.ts';
import { shownIn, type Named } from './markdown.ts';
import type { Read, Seen, Spot } from './read.ts';
import { groupsIn, isPersons, message, namesOf } from './words.ts';

/** A thread that was started from it has its id: https://docs.discord.com/developers/resources/message#message-object-message-flags */
const hasThread = 1 << 5;

/** In an interaction, a message bears no guild of its own. */
const target = message.extend({ flags: z.number().nullish(), components: z.unknown().optional() });

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure */
const data = z.looseObject({
  name: z.string(),
  type: z.literal(3),
  target_id: id,
  resolved: z.looseObject({ messages: z.record(z.string(), target) }),
});

const { steer, pause } = commandWords.onMessages;
/** By the names that people see in the menu of a message. */
const policies = new Map<string, SteerPolicy>([
  [steer, 'steer'],
  [pause, 'pause'],
]);

/** A command in the menu of a message: whoever uses it says that message to the run, whoever wrote it. */
export function readRelay(read: Interaction, spot: Spot, seen: Pick<Seen, 'at'> & { named: Named }): Read {
  const chosen = data.safeParse(read.data);
  const policy = chosen.success ? policies.get(chosen.data.name) : undefined;
  const said = chosen.success ? chosen.data.resolved.messages[chosen.data.target_id] : undefined;
  if (policy === undefined || said === undefined) return { kind: 'outdated', spot };
  // A message that heads a thread counts as in it.
  const heads = ((said.flags ?? 0) & hasThread) !== 0 && spot.thread === null;
  const there = heads ? { ...spot, thread: said.id } : spot;
  const { team } = spot.account;
  const words = wordsOf(said);
  const named = { ...seen.named, names: new Map([...namesIn(read.data), ...namesOf(said.mentions)]) };
  return {
    kind: 'visit',
    intent: {
      ...{ kind: 'relay', text: shownIn(words, named).trim(), message: said.id, author: authorOf(said, team), policy },
      ...groupsIn(words, team, named),
    },
    visit: visitOf(read, there, 'discord_form', seen.at),
    spot: there,
  };
}

type Said = z.infer<typeof target>;

/** What roles say stands in components, with backslashes that Discord doesn't show; its content is empty. */
function wordsOf({ content, components }: Said): string {
  if ((content ?? '') !== '') return content ?? '';
  const texts = componentsIn(components).flatMap(({ content: text }) => (typeof text === 'string' ? [text] : []));
  return texts.join('\n').replace(/\\([^\w\s])/g, '$1');
}

/** Null if no person wrote it. The author's permissions don't matter: those of whoever relays it do. */
const authorOf = (said: Said, guild: string): Account | null =>
  isPersons(said) ? discordAccount(guild, said.author.id) : null;
