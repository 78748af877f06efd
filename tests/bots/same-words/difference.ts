import type { Reading } from './readings.ts';
import { cut, type Said, type ToSay } from './said.ts';

/** Which text is whose, and where it stands among the others, is Discord's own matter where code needs a fence of its own. */
const letters = ({ title, own, theirs }: Said): string =>
  [...title, ...own.replaceAll(cut, ''), ...theirs].sort().join('');

/** A label beyond what a button holds ends in an ellipsis. */
const isLabel = (read: string, wanted: string): boolean =>
  read === wanted || (read.endsWith('…') && wanted.startsWith(read.slice(0, -1)));

const areLabels = (read: readonly string[], wanted: readonly string[]): boolean =>
  read.length === wanted.length && read.every((it, index) => isLabel(it, wanted[index]!));

/** Of a label that stands beside others, before what all of them do. */
const shortest = 20;

/** A line says what a button does, behind its name, or behind the names of several. */
const says = (line: string, { label, hint }: ToSay['hints'][number]): boolean =>
  line === label + hint || (line.endsWith(hint) && line.includes(label.slice(0, shortest)));

/** What is read differs from what the card has to say, to the letter and in its order; null if it does not. */
export function difference(reading: Reading, wanted: ToSay): string | null {
  for (const part of ['title', 'own', 'theirs'] as const)
    if (reading[part] !== wanted[part]) return `${part}: “${reading[part]}”, not “${wanted[part]}”`;
  if (!areLabels(reading.buttons, wanted.buttons)) return `buttons: ${reading.buttons.join(', ')}`;
  const unsaid = wanted.hints.filter((wish) => !reading.hints.some((line) => says(line, wish)));
  return unsaid.length > 0 ? `nothing says ${unsaid.map(({ label, hint }) => label + hint).join(', ')}` : null;
}

/** What is left out in silence, or agreed to though it does not stand there whole; null if there is none. */
export function concealed(reading: Reading, wanted: ToSay): string | null {
  const isWhole = letters(reading) === letters(wanted);
  const says = reading.isShortened || reading.own.includes(cut);
  if (!isWhole && !says) return 'words are missing, and nothing says so';
  const mayGo = says ? wanted.agreeing : [];
  const kept = wanted.buttons.filter((it) => !mayGo.includes(it));
  if (!areLabels(reading.buttons, kept) && !areLabels(reading.buttons, wanted.buttons))
    return `buttons: ${reading.buttons.join(', ')}, not ${wanted.buttons.join(', ')}`;
  const agreed = reading.buttons.filter((it) => wanted.agreeing.some((label) => isLabel(it, label)));
  return !isWhole && agreed.length > 0 ? `${agreed.join(', ')} agrees to what was left out` : null;
}
