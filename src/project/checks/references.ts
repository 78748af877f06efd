import { entitlements } from '../../core/project/definition.ts';
import type { Check, Draft, Piece } from '../draft.ts';
import { allStages } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { didYouMean } from '../nearest.ts';
import { listed, quoted } from '../say.ts';

/** Names that refer to something have to be defined elsewhere in the file. */
export const checkReferences: Check = (draft) => {
  const roles = namesIn(draft, 'roles', 'handle');
  const people = namesIn(draft, 'people', 'id');
  const models = draft.root
    .get('models')
    .entries()
    .map((it) => String(it.path.at(-1)));
  return [
    ...refer(draft.root.get('director'), 'role', roles),
    ...allStages(draft).flatMap((stage) => [
      ...refer(stage.get('role'), 'role', roles),
      ...approvers(stage).flatMap((it) => refer(it, 'person', people)),
    ]),
    ...entitled(draft).flatMap((it) => refer(it, 'person', people)),
    ...draft.root
      .get('roles')
      .items()
      .flatMap((role) => refer(role.get('model'), 'model', models)),
  ];
};

/** The names that a list defines. Undefined if it is not a list: then references to it can't be checked. */
function namesIn(draft: Draft, list: string, key: string): string[] | undefined {
  const piece = draft.root.get(list);
  if (piece.isThere && !Array.isArray(piece.value)) return undefined;
  return [...new Set(piece.items().flatMap((it) => it.get(key).text ?? []))];
}

const approvers = (stage: Piece): Piece[] => stage.get('gate').get('approvers').items();

const entitled = ({ root }: Draft): Piece[] =>
  entitlements.flatMap((entitlement) => root.get('plan').get(entitlement).items());

function refer(piece: Piece, what: 'role' | 'person' | 'model', known: string[] | undefined): Finding[] {
  if (piece.text === undefined || known === undefined || known.includes(piece.text)) return [];
  const many = what === 'person' ? 'people' : `${what}s`;
  const there = known.length === 0 ? `this file declares no ${many}` : `the ${many} here are ${listed(known, 'and')}`;
  return [
    onValue(piece.path, `found ${quoted(piece.text)}, which is no ${what}: ${there}.${didYouMean(piece.text, known)}`),
  ];
}
