import { permissions } from '../../core/project/definition.ts';
import type { Check, Draft, Piece } from '../draft.ts';
import { allStages } from '../draft.ts';
import { onValue, type Finding, type Path } from '../fault.ts';
import { listed, quoted, times } from '../say.ts';

/** It must be possible to open each gate, and whatever can't be undone must have a gate before it. */
export const checkGates: Check = (draft) => [
  ...allStages(draft).flatMap(irreversible),
  ...(draft.sound(draft.root.get('people')) ? answerable(draft) : []),
];

function irreversible(stage: Piece): Finding[] {
  const gate = stage.get('gate');
  const isGuarded = gate.get('when').text === 'before' && gate.get('human').text === 'always';
  if (stage.get('irreversible').value !== true || isGuarded) return [];
  const path: Path = gate.isThere ? gate.path : stage.get('irreversible').path;
  const found = gate.isThere ? 'this gate lets it run before a person has said yes' : 'no gate stands before it';
  return [onValue(path, `the command can't be undone, but ${found}; write gate: { when: before, human: always }.`)];
}

interface Person {
  id: string;
  may: string[];
}

/** The people of the file with all permissions that they could have, since each of them could be in any group. */
const peopleOf = (draft: Draft): Person[] =>
  draft.root
    .get('people')
    .items()
    .map((it) => ({ id: it.get('id').text ?? '', may: [...new Set([...mayOf(it), ...groupsMay(draft)])] }));

const mayOf = (holder: Piece): string[] => {
  const may = holder.get('may');
  return may.text === 'everything' ? [...permissions] : may.texts().map(({ text }) => text);
};

const groupsMay = (draft: Draft): string[] => draft.root.get('groups').items().flatMap(mayOf);

function answerable(draft: Draft): Finding[] {
  const people = peopleOf(draft);
  const deciders = people.filter((it) => it.may.includes('decide'));
  const path: Path = ['people'];
  const nobody: Finding[] = [
    ...(deciders.length > 0
      ? []
      : [onValue(path, `nobody here may decide: whatever waits for a person would wait for ever. ${give('decide')}`)]),
    ...(people.some((it) => it.may.includes('operate'))
      ? []
      : [onValue(path, `nobody here may operate: no run could be started. ${give('operate')}`)]),
  ];
  if (deciders.length === 0) return nobody;
  return [...nobody, ...allStages(draft).flatMap((stage) => gate(stage.get('gate'), people, draft))];
}

const give = (permission: string): string => `Give "${permission}" to at least one person.`;

function gate(piece: Piece, people: Person[], draft: Draft): Finding[] {
  if (!piece.isThere || !draft.sound(piece)) return [];
  const listedIds = piece.get('approvers').texts();
  const mute = listedIds.filter(({ text }) => people.some((it) => it.id === text && !it.may.includes('decide')));
  const findings = mute.map(({ piece: at, text }) =>
    onValue(at.path, `found ${quoted(text)}, who may not decide; give that person "decide", or name somebody else.`),
  );
  const isKnown = listedIds.every(({ text }) => people.some((it) => it.id === text));
  // The file doesn't say how many people are in a group.
  const isOpenToGroups = listedIds.length === 0 && groupsMay(draft).includes('decide');
  return findings.length > 0 || !isKnown || isOpenToGroups ? findings : enough(piece, people);
}

function enough(piece: Piece, people: Person[]): Finding[] {
  const named = piece
    .get('approvers')
    .texts()
    .map(({ text }) => text);
  const may = people.filter((it) => it.may.includes('decide') && (named.length === 0 || named.includes(it.id)));
  const exclude = piece
    .get('exclude')
    .texts()
    .map(({ text }) => text);
  const lost = mostExcluded(exclude, may);
  const quorum = Number(piece.get('quorum').value ?? 1);
  if (quorum <= may.length - lost) return [];
  const who = `${times(may.length, 'person', 'people')} can decide here (${listed(
    may.map((it) => it.id),
    'and',
  )})`;
  const without = lost === 0 ? '' : `, and exclude (${listed(exclude, 'and')}) can take away ${lost} of them`;
  const at = piece.get('quorum').isThere ? piece.get('quorum') : piece.get('exclude');
  const remedy = 'Lower the quorum, exclude fewer, or let more people decide.';
  return [onValue(at.path, `the gate needs ${quorum}, but only ${who}${without}: it might never open. ${remedy}`)];
}

/** The permission that it takes to become the starter, the last steerer or the last editor. */
const becomes: Record<string, string> = { starter: 'operate', 'last-steerer': 'message', 'last-editor': 'edit' };

/** How many deciders can be excluded at once in the worst case, in which each rule excludes a different person. */
function mostExcluded(rules: string[], deciders: Person[]): number {
  const [rule, ...rest] = rules;
  if (rule === undefined) return 0;
  const hit = deciders.filter((it) => it.may.includes(becomes[rule] ?? ''));
  const taking = hit.map(
    (person) =>
      1 +
      mostExcluded(
        rest,
        deciders.filter((it) => it !== person),
      ),
  );
  return Math.max(mostExcluded(rest, deciders), ...taking);
}
