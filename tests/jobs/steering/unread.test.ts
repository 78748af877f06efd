import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../setup/database.ts';
import { House, people } from './house.ts';
import { UnreadRun, type Kind } from './unread-run.ts';

const database = freshDatabase();
let house: House;
beforeAll(async () => {
  house = await House.open(database.url);
});
afterAll(() => house.close());

const [ann] = people;

const message = 'A message came too late: no stage is left to read it.';
const noted = 'A note on a Resume came too late: no stage is left to read it.';
const deleted =
  'A message was deleted that had been read: no stage is left to be told, and what was made may go by it.';

interface Case {
  what: string;
  stages: Kind[];
  story: (run: UnreadRun) => Promise<unknown>;
  /** Why it waits to be acknowledged; null: it goes on, or is over, for nothing is left unread. */
  why: string | null;
  status?: string;
  words?: [text: string, status: string][];
}

const ends: Case[] = [
  {
    what: 'words that are said while the last draft is written',
    stages: ['write'],
    story: async (run) => {
      await run.work();
      await run.say('Shorter.');
      await run.finish();
    },
    why: message,
    words: [['Shorter.', 'rejected']],
  },
  {
    what: 'words that the last draft was given, and that are deleted while it is written',
    stages: ['write'],
    story: async (run) => {
      await run.say('Shorter.');
      await run.work();
      await run.takeBack('Shorter.');
      await run.finish();
    },
    why: deleted,
  },
  {
    what: 'a note on a Resume that finds the last draft being written',
    stages: ['write'],
    story: async (run) => {
      await run.work();
      await run.note('Shorter.');
      await run.finish();
    },
    why: noted,
  },
  {
    what: 'all three at once',
    stages: ['write'],
    story: async (run) => {
      await run.say('Shorter.');
      await run.work();
      await run.takeBack('Shorter.');
      await run.say('Longer.');
      await run.note('Name the date.');
      await run.finish();
    },
    why: [message, noted, deleted].join(' '),
  },
  {
    what: 'words for after the last stage that reads any',
    stages: ['write', 'command'],
    story: async (run) => {
      await run.work();
      await run.say('Shorter.', { timing: 'stage' });
      await run.finish();
    },
    why: message,
  },
  {
    what: 'words while the last draft is written, before the command behind it begins',
    stages: ['write', 'command'],
    story: async (run) => {
      await run.work();
      await run.say("Don't publish it.");
      await run.finish();
    },
    why: message,
  },
  {
    what: 'words while a command is queued that nobody reads behind, before it begins',
    stages: ['write', 'command'],
    story: async (run) => {
      await run.work();
      await run.finish();
      await run.say("Don't publish it.");
      await run.claim();
    },
    why: message,
  },
  {
    what: 'words while a command runs, before the next one begins',
    stages: ['command', 'command'],
    story: async (run) => {
      await run.work();
      await run.say("Don't publish it.");
      await run.finish();
    },
    why: message,
  },
  {
    what: 'words while a command runs that is tried again, before that',
    stages: ['command'],
    story: async (run) => {
      await run.work();
      await run.say('Stop trying.');
      await run.fail();
    },
    why: message,
  },
  {
    what: 'words while the last command runs',
    stages: ['write', 'command'],
    story: async (run) => {
      await run.work();
      await run.finish();
      await run.work();
      await run.say('And the date?');
      await run.finish();
    },
    why: message,
  },
  {
    what: 'words while a person has paused it at its end, once it is resumed',
    stages: ['write'],
    story: async (run) => {
      await run.work();
      await run.tell({ kind: 'pause', actor: ann, why: null });
      await run.finish();
      await run.say('Shorter.');
      await run.resume();
    },
    why: message,
  },
  {
    what: 'notes on a Resume at its end',
    stages: ['write'],
    story: async (run) => {
      await run.work();
      await run.tell({ kind: 'pause', actor: ann, why: null });
      await run.finish();
      await run.resume('Shorter.');
    },
    why: noted,
  },
];

const isRead: Case[] = [
  {
    what: 'words whose step is lost, by the draft that begins anew',
    stages: ['write'],
    story: async (run) => {
      await run.say('Shorter.');
      await run.work();
      await run.die();
      expect(await run.work()).toEqual(['Shorter.']);
      await run.finish();
    },
    why: null,
    status: 'completed',
    words: [['Shorter.', 'delivered']],
  },
  {
    what: 'words whose provider fails, by the next try',
    stages: ['agent'],
    story: async (run) => {
      await run.say('Shorter.');
      await run.work();
      await run.fail();
      expect(await run.work()).toEqual(['Shorter.']);
      await run.finish();
    },
    why: null,
    status: 'completed',
  },
  {
    what: 'words while an agent says that it is done, before it is',
    stages: ['agent'],
    story: async (run) => {
      await run.work();
      await run.say('Shorter.');
      await run.finish();
      expect(await run.step()).toEqual(['Shorter.']);
      await run.finish();
    },
    why: null,
    status: 'completed',
  },
  {
    what: 'that words were deleted, by an agent that was given them',
    stages: ['agent'],
    story: async (run) => {
      await run.say('Shorter.');
      await run.work();
      await run.takeBack('Shorter.');
      await run.finish();
      expect(await run.step()).toEqual([
        expect.stringContaining('deleted this message, which you were given: “Shorter.”'),
      ]);
      await run.finish();
    },
    why: null,
    status: 'completed',
  },
  {
    what: 'a note on a Resume, by the draft behind a command',
    stages: ['write', 'command', 'write'],
    story: async (run) => {
      await run.work();
      await run.note('Shorter.');
      await run.finish();
      await run.work();
      await run.finish();
      await run.work();
      expect(run.state.attempts.at(-1)!.feedback).toMatchObject([{ kind: 'notes', text: 'Shorter.' }]);
      await run.finish();
    },
    why: null,
    status: 'completed',
  },
  {
    what: 'nothing, where a note was for the command that it let go on',
    stages: ['write', 'command'],
    story: async (run) => {
      await run.work();
      await run.finish();
      await run.tell({ kind: 'pause', actor: ann, why: null });
      await run.resume('The disk has room again.');
      await run.work();
      await run.finish();
    },
    why: null,
    status: 'completed',
  },
];

