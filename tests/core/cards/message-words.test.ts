import { describe, expect, it } from 'vitest';
import { messageWords } from '../../../src/core/cards/message-words.ts';
import { plainBlock } from '../../../src/core/cards/plain.ts';
import { madeOf } from '../../../src/core/run/made.ts';
import { summarise } from '../../../src/core/run/summary.ts';
import { definition, later, noon, run, state } from './sample.ts';
import type { Message } from '../../../src/core/steering/message.ts';

const message = (over: Partial<Message>): Message => ({
  id: 'msg_1',
  runId: 'r_sample',
  origin: 'role',
  author: 'writer',
  authorName: 'writer',
  text: 'Here is the draft.',
  kind: 'draft',
  rehearsal: false,
  metadata: null,
  status: 'said',
  deliveredTo: null,
  where: null,
  policy: null,
  source: null,
  afterStage: null,
  replaces: null,
  at: noon,
  ...over,
});
const words = (over: Partial<Message>) => messageWords(message(over), run(), definition);

describe('words in a thread', () => {
  it('bear the name, handle and emoji of their role', () => {
    expect(words({}).author).toEqual({ kind: 'role', name: 'Writer', handle: 'writer', emoji: '✍️' });
    const avatar = 'https://pictures.example/writer.png';
    const roles = definition.roles.map((role) => ({ ...role, avatar }));
    expect(messageWords(message({}), run(), { ...definition, roles }).author.avatar).toBe(avatar);
  });

  it('are labelled as rehearsal only when they are', () => {
    expect(words({ rehearsal: true }).label).toBe('Rehearsal · Draft');
    expect(words({}).label).toBe('Draft');
  });

  it('S3-10, S3-11: of a summary are labelled, and lead to its run', () => {
    const { text, metadata } = summarise(state({ run: run({ status: 'completed' }) }), later(60));
    const summary = words({
      origin: 'system',
      author: 'wheelhouse',
      authorName: 'Wheelhouse',
      kind: 'summary',
      text,
      metadata,
    });
    expect(summary.label).toBe('Post-run summary');
    expect(JSON.stringify(summary.blocks)).toContain('/runs/r_sample');
  });

  it('of a summary say each thing once: how it ended in its words, which run it was below', () => {
    const { text, metadata } = summarise(state({ run: run({ status: 'cancelled' }) }), later(60));
    const drawn = words({ origin: 'system', kind: 'summary', text, metadata });
    const said = [drawn.text, ...drawn.blocks.map(plainBlock)].join('\n');
    expect(said.match(/cancelled/g)).toHaveLength(1);
    expect(said.match(/(?<!\/)r_sample/g)).toHaveLength(1);
  });

  it('S3-51: of a summary whose metadata cannot be read are still its text', () => {
    const summary = words({ kind: 'summary', text: 'It ended.', metadata: { version: 9 } });
    expect(summary).toMatchObject({ text: 'It ended.', blocks: [] });
  });

  it('S11: are capped, with what is invisible shown', () => {
    expect(words({ text: '\u202eabc' }).text).toBe('‹U+202E›abc');
    expect(words({ text: 'word '.repeat(2000) }).text.length).toBeLessThanOrEqual(3000);
  });

  it('that present a draft say its title and its length, and lead to it, where no gate shows it', () => {
    const made = madeOf(
      { artifactId: 'r_sample.notes', number: 2 },
      'notes',
      'By hand.\n\n# What is “new”\n\nAll of it.\n',
    );
    const facts = words({ metadata: made }).blocks;
    expect(facts).toEqual([
      {
        kind: 'facts',
        facts: [
          { label: 'Made', value: ["“What is 'new'”, 9 words"] },
          {
            label: 'All of it',
            value: [{ link: { text: '“notes”, version 2', path: '/runs/r_sample/artifacts/r_sample.notes?to=2' } }],
          },
        ],
      },
    ]);
    expect(words({ metadata: null }).blocks).toEqual([]);
    expect(words({ origin: 'person', kind: 'steering', metadata: made }).blocks).toEqual([]);
  });
});
