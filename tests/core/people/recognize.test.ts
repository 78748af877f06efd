import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/core/people/actor.ts';
import { namedAs, recognize, subjectName } from '../../../src/core/people/recognize.ts';
import type { Person } from '../../../src/core/project/definition.ts';

const person = (id: string, accounts: Person['accounts']): Person => ({ id, name: id, may: 'everything', accounts });
const people = [
  person('mara', { console: 'local/mara', slack: 'T1/U1', discord: '11/1', oidc: 'Mara@Example.com' }),
  person('ben', { console: 'local/ben', slack: 'T2/U1', discord: '22/1', oidc: '00u-ben' }),
  person('odd', { oidc: 'sub:ben@example.com' }),
  person('kai', { oidc: 'kai@example.com' }),
];
const oidc = (user: string, ...aliases: string[]): Account => ({
  surface: 'oidc',
  team: 'https://issuer.example',
  user,
  aliases: aliases.map((alias) => ({ surface: 'oidc', team: 'https://issuer.example', user: alias })),
});
const idOf = (account: Account): string | undefined => recognize(people, account)?.id;

describe('the person behind an account', () => {
  it.each<[string, Account, string | undefined]>([
    ['a console account', { surface: 'console', team: 'local', user: 'mara' }, 'mara'],
    ['a Slack account', { surface: 'slack', team: 'T1', user: 'U1' }, 'mara'],
    ['the same user id of another team', { surface: 'slack', team: 'T2', user: 'U1' }, 'ben'],
    ['a user id on another surface', { surface: 'discord', team: 'T1', user: 'U1' }, undefined],
    ['a subject', oidc('00u-ben'), 'ben'],
    ['a subject in other letters', oidc('00U-BEN'), undefined],
    ['an address in other letters', oidc('none', 'mara@example.COM'), 'mara'],
    ['an address with a letter that only looks like it', oidc('none', '\u043Cara@example.com'), undefined],
    ['an address that lower-casing would make the same', oidc('none', '\u212Aai@example.com'), undefined],
    ['a key', { surface: 'api', team: 'local', user: 'mara' }, undefined],
  ])('is found by %s', (_, account, id) => expect(idOf(account)).toBe(id));

  it('is never found by a subject that is written like an address (S4)', () => {
    expect(idOf(oidc(subjectName('mara@example.com')))).toBeUndefined();
    expect(idOf(oidc(subjectName('ben@example.com')))).toBe('odd');
    expect(idOf(oidc(subjectName('sub:ben@example.com')))).toBeUndefined();
    expect(idOf(oidc('mara@example.com'))).toBe('mara');
  });

  it('is found by any account of one sign-in, the first before the others', () => {
    const inTwo: Account = { surface: 'discord', team: '99', user: '1', aliases: [] };
    expect(idOf(inTwo)).toBeUndefined();
    expect(idOf({ ...inTwo, aliases: [{ surface: 'discord', team: '22', user: '1' }] })).toBe('ben');
    expect(idOf(oidc('00u-ben', 'mara@example.com'))).toBe('ben');
  });

  it('stands in the record by the account that counted, alone', () => {
    const account = oidc('unknown', 'mara@example.com');
    expect(namedAs(people[0]!, account)).toEqual({
      surface: 'oidc',
      team: 'https://issuer.example',
      user: 'mara@example.com',
    });
    expect(namedAs(people[1]!, account)).toBeNull();
  });
});
