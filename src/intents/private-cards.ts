import { allowedCard, type About } from '../core/cards/allowed.ts';
import { privately } from '../core/cards/private.ts';
import { runCard } from '../core/cards/run-card.ts';
import { personOf } from './visitor.ts';
import type { Card, Text } from '../core/cards/card.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { RunView } from '../core/ports.ts';
import type { Run } from '../core/run/run.ts';
import type { Call } from './ports.ts';

/** A card, and the run and Ask that its buttons act on. */
export interface Drawn extends About {
  card: Card;
  run: Run;
}

export const drawnRun = (view: RunView): Drawn => ({ card: runCard(view), run: view.state.run, ask: null });

/** Private cards of one project for one person, without the buttons that this person may not press. */
export async function cardsFor(call: Call, actor: PersonActor, intro: Text, drawn: readonly Drawn[]): Promise<Reply> {
  const projectId = drawn[0]?.run.projectId;
  const record = projectId === undefined ? null : await call.ports.projects.find(projectId);
  const cards = drawn.map((it) => (record ? allowedCard(it.card, personOf(actor), record.project, it) : it.card));
  return { kind: 'cards', intro, cards: cards.map((card) => privately(card, actor.personId)) };
}
