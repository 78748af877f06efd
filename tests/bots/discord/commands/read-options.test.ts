import { describe, expect, it } from 'vitest';
import { toCommand } from '../../../../src/bots/discord/commands/read-options.ts';

const run = 'run_0123456789abcdef0123';
const string = 3;
const option = (name: string, value: unknown, type = string) => ({ name, value, type });
const typed = (verb: string, ...options: object[]) => ({
  ...{ id: '1', name: 'wheel', type: 1 },
  options: [{ name: verb, type: 1, options }],
});

describe('what was filled in after a verb', () => {
  it.each([
    ['a verb alone', typed('inbox'), { verb: 'inbox', rest: '' }],
    ['a pipeline', typed('run', option('pipeline', 'treatment')), { verb: 'run', rest: 'treatment' }],
    ['a run', typed('pause', option('run', run)), { verb: 'pause', rest: '', run }],
    ['a checkpoint', typed('rollback', option('checkpoint', 2, 4)), { verb: 'rollback', rest: '2' }],
    ['the start', typed('rollback', option('checkpoint', 0, 4)), { verb: 'rollback', rest: '0' }],
    [
      'an artifact',
      typed('edit', option('artifact', 'draft'), option('run', run)),
      { verb: 'edit', rest: 'draft', run },
    ],
    ['a mode', typed('mode', option('mode', 'advisory')), { verb: 'mode', rest: 'advisory' }],
    ['a code', typed('link', option('code', ' ABCD-EFGH ')), { verb: 'link', rest: 'ABCD-EFGH' }],
    ['words', typed('say', option('words', ' Shorter, please ')), { verb: 'say', rest: 'Shorter, please' }],
    ['no options at all', { name: 'wheel', options: [{ name: 'help', type: 1 }] }, { verb: 'help', rest: '' }],
  ])('is read: %s', (_, data, command) => {
    expect(toCommand(data)).toEqual(command);
  });

  it('addresses words to the role that was chosen, with or without its sign', () => {
    for (const to of ['editor', '@editor'])
      expect(toCommand(typed('say', option('words', 'Shorter'), option('to', to)))?.rest).toBe('@editor Shorter');
  });

  it('says nothing of the policy unless somebody chose one (S1-07, S1-08)', () => {
    const policyOf = (...more: object[]) => toCommand(typed('say', option('words', 'Wait'), ...more))?.policy;
    expect([policyOf(), policyOf(option('pause', true, 5)), policyOf(option('pause', false, 5))]).toEqual([
      ...[undefined, 'pause', 'steer'],
    ]);
  });

  it('never takes a run for a part of the words', () => {
    expect(toCommand(typed('say', option('words', 'Shorter'), option('run', 'the film')))).toEqual({
      ...{ verb: 'say', rest: 'Shorter', run: 'the film' },
    });
  });

  it.each([
    ['another command', { name: 'cart', options: [] }],
    ['a verb that there is not', typed('launch')],
    ['a group of verbs', { name: 'wheel', options: [{ name: 'run', type: 2, options: [] }] }],
    [
      'two verbs',
      {
        name: 'wheel',
        options: [
          { name: 'run', type: 1 },
          { name: 'pause', type: 1 },
        ],
      },
    ],
    ['nothing', null],
  ])('is nothing of ours: %s', (_, data) => {
    expect(toCommand(data)).toBeNull();
  });
});
