import type { Check, Draft, Piece } from '../draft.ts';
import { allStages, pipelinesOf } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { quoted } from '../say.ts';

/** Things that are told apart by their names must have different ones. */
export const checkRepeats: Check = (draft) => [
  ...unique(draft.root.get('people').items(), 'id', 'person'),
  ...unique(draft.root.get('roles').items(), 'handle', 'role'),
  ...unique(pipelinesOf(draft), 'id', 'pipeline'),
  ...pipelinesOf(draft).flatMap((it) => [
    ...unique(it.get('stages').items(), 'id', 'stage of this pipeline'),
    ...sameVariable(it.get('parameters').items()),
  ]),
  ...samePlace(draft),
  ...lists(draft).flatMap(repeatedWords),
];

interface Named {
  piece: Piece;
  name: string;
}

/** Reports each entry whose name an earlier one has. */
function repeated(entries: Named[], message: (name: string, first: Piece) => string): Finding[] {
  const first = new Map<string, Piece>();
  return entries.flatMap(({ piece, name }) => {
    const before = first.get(name);
    if (before !== undefined) return [onValue(piece.path, message(name, before))];
    first.set(name, piece);
    return [];
  });
}

const nameOf = (item: Piece, key: string): Named[] => {
  const piece = item.get(key);
  return piece.text === undefined ? [] : [{ piece, name: piece.text }];
};

const unique = (items: Piece[], key: string, what: string): Finding[] =>
  repeated(
    items.flatMap((it) => nameOf(it, key)),
    (name) => `found ${quoted(name)}, which another ${what} has already; give each its own.`,
  );

/** Commands read parameters from WHEEL_PARAM_…, where "-" and "_" look the same. */
function sameVariable(parameters: Piece[]): Finding[] {
  const variable = (name: string): string => `WHEEL_PARAM_${name.toUpperCase().replaceAll('-', '_')}`;
  const names = parameters.flatMap((it) => nameOf(it, 'name'));
  return repeated(
    names.map(({ piece, name }) => ({ piece, name: variable(name) })),
    (name, first) => `commands read it as ${name}, and ${quoted(first.text ?? '')} too; give each its own name.`,
  );
}

function samePlace(draft: Draft): Finding[] {
  const places = draft.root.get('places').items();
  const named = places.flatMap((it) => {
    const [surface, channel] = [it.get('surface').text, it.get('channel').text];
    return surface && channel ? [{ piece: it.get('channel'), name: `${surface} ${channel}` }] : [];
  });
  return repeated(named, (name) => `found ${name}, which stands in this list already; remove one of them.`);
}

const lists = (draft: Draft): Piece[] => [
  ...draft.root
    .get('places')
    .items()
    .map((it) => it.get('shows')),
  ...draft.root
    .get('people')
    .items()
    .map((it) => it.get('may')),
  ...draft.root
    .get('groups')
    .items()
    .map((it) => it.get('may')),
  ...pipelinesOf(draft).flatMap((it) =>
    it
      .get('parameters')
      .items()
      .map((parameter) => parameter.get('choices')),
  ),
  ...allStages(draft).flatMap((it) => [
    it.get('needs'),
    it.get('gate').get('approvers'),
    it.get('gate').get('exclude'),
  ]),
];

const repeatedWords = (list: Piece): Finding[] =>
  repeated(
    list.texts().map(({ piece, text }) => ({ piece, name: text })),
    (name) => `found ${quoted(name)} a second time; it counts once, so remove one of them.`,
  );
