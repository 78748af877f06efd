import { sameName } from '../../core/people/recognize.ts';
import type { Check, Piece } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { quoted } from '../say.ts';
import { accountIds, groupIds, namedById } from './ids.ts';

/** An account belongs to one person, and is named by ids that never change. */
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
    const account = `${surface} ${humanIn(surface, piece.text)}`;
    const owner = owners.get(account);
    owners.set(account, owner ?? person);
    if (owner === undefined) return namedById(piece, accountIds);
    return [onValue(piece.path, takenBy(owner, surface, piece.text))];
  });
};

function takenBy(owner: Piece, surface: string, account: string): string {
  const [other, found] = [quoted(owner.get('id').text ?? ''), quoted(account)];
  return owner.get('accounts').get(surface).text === account || surface !== 'discord'
    ? `found ${found}, which is ${other}'s account already; one account is one person.`
    : `found ${found}, and that user is ${other} already, in another server; one user of Discord is one person.`;
}

/** Equal for two accounts of one human: a user of Discord is the same in every server (P11). */
function humanIn(surface: string, account: string): string {
  if (surface === 'oidc') return sameName(account);
  return surface === 'discord' ? (account.split('/')[1] ?? account) : account;
}

/** Each entry names one group, by its ids, and no group is named twice. An entry without a group would give nobody anything. */
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
