import type { WhoCan } from '../../people/who-can.ts';
import type { Refusal } from '../../refusal.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';
import type { PressToken } from '../token.ts';

/** More names than that nobody reads. */
const mostNames = 6;

/** “Mara, Jon and 3 more”; members of groups have no names here. */
export function namesOf({ names, groups }: WhoCan): string {
  const shown = names.slice(0, mostNames).map((name) => oneLine(name, 40));
  const more = names.length - shown.length;
  const all = [...shown, ...(more > 0 ? [`${more} more`] : []), ...(groups ? ['members of its groups'] : [])];
  if (all.length < 2) return all[0] ?? '';
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

/** What the one who presses it does. */
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
  /** Once, where somebody may expect what is not theirs: who has it, and what is in the way. */
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

/** Behind who can: what the reader lacks, where they could get it. */
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
