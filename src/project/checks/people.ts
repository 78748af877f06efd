import { sameName } from '../../core/people/recognize.ts';
import type { Check, Piece } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { quoted } from '../say.ts';
import { accountIds, groupIds, namedById } from './ids.ts';

/** An account is one person's, and is named by ids that never change. */
export const checkAccounts: Check = (draft) => {
  const accounts = draft.root
    .get('people')
    .items()
    .flatMap((person) =>
      person
        .get('accounts')
        .entries()
        .map((piece) => ({ person, piece })),
    );
  const owners = new Map<string, Piece>();
  return accounts.flatMap(({ person, piece }) => {
    if (piece.text === undefined) return [];
    const surface = String(piece.path.at(-1));
    const account = `${surface} ${surface === 'oidc' ? sameName(piece.text) : piece.text}`;
    const owner = owners.get(account);
    owners.set(account, owner ?? person);
    if (owner === undefined) return namedById(piece, accountIds);
    const other = quoted(owner.get('id').text ?? '');
    return [
      onValue(
        piece.path,
        `found ${quoted(piece.text)}, which is ${other}'s account already; one account is one person.`,
      ),
    ];
  });
};

/** A group is named by ids too, stands once, and there is one in each entry: an entry without any would give nothing to nobody. */
export const checkGroups: Check = (draft) => {
  const owners = new Set<string>();
  return draft.root
    .get('groups')
    .items()
    .flatMap((group) => {
      const named = Object.keys(groupIds).map((surface) => group.get(surface));
      if (!named.some((it) => it.isThere))
        return [onValue(group.path, 'names no group; write slack: or discord: with its ids.')];
      return named.flatMap((piece) => [...namedById(piece, groupIds), ...namedOnce(piece, owners)]);
    });
};

function namedOnce(piece: Piece, owners: Set<string>): Finding[] {
  if (piece.text === undefined) return [];
  const group = `${String(piece.path.at(-1))} ${piece.text}`;
  if (owners.has(group))
    return [onValue(piece.path, `found ${quoted(piece.text)} a second time; put what it may together.`)];
  owners.add(group);
  return [];
}
