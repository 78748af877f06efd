import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addresseeOf, handlesIn, isToRole, unknownHandle, type Known } from '../../../src/core/steering/addressee.ts';
import { namingRoles } from '../../../src/core/steering/mentioned-groups.ts';
import { withNames } from '../../../src/core/steering/mentioned-people.ts';
import { stopWordIn } from '../../../src/core/steering/stop-word.ts';
import { definition } from '../cards/sample.ts';

const [role] = definition.roles;
if (!role) throw new Error('The sample has no role.');
const known: Known = definition;
const { handle } = role;
const group = '11/22';
const namesOf = (text: string) => {
  const intent = { kind: 'words', text, mentionsUs: false, mentionedGroups: [group] } as const;
  return namingRoles(intent, [{ ...role, mentioned_as: { discord: group } }], 'discord');
};

/** Everything that is taken for a handle or a stop word somewhere behind the door. */
const meant = (text: string): unknown[] => [
  handlesIn(text),
  isToRole(text, known),
  addresseeOf(text, known),
  unknownHandle(text, known),
  stopWordIn(`please ${text}`),
];
const nothing = [[], false, 'nobody', null, null];

const pieces = [
  '@',
  '＠',
  '﹫',
  '“',
  '”',
  ' ',
  '\n',
  'stop',
  'wheelhouse',
  'pause',
  'say',
  '22',
  '/wheel',
  handle,
  '5',
];
const name = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((it) => it.join(''));

describe('the name of somebody who is mentioned', () => {
  it.each([
    ['ask @5, not @6', 'ask @“Ada Lovelace”, not @6'],
    ['@55 and @5x', '@55 and @5x'],
    ['@U0JON.', '@“jon”.'],
  ])('%j is shown as %j', (text, shown) => {
    const names = new Map([
      ['5', 'Ada Lovelace'],
      ['U0JON', 'jon'],
    ]);
    expect(withNames(text, names)).toBe(shown);
  });

  it('is no handle and no stop word, whatever they call themselves', () => {
    fc.assert(
      fc.property(name, (own) => {
        const text = withNames('@5', new Map([['5', own]]));
        expect(meant(text)).toEqual(nothing);
        expect(namesOf(text)).toMatchObject({ text });
      }),
    );
  });

  it('would be, if it stood there as it is', () => {
    expect(meant(`@${handle} stop`)).toEqual([[handle], true, 'nobody', null, null]);
    expect(meant('@wheelhouse stop')).toEqual([['wheelhouse'], false, 'us', null, 'stop']);
    expect(namesOf('@22')).toMatchObject({ text: `@${handle}` });
  });

  it('keeps words from being nothing but a stop word, as any other word does', () => {
    expect(stopWordIn('stop @“Ben”')).toBeNull();
  });
});
