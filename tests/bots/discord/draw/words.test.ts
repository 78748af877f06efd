import { describe, expect, it } from 'vitest';
import { drawWords } from '../../../../src/bots/discord/draw/message.ts';
import type { Words } from '../../../../src/core/cards/card.ts';
import { words } from '../../gallery.ts';
import { read } from './read.ts';

const site = { publicUrl: new URL('https://wheel.example/') };

describe('words in a thread', () => {
  const named = (name: string): Words => ({
    ...words.role!,
    label: null,
    author: { ...words.role!.author, name, emoji: null },
  });

  it('of a role are a quote under its own name, with what they are beside it', () => {
    const { username, components } = drawWords(words.role!, 'webhook', site);
    expect(username).toBe('✍️ Writer · Rehearsal · Draft');
    expect(read(components)).toEqual(['> I kept the storm.', '> ✅ *Approved by Ada* <!channel>']);
  });

  it('stand below the name where no webhook says them', () => {
    const { username, components } = drawWords(words.role!, 'bot', site);
    expect(username).toBeUndefined();
    expect(read(components)[0]).toBe('✍️ Writer · Rehearsal · Draft');
  });

  it.each(['Discord', 'The DISCORD writer', 'Ｄiscord', 'Clyde', 'everyone', 'Here', 'a@b', '#film', 'a:b', '```'])(
    'stand below a name that Discord refuses: %s',
    (name) => {
      const { username, components } = drawWords(named(name), 'webhook', site);
      expect(username).toBeUndefined();
      expect(read(components)[0]).toBe(name);
    },
  );

  it('have no more of a name than Discord takes', () => {
    expect(drawWords(named('W'.repeat(200)), 'webhook', site).username).toHaveLength(80);
  });

  it('of a person are never under a name that could be taken for theirs, and our own are no quote', () => {
    const { username, components } = drawWords(words.person!, 'webhook', site);
    expect(username).toBeUndefined();
    expect(read(components)).toEqual(['Mara', '> Shorter, please. @here']);
    expect(read(drawWords(words.summary!, 'webhook', site).components).slice(0, 2)).toEqual([
      'Wheelhouse · Post-run summary',
      '“Release 1.2” completed after 10 minutes.',
    ]);
  });
});
