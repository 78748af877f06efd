import { parsePress } from '../../../../src/core/cards/token.ts';
import { permissions } from '../../../../src/core/project/definition.ts';
import type { Unguarded } from './scene.ts';

/** Whoever comes is taken for Mara, or for Olu where she is a stranger. */
export const nobodyAsks: Unguarded = {
  people: (people) => ({
    ...people,
    find: (projectId, _account, freshness) => {
      const user = projectId === 'film' ? 'mara' : 'olu';
      return people.find(projectId, { surface: 'console', team: 'local', user }, freshness);
    },
  }),
};

/** Whoever is known may do everything. */
export const everybodyMay: Unguarded = {
  people: (people) => ({
    ...people,
    find: async (...of) => {
      const person = await people.find(...of);
      return person && { ...person, may: [...permissions] };
    },
  }),
};

/** A press counts as if it had been made on the card that its token is about, wherever it was made. */
export const nobodyLooksWhere: Unguarded = {
  door:
    (door, { postings }) =>
    async (intent, visit) => {
      const token = intent.kind === 'press' ? parsePress(intent.token)?.token : undefined;
      if (intent.kind !== 'press' || !token) return door(intent, visit);
      const subject =
        'runId' in token ? { kind: 'run' as const, id: token.runId } : { kind: 'ask' as const, id: token.askId };
      const [posting] = await postings.ofSubject(subject);
      return door({ ...intent, on: posting?.ref ?? intent.on }, visit);
    },
};
