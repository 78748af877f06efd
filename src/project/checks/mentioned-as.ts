import type { Check } from '../draft.ts';
import { onValue } from '../fault.ts';
import { quoted } from '../say.ts';
import { groupIds, namedById } from './ids.ts';

/** A group that stands for a role has to be named by its ids, and can stand for only one role. */
export const checkMentionedAs: Check = (draft) => {
  const owners = new Map<string, string>();
  return draft.root
    .get('roles')
    .items()
    .flatMap((role) => {
      const piece = role.get('mentioned_as').get('discord');
      if (piece.text === undefined) return [];
      const owner = owners.get(piece.text);
      if (owner !== undefined) {
        return [
          onValue(
            piece.path,
            `found ${quoted(piece.text)}, which means ${quoted(owner)} already; give each role its own.`,
          ),
        ];
      }
      owners.set(piece.text, role.get('handle').text ?? '');
      return namedById(piece, groupIds);
    });
};
