import type { Check, Piece } from '../draft.ts';
import { pipelinesOf } from '../draft.ts';
import { onKey, onValue, type Finding } from '../fault.ts';
import { didYouMean } from '../nearest.ts';
import { listed, quoted } from '../say.ts';

/** A default must be a value that the form would accept. */
export const checkParameters: Check = (draft) =>
  pipelinesOf(draft).flatMap((it) => it.get('parameters').items().flatMap(parameter));

function parameter(piece: Piece): Finding[] {
  const kind = piece.get('kind').text ?? 'line';
  const choices = piece.get('choices');
  if (kind === 'choice') return choices.isThere ? amongChoices(piece) : [onValue(choices.path, missing)];
  return [...(choices.isThere ? [onKey(choices.path, superfluous(kind))] : []), ...fits(piece.get('default'), kind)];
}

const missing = 'is missing; a parameter of kind choice lists what may be chosen, like choices: [small, large].';

const superfluous = (kind: string): string =>
  `choices belong to a parameter with "kind: choice", and this one's kind is ${quoted(kind)}.`;

function amongChoices(piece: Piece): Finding[] {
  const choices = piece
    .get('choices')
    .texts()
    .map(({ text }) => text);
  const chosen = piece.get('default');
  if (chosen.text === undefined || choices.length === 0 || choices.includes(chosen.text)) return [];
  const message = `found ${quoted(chosen.text)}, which is none of the choices: ${listed(choices, 'or')}.`;
  return [onValue(chosen.path, `${message}${didYouMean(chosen.text, choices)}`)];
}

function fits(chosen: Piece, kind: string): Finding[] {
  const { text } = chosen;
  if (text === undefined) return [];
  if (kind === 'number' && (text === '' || !Number.isFinite(Number(text)))) {
    return [onValue(chosen.path, `found ${quoted(text)}; a parameter of kind number needs a number, in quotes: "10".`)];
  }
  if (kind === 'line' && text.includes('\n')) {
    return [onValue(chosen.path, 'found several lines; a parameter of kind line has one. Write kind: text for more.')];
  }
  return [];
}
