import { expect, it } from 'vitest';
import { addresseeOf, unknownHandle } from '../../../src/core/steering/addressee.ts';
import { definition } from '../run/model/definition.ts';
import { personSchema } from '../../../src/core/project/definition.ts';

const people = ['mara', 'jon', 'editor'].map((id) =>
  personSchema.parse({ id, name: id === 'jon' ? 'Jonas' : id, may: [] }),
);
const known = { roles: definition.roles, people };

it.each([
  ['@jon what do you think?', 'somebody'],
  ['  @Jonas: yours', 'somebody'],
  ['@MARA look', 'somebody'],
  ['@wheelhouse stop', 'us'],
  ['@editor shorter', 'nobody'],
  ['@nobody_here hm', 'nobody'],
  ['Make it like @jon said', 'nobody'],
  ['jon, look', 'nobody'],
  ['mail@jon.example', 'nobody'],
  ['', 'nobody'],
])('%j is said to %s', (text, to) => {
  expect(addresseeOf(text, known)).toBe(to);
});

it.each([
  ['@story_editr shorter', 'story_editr'],
  ['@Writer, please', 'writer'],
  ['@editor shorter', null],
  ['@jon shorter', null],
  ['@wheelhouse shorter', null],
  ['@here look', null],
  ['Ask @story_editr', null],
])('%j waits for a role that is not there: %j', (text, handle) => {
  expect(unknownHandle(text, known)).toBe(handle);
  expect(unknownHandle(text, { ...known, roles: [] })).toBeNull();
});
