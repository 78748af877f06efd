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

/** What a button is about: a run, and an Ask if it answers one. */
export interface About {
  run: Pick<Run, 'execution'>;
  ask: Ask | null;
}

/**
 * Why this person may not press this button at all, whatever the run's status and the age of the card. It decides which buttons people are
 * shown. The door does not rely on that: it asks the rules about every press.
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
      // After an Ask is settled, nobody can answer it, and its card will say so in a moment.
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

/** The buttons of a card that one person may press. */
export interface Allowed {
  buttons: Button[];
  /** The first button that this person may not press, and why; null if there is none. *Pause* only if no other one is missing: it takes least. */
  missing: { token: PressToken; refusal: Refusal } | null;
}

/**
 * Leaves out the buttons that this person may not press. A token that can't be read stays: the door will say what is wrong with it. If the
 * primary button is left out, the first of the others becomes primary.
 */
export function allowedOf(buttons: readonly Button[], person: KnownPerson, about: About): Allowed {
  const allowed: Allowed = { buttons: [], missing: null };
  for (const button of buttons) {
    const token = parsePress(button.token)?.token;
    const refusal = token ? cantPress(token, person, about) : null;
    if (!token || !refusal) allowed.buttons.push(button);
    else if (allowed.missing === null || isPause(allowed.missing.token)) allowed.missing = { token, refusal };
  }
  return { ...allowed, buttons: promoteFirst(buttons, allowed.buttons) };
}

const isPause = (token: PressToken): boolean => token.press === 'command' && token.verb === 'pause';

const isPrimary = ({ style }: Button): boolean => style === 'primary';

function promoteFirst(all: readonly Button[], left: readonly Button[]): Button[] {
  const lost = all.some(isPrimary) && !left.some(isPrimary);
  return left.map((button, index) =>
    lost && index === 0 && button.style === 'plain' && !isFocus(button) ? { ...button, style: 'primary' } : button,
  );
}

/** Focus is never the primary button. */
function isFocus({ token: text }: Button): boolean {
  const token = parsePress(text)?.token;
  return token?.press === 'command' && token.verb === 'focus';
}

/** The people of the project who may press a button. */
export const whoCanPress = (token: PressToken, project: Project, about: About): WhoCan =>
  whoCan(project, (person) => cantPress(token, person, about) === null);

/** A card for one person: without the buttons that they may not press, and with a line that says who may. */
export function allowedCard(card: Card, person: KnownPerson, project: Project, about: About): Card {
  const { buttons, missing } = allowedOf(card.buttons, person, about);
  if (!missing) return card;
  const who = whoCanPress(missing.token, project, about);
  const text = allowedWords.instead(missing.token, missing.refusal, who);
  return { ...card, buttons, blocks: [...card.blocks, { kind: 'note', text }] };
}
