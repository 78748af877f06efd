import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../setup/database.ts';
import { Talk } from './rig.ts';

const database = freshDatabase();
let talk: Talk;
beforeAll(async () => {
  talk = await Talk.open(database.url);
});
afterAll(() => talk.close());

/** What all three have heard since. */
const heard = async (): Promise<string[][]> => {
  const all = [await talk.heardOn('console'), await talk.heardOn('slack'), await talk.heardOn('discord')];
  for (const wall of Object.values(talk.walls)) wall.order.length = 0;
  return all;
};

describe('one conversation', () => {
  it('is heard in the run’s other threads, once, and never again where it was said', async () => {
    const dark = { kind: 'words', text: 'Make it dark.', mentionsUs: false, message: '1.1' } as const;
    await talk.does('ada', 'slack', dark, 'once');
    await talk.does('ada', 'slack', dark, 'once');
    await talk.does('ada', 'slack', dark, 'told once more in another way');
    expect(await heard()).toEqual([['words: Make it dark.'], [], ['words: Make it dark.']]);
    await talk.says('ben', 'discord', 'Not too dark.');
    expect(await heard()).toEqual([['words: Not too dark.'], ['words: Not too dark.'], []]);
    await talk.says('ada', 'console', 'Both, then.');
    expect(await heard()).toEqual([[], ['words: Both, then.'], ['words: Both, then.']]);
  });

  it('is what is said to the run, and nothing else', async () => {
    await talk.says('ada', 'slack', '@ben what do you think?');
    await talk.says('stranger', 'slack', 'Who are you all?');
    await talk.says('vera', 'slack', 'May I?');
    await talk.does('ada', 'slack', { kind: 'command', verb: 'say', rest: 'Quietly.' });
    const relay = { kind: 'relay', text: 'What ben said.', message: '7.7', author: null, policy: 'steer' } as const;
    await talk.does('ada', 'slack', relay);
    await talk.says('ada', 'slack', 'stop');
    await talk.does('ada', 'slack', { kind: 'command', verb: 'resume', rest: '' });
    expect(await heard()).toEqual([[], [], []]);
  });

  it('follows what its author changes and deletes', async () => {
    await talk.says('ada', 'slack', 'The key is hunter2.', '2.1');
    expect(await heard()).toEqual([['words: The key is hunter2.'], [], ['words: The key is hunter2.']]);
    await talk.does('ada', 'slack', { kind: 'edited', text: 'The key is where it was.', message: '2.1' });
    const reworded = ['reworded: The key is where it was.'];
    expect(await heard()).toEqual([reworded, [], reworded]);
    await talk.does('ada', 'slack', { kind: 'deleted', message: '2.1' });
    expect(await heard()).toEqual([['reworded: '], [], ['reworded: ']]);
    await talk.does('ben', 'slack', { kind: 'deleted', message: '1.1' });
    expect(await heard()).toEqual([[], [], []]);
  });

  it('goes on in its order where a place was away, without what was deleted meanwhile', async () => {
    talk.walls.discord.isDown = true;
    for (const text of ['one', 'two', 'three', 'four']) await talk.says('ada', 'slack', text);
    await talk.does('ada', 'slack', { kind: 'deleted', message: 'm-two' });
    await talk.does('ada', 'slack', { kind: 'edited', text: 'THREE', message: 'm-three' });
    await talk.says('ada', 'slack', 'five');
    talk.walls.discord.isDown = false;
    const [, , discord] = await heard();
    // What changed while nobody knew whether it had arrived is changed once more where it stands.
    const said = discord?.filter((what) => what !== 'reworded: THREE');
    expect(said).toEqual(['words: one', 'words: THREE', 'words: four', 'words: five']);
  });

  it('is not called back by a deletion after the run has ended', async () => {
    await talk.says('ada', 'slack', 'A last word', '3.1');
    await talk.does('ada', 'slack', { kind: 'command', verb: 'cancel', rest: '' });
    await heard();
    const reply = await talk.does('ada', 'slack', { kind: 'deleted', message: '3.1' });
    expect(reply.kind).not.toBe('refused');
    expect(await heard()).toEqual([['reworded: '], [], ['reworded: ']]);
  });
});
