import { describe, expect, it } from 'vitest';
import { canDecide, standingOf as standing } from '../../../src/core/ask/standing.ts';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { personSchema, type Person } from '../../../src/core/project/definition.ts';
import { gate, noon } from '../cards/sample.ts';

const person = (id: string, may: unknown = 'everything') => personSchema.parse({ id, name: id, may });
const mara = person('mara');
const jon = person('jon', ['view', 'decide']);
const ines = person('ines', ['view']);
const people = [mara, jon, ines];
const deciders = (ask: Ask): string[] => people.filter((it) => canDecide(ask, it, 'local')).map(({ id }) => id);
const standingOf = (ask: Ask, one: Person) => standing(ask, one, 'local');

describe('who can answer', () => {
  it('is whoever may decide, where nobody is named', () => {
    expect(deciders(gate())).toEqual(['mara', 'jon']);
    expect(standingOf(gate(), jon)).toEqual({ barred: null, choices: ['approve', 'reject'] });
    expect(standingOf(gate(), ines)).toEqual({ barred: { refused: 'not_permitted', needs: 'decide' }, choices: [] });
  });

  it('is one who is named and may decide, never one who only is named', () => {
    const ask = gate({ policy: { approvers: ['jon', 'ines'], quorum: 1, excluded: [] } });
    expect(deciders(ask)).toEqual(['jon']);
    expect(standingOf(ask, mara)).toMatchObject({ barred: { refused: 'not_an_approver' }, choices: [] });
  });

  it('S1: is nobody, where the list of approvers is empty', () => {
    expect(deciders(gate({ policy: { approvers: [], quorum: 1, excluded: [] } }))).toEqual([]);
  });

  it('leaves rejecting to whoever is excluded from approving', () => {
    const ask = gate({ policy: { approvers: 'anyone-who-may-decide', quorum: 1, excluded: ['mara'] } });
    expect(deciders(ask)).toEqual(['jon']);
    expect(standingOf(ask, mara)).toMatchObject({ barred: { refused: 'excluded' }, choices: ['reject'] });
  });

  it('is no more who has voted', () => {
    const where = { surface: 'console', channel: null, thread: null } as const;
    const vote = { id: 'a', revision: 1, personId: 'jon', personName: 'Jon', choice: 'approve', words: null } as const;
    const policy = { approvers: 'anyone-who-may-decide', quorum: 2, excluded: [] } as const;
    const ask = gate({ policy, answers: [{ ...vote, digest: 'd_subject', where, at: noon }] });
    expect(deciders(ask)).toEqual(['mara']);
    expect(standingOf(ask, jon)).toMatchObject({ barred: { refused: 'already_answered' }, choices: [] });
  });
});
