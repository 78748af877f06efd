import { describe, expect, it } from 'vitest';
import { readTyped } from '../../src/bots/typed.ts';

const verbs = ['run', 'pause', 'help'];

describe('what somebody typed', () => {
  it.each([
    ['/wheel run', 'run', ''],
    ['/wheel run treatment now', 'run', 'treatment now'],
    ['  /WHEEL Pause  ', 'pause', ''],
    ['/wheel', 'help', ''],
    ['/pause', 'pause', ''],
    ['/wheel say two\nlines', 'say', 'two\nlines'],
    ['@wheelhouse run treatment', 'run', 'treatment'],
    ['@wheelhouse', 'help', ''],
    ['/stop', 'stop', ''],
    ['@wheelhouse stop run_1', 'stop', 'run_1'],
    // A mistyped command must not be said to the roles.
    ['/whele run', 'whele', 'run'],
  ])('is a command: %j', (text, verb, rest) => {
    expect(readTyped(text, verbs)).toEqual({ kind: 'command', verb, rest });
  });

  it.each([
    ['stop', false],
    ['@wheelhouse stop', true],
    ['@wheelhouse wait for the review', true],
    ['/etc/hosts is missing', false],
    ['run it again', false],
    ['@wheelhouse why is it red?', true],
    ['ask @Wheelhouse to run', true],
    ['me@wheelhouse.example', false],
    ['@wheelhouse-bot run', false],
  ])('is words: %j', (text, mentionsUs) => {
    expect(readTyped(text, verbs)).toEqual({ kind: 'words', text, mentionsUs });
  });
});
