import type { Ask } from '../ask/ask.ts';
import { cantChoose } from '../ask/standing.ts';
import { cantDo, entrantOf, lacking } from '../people/entitlement.ts';
import { whoCan, type WhoCan } from '../people/who-can.ts';
import type { KnownPerson } from '../ports.ts';
import type { Project } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import type { Run } from '../run/run.ts';
import { parsePress, type PressToken, type PressVerb } from './token.ts';
import type { Button, Card } from './card.ts';
import { allowedWords } from './words/allowed.ts';

/** What a button is about: a run, and the Ask where it answers one. */
export interface About {
  run: Pick<Run, 'execution'>;
  ask: Ask | null;
}

/**
 * Why this person may not press this, in whatever status the run is and whenever it was drawn. What is shown is cut by it; the
 * door asks the rules themselves, and says no to what was shown all the same.
 */
export function cantPress(token: PressToken, person: KnownPerson, { run, ask }: About): Refusal | null {
  const actor = entrantOf(person);
  switch (token.press) {
    case 'command':
      return cantCommand(token.verb, person, run);
    case 'revoke':
      return lacking(actor, 'configure');
    case 'page':
      return lacking(actor, 'view');
    case 'edit':
      return lacking(actor, 'edit');
    case 'with':
      return lacking(actor, 'decide');
    case 'answer':
      // Once it is settled, it is nobody's, and its card is about to say so.
      return ask?.status === 'open' ? cantChoose(ask, token.choice, { person, execution: run.execution }) : null;
  }
}

function cantCommand(verb: PressVerb, person: KnownPerson, { execution }: About['run']): Refusal | null {
  const actor = entrantOf(person);
  switch (verb) {
    case 'focus':
    case 'review':
      return lacking(actor, 'view');
    case 'again':
      return lacking(actor, 'operate');
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'rollback':
    case 'message':
      return cantDo(actor, verb, execution);
  }
}

/** Some buttons, as one person may see them. */
export interface Allowed {
  buttons: Button[];
  /** The first that is not theirs, and why. */
  missing: { token: PressToken; refusal: Refusal } | null;
}

/** A button whose token is not one of ours stays: the door says what is wrong with it. The first that is left leads, where one did. */
export function allowedOf(buttons: readonly Button[], person: KnownPerson, about: About): Allowed {
  const allowed: Allowed = { buttons: [], missing: null };
  for (const button of buttons) {
    const token = parsePress(button.token)?.token;
    const refusal = token ? cantPress(token, person, about) : null;
    if (!token || !refusal) allowed.buttons.push(button);
    else allowed.missing ??= { token, refusal };
  }
  return { ...allowed, buttons: withLead(buttons, allowed.buttons) };
}

const isPrimary = ({ style }: Button): boolean => style === 'primary';

function withLead(all: readonly Button[], left: readonly Button[]): Button[] {
  const lost = all.some(isPrimary) && !left.some(isPrimary);
  return left.map((button, index) =>
    lost && index === 0 && button.style === 'plain' && !leadsOnly(button) ? { ...button, style: 'primary' } : button,
  );
}

/** Focus is never what a card is for. */
function leadsOnly({ token: text }: Button): boolean {
  const token = parsePress(text)?.token;
  return token?.press === 'command' && token.verb === 'focus';
}

/** Who could press it in this person's stead. */
export const whoCanPress = (token: PressToken, project: Project, about: About): WhoCan =>
  whoCan(project, (person) => cantPress(token, person, about) === null);

/** A card as one person may see it: without what is not theirs, and with one line that says whose it is. */
export function allowedCard(card: Card, person: KnownPerson, project: Project, about: About): Card {
  const { buttons, missing } = allowedOf(card.buttons, person, about);
  if (!missing) return card;
  const who = whoCanPress(missing.token, project, about);
  const text = allowedWords.instead(missing.token, missing.refusal, who);
  return { ...card, buttons, blocks: [...card.blocks, { kind: 'note', text }] };
}
