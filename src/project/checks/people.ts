import { sameName } from '../../core/people/recognize.ts';
import type { Check, Piece } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { quoted } from '../say.ts';

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
    if (owner === undefined) return namedById(piece);
    const other = quoted(owner.get('id').text ?? '');
    return [
      onValue(
        piece.path,
        `found ${quoted(piece.text)}, which is ${other}'s account already; one account is one person.`,
      ),
    ];
  });
};

/** Names and e-mail addresses can be taken over by somebody else. */
const ids: Record<string, { pattern: RegExp; written: string }> = {
  slack: {
    pattern: /^[TE][A-Z0-9]+\/[UW][A-Z0-9]+$/,
    written: "the team's and the user's id, like T024BE7LD/U0G9QF9C6",
  },
  discord: {
    pattern: /^[0-9]+\/[0-9]+$/,
    written: "the server's and the user's number, like 197038439483310086/80351110224678912",
  },
};

function namedById(piece: Piece, known = ids): Finding[] {
  const surface = known[String(piece.path.at(-1))];
  if (surface === undefined || piece.text === undefined || surface.pattern.test(piece.text)) return [];
  return [
    onValue(piece.path, `found ${quoted(piece.text)}; write ${surface.written}: ids never change hands, names do.`),
  ];
}

const groupIds: typeof ids = {
  slack: {
    pattern: /^[TE][A-Z0-9]+\/S[A-Z0-9]+$/,
    written: "the team's and the user group's id, like T024BE7LD/S0614TZR7",
  },
  discord: {
    pattern: /^[0-9]+\/[0-9]+$/,
    written: "the server's and the role's number, like 197038439483310086/81384788765712384",
  },
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
