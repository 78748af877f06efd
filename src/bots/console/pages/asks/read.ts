import { type Standing, standingOf } from '../../../../core/ask/standing.ts';
import type { BulkVerb } from '../../../../core/bulk.ts';
import { allowedOf } from '../../../../core/cards/allowed.ts';
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
import { whoCan, type WhoCan } from '../../../../core/people/who-can.ts';
import type { Project } from '../../../../core/project/definition.ts';
import type { ConsoleParts } from '../../parts.ts';
import { type Reader, readersOf } from '../../reader.ts';

/** A question as one person finds it, open or settled. */
export interface PersonalAsk {
  view: AskView;
  project: Project;
  /** With buttons for this person alone. */
  card: Card;
  standing: Standing;
  /** Who can still make its first choice. */
  deciders: WhoCan;
  /** Why this person can't answer it together with others; null where they can. */
  alone: Record<BulkVerb, Text | null>;
}

type Parts = Pick<ConsoleParts, 'views' | 'bodies' | 'people'>;

/** These questions, in their order, settled ones too; those in whose projects the account may not look are left out. */
export async function readAsks(parts: Parts, askIds: readonly string[], account: Account): Promise<PersonalAsk[]> {
  const views = (await Promise.all(askIds.map((id) => parts.views.ask(id)))).filter((view) => view !== null);
  const digests = views.flatMap(({ ask }) => digestsOf(ask.subject));
  const [texts, readers] = await Promise.all([parts.bodies.read(digests), readersOf(parts, account)]);
  return views.flatMap((view) => {
    const reader = readers.get(view.run.projectId);
    return reader ? [personal(view, { ...reader, texts })] : [];
  });
}

interface Reading extends Reader {
  texts: ReadonlyMap<string, string>;
}

function personal(view: AskView, reading: Reading): PersonalAsk {
  const { ask, run, definition } = view;
  const { person, project, texts } = reading;
  const card = askCard(ask, run, definition, texts);
  const { buttons } = allowedOf(card.buttons, person, { run, ask });
  return {
    view,
    project,
    card: privately({ ...card, buttons }, person.id),
    standing: standingOf(ask, person, run.execution),
    deciders: whoCan(project, (it) => ask.status === 'open' && standingOf(ask, it, run.execution).barred === null),
    alone: { approve: whyAlone(view, 'approve', reading), reject: whyAlone(view, 'reject', reading) },
  };
}

/** As the door will say it. */
function whyAlone(view: AskView, verb: BulkVerb, { person, texts }: Reading): Text | null {
  const { ask } = view;
  const actor = { personId: person.id, permissions: permissionsOf(person) };
  const refusal = foreseeMeant(ask, verb, { revision: ask.revision, actor });
  if (refusal) return explain(refusal, new Date());
  const why = leftOutOf(view, verb, texts);
  return why && [leftOutWords[why]];
}
