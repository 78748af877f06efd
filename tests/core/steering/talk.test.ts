import { describe, expect, it } from 'vitest';
import { copiedWords } from '../../../src/core/cards/message-words.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import { wordsNow } from '../../../src/core/steering/chain.ts';
import type { Effect } from '../../../src/core/effect.ts';
import { markOfWords, type Message } from '../../../src/core/steering/message.ts';
import { ann, Thread } from './thread.ts';

const slack = { surface: 'slack', channel: 'C1' } as const;
const annThere = { ...ann, where: { ...slack, thread: '1.1' } };

/** What ann says in a thread in Slack, as part of the talk there or not. */
function speak(thread: Thread, text: string, isTalk = true): { id: string; effects: Effect[] } {
  const source = { ...slack, message: 'm1', mark: markOfWords(text) };
  const talk = isTalk ? { standsAt: slack } : null;
  const said = thread.tell({ kind: 'message', actor: annThere, text, policy: null, source, talk });
  if (isRefusal(said)) throw new Error(JSON.stringify(said));
  return { id: said.state.messages.at(-1)!.id, effects: said.effects };
}

const kept = (thread: Thread, ...more: Message[]): Message[] => [...thread.chain(), ...more];

/** How a copy of the first message looks, with everything that has come of it. */
function copy(thread: Thread, ...more: Message[]) {
  const [first] = kept(thread, ...more);
  const now = wordsNow(first!, kept(thread, ...more));
  const { run, definition } = thread.state;
  return { ...now, words: copiedWords(first!, now, run, definition) };
}

describe('words that are part of the talk in a run’s thread', () => {
  it('are shown in its other threads, and not where they stand', () => {
    const { id, effects } = speak(new Thread(), 'Make it dark.');
    expect(effects).toContainEqual({
      ...{ do: 'show', runId: 'run', what: 'talk', standsAt: slack },
      subject: { kind: 'message', id },
    });
  });

  it('are shown nowhere else when they are none: from a form, a command, another message', () => {
    const { effects } = speak(new Thread(), 'Make it dark.', false);
    expect(effects.map((it) => it.do === 'show' && it.subject.kind)).toEqual(['run']);
  });

  it('bear their author’s name and where they were said', () => {
    const thread = new Thread();
    speak(thread, 'Make it dark.');
    expect(copy(thread).words).toMatchObject({
      author: { kind: 'person', name: 'ann', handle: null, emoji: null },
      label: 'in Slack',
      text: 'Make it dark.',
    });
  });
});

describe('a copy of words', () => {
  it('follows an edit, and says so', () => {
    const thread = new Thread();
    const { id } = speak(thread, 'Make it dark.');
    const edit = thread.edit('Make it light.', null, annThere);
    expect('effects' in edit && edit.effects).toContainEqual({
      ...{ do: 'follow', runId: 'run' },
      subject: { kind: 'message', id },
    });
    expect(copy(thread)).toMatchObject({
      ...{ revision: 2, isDeleted: false },
      words: { label: 'in Slack · changed', text: 'Make it light.' },
    });
  });

  it('never shows again what was changed, though the run that had read it is told', () => {
    const thread = new Thread();
    speak(thread, 'The key is hunter2.');
    thread.read();
    thread.edit('The key is elsewhere.');
    expect(thread.words.at(-1)?.[0]).toContain('hunter2');
    expect(copy(thread).words.text).toBe('The key is elsewhere.');
  });

  it.each(['before', 'after'])('goes with its words when they are deleted %s they were read', (when) => {
    const thread = new Thread();
    const { id } = speak(thread, 'The key is hunter2.');
    if (when === 'after') thread.read();
    const removed = thread.remove();
    if (isRefusal(removed)) throw new Error(JSON.stringify(removed));
    expect(removed.effects).toContainEqual({ do: 'follow', runId: 'run', subject: { kind: 'message', id } });
    const shown = copy(thread, ...removed.said);
    expect(shown).toMatchObject({ revision: 2, isDeleted: true, words: { label: 'in Slack', text: '' } });
    expect(JSON.stringify(shown.words)).toContain('Deleted in Slack, by its author.');
    expect(JSON.stringify(shown.words)).not.toContain('hunter2');
  });

  it('is no business of somebody else who says the same message to the run', () => {
    const thread = new Thread();
    speak(thread, 'Make it dark.');
    const [first] = thread.chain();
    const relayed: Message = { ...first!, id: 'm_ben', author: 'ben', authorName: 'ben', replaces: first!.id };
    expect(wordsNow(first!, [first!, relayed])).toMatchObject({ revision: 1, newest: first });
  });
});
