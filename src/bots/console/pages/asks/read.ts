import type { Ask } from '../../../../core/ask/ask.ts';
import { deciders, type Standing, standingOf } from '../../../../core/ask/standing.ts';
import type { BulkVerb } from '../../../../core/bulk.ts';
import { foreseeMeant, leftOutOf } from '../../../../core/cards/ask-bulk.ts';
import { askCard } from '../../../../core/cards/ask-card.ts';
import { digestsOf } from '../../../../core/cards/ask-items.ts';
import type { AskView } from '../../../../core/cards/ask-view.ts';
import type { Card, Text } from '../../../../core/cards/card.ts';
import { explain } from '../../../../core/cards/explain.ts';
import { privately } from '../../../../core/cards/private.ts';
import { leftOutWords } from '../../../../core/cards/words/bulk.ts';
import type { Account } from '../../../../core/people/actor.ts';
import { permissionsOf } from '../../../../core/people/permissions.ts';
import type { Person, Project } from '../../../../core/project/definition.ts';
import type { ConsoleParts } from '../../parts.ts';
import { inboxWords as words } from '../../words/inbox.ts';

/** A question as one person finds it, open or settled. */
export interface PersonalAsk {
  view: AskView;
  project: Project;
  /** With buttons for this person alone. */
  card: Card;
  standing: Standing;
  /** Who can still make its first choice, by name. */
  deciders: readonly string[];
  /** Why this person can't answer it together with others; null where they can. */
  alone: Record<BulkVerb, Text | null>;
}

type Parts = Pick<ConsoleParts, 'views' | 'bodies' | 'people'>;

/** These questions, in their order, settled ones too; those in whose projects the account may not look are left out. */
export async function readAsks(parts: Parts, askIds: readonly string[], account: Account): Promise<PersonalAsk[]> {
  const views = (await Promise.all(askIds.map((id) => parts.views.ask(id)))).filter((view) => view !== null);
  const digests = views.flatMap(({ ask }) => digestsOf(ask.subject));
  const [texts, met] = await Promise.all([parts.bodies.read(digests), parts.people.everywhere(account)]);
  return views.flatMap((view) => {
    const here = met.find(({ record }) => record.project.project === view.run.projectId);
    if (!here || !permissionsOf(here.person).includes('view')) return [];
    return [personal(view, here.record.project, { person: here.person, texts })];
  });
}

interface Reader {
  person: Person;
  texts: ReadonlyMap<string, string>;
}

function personal(view: AskView, project: Project, reader: Reader): PersonalAsk {
  const { ask, run, definition } = view;
  const { person, texts } = reader;
  return {
    view,
    project,
    card: privately(askCard(ask, run, definition, texts), person.id),
    standing: standingOf(ask, person),
    deciders: [
      ...deciders(ask, project.people).map(({ name }) => name),
      ...(isOpenToGroups(ask, project) ? [words.groups] : []),
    ],
    alone: { approve: whyAlone(view, 'approve', reader), reject: whyAlone(view, 'reject', reader) },
  };
}

/** Members of groups are not listed anywhere: who they are, their platform knows. */
const isOpenToGroups = ({ status, policy }: Ask, { groups = [] }: Project): boolean =>
  status === 'open' &&
  policy.approvers === 'anyone-who-may-decide' &&
  groups.some((group) => permissionsOf(group).includes('decide'));

/** As the door will say it. */
function whyAlone(view: AskView, verb: BulkVerb, { person, texts }: Reader): Text | null {
  const { ask } = view;
  const actor = { personId: person.id, permissions: permissionsOf(person) };
  const refusal = foreseeMeant(ask, verb, { revision: ask.revision, actor });
  if (refusal) return explain(refusal, new Date());
  const why = leftOutOf(view, verb, texts);
  return why && [leftOutWords[why]];
}
