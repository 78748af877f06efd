import { describe, expect, it } from 'vitest';
import type { Posting } from '../../src/core/ports.ts';
import { createThreadsElsewhere } from '../../src/main/threads-elsewhere.ts';

const posting = (surface: 'console' | 'slack' | 'discord', over: Partial<Posting> = {}): Posting => ({
  id: surface,
  runId: 'r',
  subject: { kind: 'run', id: 'r' },
  place: { surface, channel: 'C1' },
  ref: { channel: 'C1', thread: null, message: '17.5' },
  shown: 1,
  lost: null,
  ...over,
});

/** What the platforms tell, and how often they were asked. */
function platforms(stand: Posting[], tell: () => Promise<string | null>) {
  const asked: string[] = [];
  const slack = {
    api: {
      permalink: (at: { channel: string; ts: string }) => {
        asked.push(at.ts);
        return tell();
      },
    },
  };
  const channel = { id: 'C1', kind: 'text', parent: null, guild: 'G1', name: 'team' } as const;
  const discord = { api: { channel: async () => channel } };
  const find = createThreadsElsewhere({ postings: { ofSubject: async () => stand }, slack, discord });
  return { find, asked };
}

const all = [posting('console'), posting('slack'), posting('discord')];
const url = 'https://team.slack.com/archives/C1/p175';

describe('the threads of a run on other platforms', () => {
  it('are where the platforms themselves say, and each is asked once', async () => {
    const { find, asked } = platforms(all, async () => url);
    const links = [
      { surface: 'slack', url },
      { surface: 'discord', url: 'https://discord.com/channels/G1/17.5' },
    ];
    expect(await find('r')).toEqual(links);
    expect(await find('r')).toEqual(links);
    expect(asked).toEqual(['17.5']);
  });

  it('are none where the card never came or was lost', async () => {
    const lost = posting('slack', { lost: 'archived' });
    const { find, asked } = platforms([lost, posting('discord', { ref: null })], async () => url);
    expect(await find('r')).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['tells nothing', async () => null],
    ['is out of reach', async () => Promise.reject(new Error('away'))],
    ['never answers', () => new Promise<null>(() => undefined)],
  ])('leave out a platform that %s', async (_, tell) => {
    const { find } = platforms(all, tell);
    expect((await find('r')).map(({ surface }) => surface)).toEqual(['discord']);
  });
});
