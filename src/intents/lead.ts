import { cardsFor, drawnRun, type Drawn } from './private-cards.ts';
import { surfaceOf } from './visitor.ts';
import type { Text } from '../core/cards/card.ts';
import type { PostRef } from '../core/cards/surface.ts';
import type { CardSubject } from '../core/effect.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { RunView } from '../core/ports.ts';
import type { Call } from './ports.ts';

/** Where the subject is posted on the visitor's surface; in the visitor's own channel if it is posted there too. */
async function placeOf(call: Call, subject: CardSubject): Promise<PostRef | null> {
  const surface = surfaceOf(call);
  const postings = await call.ports.postings.ofSubject(subject);
  const refs = postings.flatMap(({ place, ref, lost }) =>
    ref && lost === null && place.surface === surface ? [ref] : [],
  );
  return refs.find((ref) => ref.channel === call.visit.where.channel) ?? refs[0] ?? null;
}

interface Leading {
  subject: CardSubject;
  text: Text;
  passing: boolean;
  /** Draws a private card, for as long as the subject is posted nowhere. */
  draw: () => Promise<Drawn> | Drawn;
}

/** Leads to the card that everybody sees; until that is posted, shows a private one. */
export async function leadTo(call: Call, actor: PersonActor, leading: Leading): Promise<Reply> {
  const { subject, text, passing, draw } = leading;
  const to = await placeOf(call, subject);
  if (to) return { kind: 'lead', text, to, passing };
  return cardsFor(call, actor, text, [await draw()]);
}

export function leadToRun(call: Call, actor: PersonActor, view: RunView, text: Text): Promise<Reply> {
  const subject = { kind: 'run' as const, id: view.state.run.id };
  return leadTo(call, actor, { subject, text, passing: false, draw: () => drawnRun(view) });
}