const isGone: Case[] = [
  {
    what: 'words were deleted whose step was lost: the next draft is not told of what it never saw',
    stages: ['write'],
    story: async (run) => {
      await run.say('Shorter.');
      await run.work();
      await run.takeBack('Shorter.');
      await run.die();
      expect(await run.work()).toEqual([]);
      await run.finish();
    },
    why: null,
    status: 'completed',
  },
  {
    what: 'words were deleted whose step was lost: nor is the agent that goes on',
    stages: ['agent'],
    story: async (run) => {
      await run.say('Shorter.');
      await run.work();
      await run.takeBack('Shorter.');
      await run.die();
      expect(await run.work()).toEqual([]);
      await run.finish();
    },
    why: null,
    status: 'completed',
  },
  {
    what: 'changed words were deleted whose step was lost: it is told of those alone that it had read before',
    stages: ['agent'],
    story: async (run) => {
      await run.say('Shorter.');
      await run.work();
      await run.edit('Shorter.', 'Much shorter.');
      expect(await run.step()).toEqual([expect.stringContaining('Much shorter.')]);
      await run.takeBack('Shorter.');
      await run.die();
      const [note, ...more] = await run.work();
      expect(note).toContain('deleted this message, which you were given: “Shorter.” Don');
      expect(more).toEqual([]);
      await run.finish();
    },
    why: null,
    status: 'completed',
  },
];

function tableOf(cases: readonly Case[]): void {
  it.each(cases)('$what', async ({ stages, story, why, status = 'paused', words }) => {
    const run = await UnreadRun.begin(house, stages);
    await story(run);
    expect([run.status, run.hold]).toEqual([status, why && ['acknowledge', why]]);
    if (words) expect(await run.words()).toEqual(words);
    const left = (await run.words()).filter(([, state]) => state === 'queued');
    expect(left, 'nothing waits for nobody').toEqual([]);
  });
}

describe('what would end unread holds the run until somebody has seen that:', () => tableOf(ends));
describe('what can still be read is, and holds nothing:', () => tableOf(isRead));
describe('what nobody was given is noted to nobody:', () => tableOf(isGone));

describe('a run that waits until somebody has seen what came too late', () => {
  const late = async (stages: Kind[]): Promise<UnreadRun> => {
    const run = await UnreadRun.begin(house, stages);
    await run.work();
    await run.say('Shorter.');
    await run.finish();
    return run;
  };

  it('goes on with the command that is left, by Resume', async () => {
    const run = await late(['write', 'command']);
    await run.resume();
    await run.work();
    await run.finish();
    expect(run.status).toBe('completed');
  });

  it('goes on by any words, which nobody reads, and which hold nothing', async () => {
    const run = await late(['write', 'command']);
    await run.say('Seen.');
    expect([run.status, run.hold]).toEqual(['queued', null]);
    expect(await run.words()).toEqual([
      ['Shorter.', 'rejected'],
      ['Seen.', 'said'],
    ]);
  });
});

describe('words that end unread with the work that a person ends', () => {
  const steered = async (): Promise<UnreadRun> => {
    const run = await UnreadRun.begin(house, ['write', 'write']);
    await run.work();
    await run.say('Shorter.');
    return run;
  };

  it('are named by a rollback, which leaves the run paused', async () => {
    const run = await steered();
    await run.tell({ kind: 'rollback', actor: ann, epoch: null, confirmed: true, checkpoint: 0 });
    expect([run.status, await run.stopped('run.rolled_back')]).toEqual(['paused', 1]);
  });

  it('are named by a cancel', async () => {
    const run = await steered();
    await run.tell({ kind: 'cancel', actor: ann, epoch: null, confirmed: true });
    expect([run.status, await run.stopped('run.cancelled')]).toEqual(['cancelled', 1]);
  });

  it('are named where the run fails, as no choice would help', async () => {
    const run = await steered();
    const { id: attemptId } = run.state.attempts.at(-1)!;
    await run.tell({ kind: 'unreadable', actor: { kind: 'system', name: 'worker' }, attemptId, error: 'Gone.' });
    expect([run.status, await run.stopped('run.failed')]).toEqual(['failed', 1]);
  });
});
