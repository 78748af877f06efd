import type { WhoCan } from '../../people/who-can.ts';
import type { Refusal } from '../../refusal.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';
import type { PressToken } from '../token.ts';

/** Names in one line: nobody reads more. */
const mostNames = 6;

/** The people in words: “Mara, Jon and 3 more”. The names of groups' members are not known. */
export function namesOf({ names, groups }: WhoCan): string {
  const shown = names.slice(0, mostNames).map((name) => oneLine(name, 40));
  const more = names.length - shown.length;
  const all = [...shown, ...(more > 0 ? [`${more} more`] : []), ...(groups ? ['members of its groups'] : [])];
  if (all.length < 2) return all[0] ?? '';
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

/** What people do who press this button, behind “can” or “may”. */
function deedOf(token: PressToken): string {
  switch (token.press) {
    case 'command':
      if (token.verb === 'message') return 'write to this run';
      return token.verb === 'again' ? 'start runs here' : 'control this run';
    case 'revoke':
      return 'revoke this';
    case 'page':
      return 'read this';
    case 'edit':
      return 'edit this';
    case 'with':
    case 'answer':
      return 'answer this';
  }
}

export const allowedWords = {
  /** A line in place of buttons that somebody may not press: who may, and why they may not. */
  instead: (token: PressToken, refusal: Refusal, who: WhoCan): Text => {
    if (refusal.refused === 'already_answered')
      return ['You have answered, ', { time: refusal.at }, '. More people are needed.'];
    const names = namesOf(who);
    if (refusal.refused === 'excluded') {
      return [`You can't: ${oneLine(refusal.why, 200)}. ${names === '' ? 'Nobody else can' : `${names} can`}.`];
    }
    const can = names === '' ? `Nobody may ${deedOf(token)}` : `${names} can ${deedOf(token)}`;
    return [`${can}${whyOf(refusal)}.`];
  },
};

/** What the reader lacks, if they could get it. It follows the names of those who may. */
function whyOf(refusal: Refusal): string {
  switch (refusal.refused) {
    case 'not_permitted':
      return `; you would need the permission “${refusal.needs}” of this project`;
    case 'not_entitled':
      return `; to get that: ${oneLine(refusal.get, 200).replace(/[.\s]+$/, '')}`;
    default:
      return '';
  }
}
