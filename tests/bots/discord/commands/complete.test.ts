import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/bots/discord/commands/complete.ts';
import type { Spot } from '../../../../src/bots/discord/read/read.ts';
import type { Visit } from '../../../../src/core/intent.ts';
import type { Suggestion, Wanted } from '../../../../src/core/suggestions.ts';
import { refuseChoices } from '../../../fakes/discord/limits/command.ts';

const run = 'run_0123456789abcdef0123';
const spot: Spot = {
  account: { surface: 'discord', team: '1', user: '2' },
  ...{ channel: '3', thread: '4', pressed: null, isDirect: false },
  isDirect: false,
  interaction: { id: '5', token: 't', by: 'typing', isFresh: true },
};
const typing = (verb: string, focused: string, value: string, more: Record<string, unknown> = {}) => ({
  ...{ id: '1', name: 'wheel', type: 1 },
  options: [
    {
      ...{ name: verb, type: 1 },
      options: [
        { name: focused, type: 3, value, focused: true },
        ...Object.entries(more).map(([name, it]) => ({ name, type: 3, value: it })),
      ],
    },
  ],
});

/** What was asked beneath, and what came of it. */
async function typed(data: unknown, answer: () => Promise<Suggestion[]> = () => Promise.resolve([])) {
  const asked: { wanted: Wanted; visit: Visit }[] = [];
  const warned: object[] = [];
  const suggest = (wanted: Wanted, visit: Visit) => {
    asked.push({ wanted, visit });
    return answer();
  };
  const choices = await complete({ suggest, log: { warn: (facts) => void warned.push(facts) } }, data, spot);
  return { asked, warned, choices };
}

describe('what is offered while somebody types', () => {
  it('is asked for with what stands there, for who types, where they do', async () => {
    const { asked } = await typed(typing('edit', 'artifact', 'dra', { run }));
    expect(asked).toMatchObject([
      {
        wanted: { kind: 'artifact', verb: 'edit', typed: 'dra', run },
        visit: { account: spot.account, where: { surface: 'discord', channel: '3', thread: '4' } },
      },
    ]);
    const byRun = await typed(typing('pause', 'run', 'film'));
    expect(byRun.asked[0]?.wanted).toEqual({ kind: 'run', verb: 'pause', typed: 'film', run: null });
  });

  it('is what can be chosen, numbers as numbers', async () => {
    const one = (value: string) => () => Promise.resolve([{ value, label: 'The first' }]);
    expect((await typed(typing('rollback', 'checkpoint', ''), one('2'))).choices).toEqual([
      { name: 'The first', value: 2 },
    ]);
    expect((await typed(typing('say', 'to', '@ed'), one('editor'))).choices).toEqual([
      { name: 'The first', value: 'editor' },
    ]);
  });

  it('is never more or longer than Discord takes', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      value: `a${index}`,
      label: `${'Long words '.repeat(20)}${index}`,
    }));
    const { choices } = await typed(typing('edit', 'artifact', ''), () => Promise.resolve(many));
    expect(choices).toHaveLength(25);
    expect(refuseChoices({ choices })).toBeNull();
    // The control: as they are, they are refused.
    expect(refuseChoices({ choices: many.map(({ value, label: name }) => ({ name, value })) })).not.toBeNull();
  });

  it('is nothing in an outage, which is told', async () => {
    const { choices, warned } = await typed(typing('pause', 'run', ''), () => Promise.reject(new Error('away')));
    expect([choices, warned.length]).toEqual([[], 1]);
  });

  it('is nothing in time where that takes longer', async () => {
    const offered = typed(typing('pause', 'run', ''), () => new Promise(() => undefined));
    // However long the machine stalls, the timer that is due first ends first.
    const late = sleep(2_500, 'too late', { ref: false });
    expect(await Promise.race([offered.then(({ choices }) => choices), late])).toEqual([]);
  });

  it.each([
    ['an option that is no name of anything', typing('say', 'words', 'x')],
    ['an option that the verb does not have', typing('inbox', 'run', 'x')],
    ['a verb that there is not', typing('launch', 'run', 'x')],
    ['nothing', null],
  ])('is nothing, unasked, for %s', async (_, data) => {
    const { choices, asked } = await typed(data);
    expect([choices, asked]).toEqual([[], []]);
  });
});
