import type { Piece } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { quoted } from '../say.ts';

interface Ids {
  pattern: RegExp;
  written: string;
}

/** What an account id looks like on each surface. Names and e-mail addresses are refused, since somebody else could take them over. */
export const accountIds: Record<string, Ids> = {
  slack: {
    pattern: /^[TE][A-Z0-9]+\/[UW][A-Z0-9]+$/,
    written: "the team's and the user's id, like T024BE7LD/U0G9QF9C6",
  },
  discord: {
    pattern: /^[0-9]+\/[0-9]+$/,
    written: "the server's and the user's number, like 197038439483310086/80351110224678912",
  },
};

export const groupIds: Record<string, Ids> = {
  slack: {
    pattern: /^[TE][A-Z0-9]+\/S[A-Z0-9]+$/,
    written: "the team's and the user group's id, like T024BE7LD/S0614TZR7",
  },
  discord: {
    pattern: /^[0-9]+\/[0-9]+$/,
    written: "the server's and the role's number, like 197038439483310086/81384788765712384",
  },
};

/** For a piece whose key is its surface. */
export function namedById(piece: Piece, known: Record<string, Ids>): Finding[] {
  const surface = known[String(piece.path.at(-1))];
  if (surface === undefined || piece.text === undefined) return [];
  if (!surface.pattern.test(piece.text)) {
    return [
      onValue(piece.path, `found ${quoted(piece.text)}; write ${surface.written}: ids never change hands, names do.`),
    ];
  }
  return isEverybody(piece.text) && known === groupIds ? [onValue(piece.path, everybody(piece.text))] : [];
}

/** @everyone has the id of its server. It is in nobody's list of roles, and everybody who joins has it. */
const isEverybody = (group: string): boolean => {
  const [guild, role] = group.split('/');
  return guild === role;
};

const everybody = (group: string): string =>
  `found ${quoted(group)}, which is @everyone of that server: whoever joins it. Write the number of a role that people are given.`;
