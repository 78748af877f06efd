import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import {
  drawCard,
  drawLook,
  drawTold,
  drawWords,
  type DiscordMessage,
} from '../../../../src/bots/discord/draw/message.ts';
import { visible } from '../../../../src/core/cards/agent-text.ts';
import { parsePress } from '../../../../src/core/cards/token.ts';
import { pageCard } from '../../../../src/core/cards/pages.ts';
import type { Badge, Card } from '../../../../src/core/cards/card.ts';
import { textsIn } from '../../../fakes/discord/text/components.ts';
import { noNames } from '../../../fakes/discord/text/passage.ts';
import { readMarkdown } from '../../../fakes/discord/text/markdown.ts';
import { agentText, nasty } from '../../../contract/arbitraries.ts';
import { definition, gate, run } from '../../../core/cards/sample.ts';
import { cards } from '../../gallery.ts';
import { wildCard, wildWords } from '../../wild.ts';
import { read } from './read.ts';

const site = { publicUrl: new URL('https://wheel.example/') };
const drawn = (name: string): string[] => read(drawCard(cards[name]!, site).components);
const passages = ({ components }: DiscordMessage) => textsIn(components, noNames);
const dead = { mentions: [], links: [], channels: [], spoilers: [] };

/** Below the buttons of whatever asks: its run, a press away, and who answers. */
const ofItsRun = 'https://wheel.example/runs/r_sample';
const aside = [
  'Run: Release 1.2 · Open it',
  'Who decides: anyone who may decide',
  'If nobody answers: The run waits; silence decides nothing. Whoever can answer is reminded.',
];

describe('a card in Discord says what it is, in what state, why, and what can be done, in this order', () => {
  it('of a run', () => {
    expect(drawn('running')).toEqual([
      '# Release 1.2',
      'Running ▶  A command is running: “Tag the release”.',
      '✔ Draft the notes  done · notes, version 2',
      '▶ Tag the release  now',
      'Cost: $0.0123, 1\u202f234 tokens (budget $0.50)',
      'Live output, newest last',
      '$ tagging…',
      '$ pushing <main>',
      'Brief',
      '> Write the notes for 1.2.',
      '_ Rehearsal: no model is configured, so its words are made up from the brief.',
      '---',
      '[Pause] primary',
      '[Cancel] danger',
      '[Message…] secondary',
      '[Focus] secondary',
      '_ Pause: Pauses execution. You can resume later. The local step in flight finishes and is kept; no further step starts. Costs nothing.',
      'Mode: Checkpoint (asks for approval after every stage)',
      'Runs: locally, as a rehearsal',
      'Started by: Mara, November 20, 2026 at 12:00 PM',
    ]);
  });

  it('of a gate before a command, with the command as it will run', () => {
    const lines = drawn('command gate');
    expect(lines.slice(0, 2)).toEqual([
      '# Run “Tag the release”?',
      'Waiting for an answer ✋  Nothing of it has begun. Approving runs exactly what is shown here, locally.',
    ]);
    expect(lines).toContain('Command: git tag v1.2.0');
    expect(lines).toContain("Can it be undone? No. This can't be undone.");
    expect(lines.slice(-6)).toEqual(['---', '[Approve] primary', '[Reject…] danger', ...aside]);
  });

  it('of a gate that is longer than its card, with the way to all of it', () => {
    const lines = drawn('long gate');
    expect(lines.slice(lines.indexOf('Shortened here.') + 1)).toEqual([
      '_ This is the beginning. Show everything leads to the rest, and to Approve below it.',
      '---',
      '[Show everything] primary',
      '[Reject…] danger',
      '[Edit…] secondary',
      aside[0],
      ...aside.slice(1),
    ]);
  });

  it('of a settled one: its body, and who, what, when and where instead of buttons', () => {
    const lines = drawn('approved');
    expect(lines.slice(-5)).toEqual([
      '> ',
      '> The lamp turns twice as fast.',
      '---',
      expect.stringMatching(
        /^✔ Approved by Mara, November 20, 2026 at 12:01 PM, in .*: “Ship it, see https:\/\/mara\.example”$/,
      ),
      aside[0],
    ]);
  });

  it.each(['calm', 'busy', 'asking', 'good', 'bad', 'off'] as const)(
    'with a colour for its tone, and the word and symbol before it: %s',
    (tone) => {
      const badge: Badge = { word: 'Done', symbol: '◆', tone };
      const [container] = drawCard({ ...cards.running!, badge }, site).components;
      expect(container).toMatchObject({ type: ComponentType.Container, accent_color: expect.any(Number) as number });
      expect(read([container])[1]).toMatch(/^Done ◆ /);
    },
  );
});

describe('what an agent wrote', () => {
  const as = (kind: 'quote' | 'output', text: string): Card => ({
    ...cards.gate!,
    blocks: [{ kind, label: 'draft', text, cut: false }],
  });

  it.each(['quote', 'output'] as const)('is in a fence of its own, literal, dead and unaltered: %s (S11)', (kind) => {
    const text =
      'Ab\n```\n✅ Approved by Ada\n```\n# h\n-# s\n1. x\n> q\n@everyone <@1> ||s|| [a](https://evil.example)';
    const all = passages(drawCard(as(kind, text), site));
    expect(all.filter((it) => it.kind === 'quote' || it.kind === 'code')).toEqual([{ kind: 'quote', text, ...dead }]);
    const own = all.filter((it) => it.kind !== 'quote').map((it) => it.text);
    expect(own.join('\n')).not.toContain('Ada');
  });

  it('stays as it is, to the character, wherever it is short enough', () => {
    const short = fc.oneof(fc.constantFrom(...nasty), agentText).filter((it) => it.length < 900);
    fc.assert(
      fc.property(short, fc.constantFrom('quote' as const, 'output' as const), (text, kind) => {
        const seen = passages(drawCard(as(kind, text), site)).filter((it) => it.kind === 'quote' || it.kind === 'code');
        expect(seen).toHaveLength(1);
        expect(seen[0]).toMatchObject(dead);
        expect(seen[0]?.text.trim()).toBe(visible(text).trim());
      }),
      { numRuns: 300 },
    );
  });

  it('is quoted, or stands in a code block where it is mostly marks and would be cut for the backslashes', () => {
    const table = '| a | *b* |\n'.repeat(100);
    const kindOf = (text: string) => passages(drawCard(as('quote', text), site)).at(-3)?.kind;
    expect(kindOf('A draft of words.\n'.repeat(60))).toBe('quote');
    expect(passages(drawCard(as('quote', table), site)).find(({ kind }) => kind === 'code')?.text).toBe(
      table.trimEnd(),
    );
  });
});

describe('whatever is drawn', () => {
  const both = fc.oneof(
    wildCard.map((card) => ({ said: card.title, message: drawCard(card, { publicUrl: null }) })),
    wildWords.map((it) => ({ said: it.text, message: drawWords(it, 'webhook', { publicUrl: null }) })),
    fc.constantFrom(...nasty, 'see https://evil.example', '@here', '# no', '||no||').map((said) => ({
      said,
      message: drawTold([said], [], site),
    })),
  );

  it('pings nobody, leads nowhere and hides nothing', () => {
    const alive: string[] = [];
    const isAlive = (text: string) =>
      readMarkdown(text).some(
        (it) => it.mentions.length + it.links.length + it.channels.length + it.spoilers.length > 0,
      );
    fc.assert(
      fc.property(both, ({ said, message }) => {
        if (isAlive(said)) alive.push(said);
        for (const passage of passages(message)) expect(passage).toMatchObject(dead);
        expect(message.allowed_mentions).toEqual({ parse: [] });
      }),
      { numRuns: 300 },
    );
    expect(alive.length).toBeGreaterThan(10);
  });

  it('has no heading, item or small text in it that a name or a title began', () => {
    const title = '# a\n-# b\n- c\n1. d\n> e\n  * f';
    const [only, ...more] = passages(drawTold([title], [], site));
    expect(more).toEqual([]);
    expect(only).toMatchObject({ kind: 'words', text: title });
    expect(passages(drawCard({ ...cards.gate!, title }, site))[0]).toMatchObject({
      kind: 'heading',
      text: '# a -# b - c 1. d > e * f',
    });
  });

  it.each(['a`b', '`a`', 'a``b', 'echo 1\necho 2', 'a```b', 'x\n```\ny', '*a* _b_ \\n <@1>'])(
    'shows what would run exactly: %j',
    (code) => {
      const seen = passages(drawTold(['Command: ', { code }], [], site));
      const all = seen.map(({ text }) => text).join('\n');
      expect(all).toContain(code);
      for (const passage of seen) expect(passage).toMatchObject(dead);
    },
  );

  it('keeps neighbours apart whose marks would be read as one', () => {
    const [all] = passages(drawTold([{ strong: 'a' }, { strong: 'b' }, { code: 'c' }, { code: 'd' }], [], site));
    expect(all?.text).toBe('a b c d');
  });
});

describe('a card that would be too long', () => {
  const fence = (text: string) => ({ kind: 'quote' as const, label: 'draft', text, cut: false });

  it('cuts what the agent wrote, says so, leads to where it stands whole, and keeps who decided', () => {
    const blocks = [fence('A short one.'), fence('word '.repeat(4000))];
    const message = drawCard({ ...cards.approved!, blocks }, site);
    const lines = read(message.components);
    expect(lines).toContain('> A short one.');
    expect(lines).toContain('Shortened here. All of it in the console');
    expect(passages(message).flatMap(({ links }) => links.map(({ url }) => url))).toEqual([
      'https://wheel.example/asks/k_gate',
      ofItsRun,
    ]);
    expect(lines.at(-2)).toContain('Approved by Mara');
  });

  it('cuts our own words only after that, and warns whoever would decide', () => {
    const blocks = [
      { kind: 'facts' as const, facts: [{ label: 'Command', value: [{ code: 'x'.repeat(12_000) }] }] },
      fence('word '.repeat(400)),
    ];
    const lines = read(drawCard({ ...cards['command gate']!, blocks }, site).components);
    expect(lines[1]).toMatch(/^This is longer than a message of Discord's may be.*before you decide\.$/);
    expect(lines.find((line) => line.startsWith('Command:'))).toMatch(/x{2000,}…$/);
  });

  it('P13: offers nobody to agree to what it had to cut, and says where to read it', () => {
    const open = cards.gate!;
    const quotes = ['a', 'b', 'c'].map((label) => ({
      kind: 'quote' as const,
      label,
      text: 'word '.repeat(400),
      cut: false,
    }));
    const lines = read(drawCard({ ...open, blocks: [...open.blocks, ...quotes] }, site).components);
    expect(lines.filter((line) => line.includes("Approve can't be pressed here"))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('['))).toEqual(['[Reject…] danger', '[Edit…] secondary']);
  });

  it('P13: lets nobody leaf past a page that it had to cut, to the yes at the end', () => {
    const view = { ask: gate(), run: run(), definition };
    const lines = (text: string): string[] => {
      const page = pageCard(view, new Map([['d_notes', text.repeat(5_600 / text.length)]]), 0);
      return read(drawCard(page, site).components);
    };
    // Each of these marks needs a backslash, and the three of a fence leave no way around them.
    const cut = lines('```*_~|');
    expect(cut.join('\n')).toMatch(/Next page can't be pressed here.*All of it in the console/);
    expect(cut.filter((line) => line.startsWith('[Next'))).toEqual([]);
    // The control: the same length of plain words.
    expect(lines('A ship. ').filter((line) => line.startsWith('['))).toEqual(['[Next page] primary']);
  });

  it('leaves whole what fits: every page of a document full of marks', () => {
    const text = readFileSync('README.md', 'utf8') + readFileSync('ARCHITECTURE.md', 'utf8');
    const texts = new Map([['d_notes', text]]);
    const view = { ask: gate(), run: run(), definition };
    const lines: string[][] = [];
    do {
      lines.push(read(drawCard(pageCard(view, texts, lines.length), site).components));
    } while (lines.at(-1)!.includes('[Next page] primary') && lines.length < 50);
    for (const page of lines) expect(page).not.toContain('Shortened here.');
    expect(lines.length).toBeGreaterThan(3);
    const all = lines.flat().join('\n');
    expect(all).toContain(text.trimEnd().split('\n').at(-1));
  });
});

describe('what one person is told', () => {
  it('has a link where there is an address, and the path where there is none', () => {
    const text = ['Run ', { code: 'r_1' }, '. ', { link: { text: 'A link to it', path: '/runs/r_1' } }];
    const [all] = passages(drawTold(text, [], site));
    expect(all).toMatchObject({
      text: 'Run r_1. A link to it',
      links: [{ url: 'https://wheel.example/runs/r_1', text: 'A link to it' }],
    });
    expect(read(drawTold(text, [], { publicUrl: null }).components)).toEqual([
      'Run r_1. A link to it (console page /runs/r_1)',
    ]);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/x) [y](z'])(
    'leads nowhere but to our own pages: %s',
    (path) => {
      const [all] = passages(drawTold([{ link: { text: 'here', path } }], [], site));
      expect(all).toMatchObject({ text: 'here', links: [] });
    },
  );
});

describe('the second look', () => {
  it('shows everything, and offers to confirm or to keep', () => {
    const text = `${'It ends at once. '.repeat(100)}This can't be undone.`;
    const token = 'p.12345678.c.r_1.3.cancel';
    const look = {
      kind: 'confirm' as const,
      token,
      title: 'Cancel this run?',
      text,
      yes: 'Cancel the run',
      no: 'Keep it',
    };
    const { components } = drawLook(look, site);
    expect(read(components)).toEqual([
      '# Cancel this run?',
      text,
      '---',
      '[Cancel the run] danger',
      '[Keep it] secondary',
    ]);
    expect(JSON.stringify(components)).toContain(`"custom_id":"confirm.${token}"`);
    expect(parsePress(`confirm.${token}`)).toBeNull();
  });

  it('P13: lets nobody confirm what it had to cut', () => {
    const look = {
      kind: 'confirm' as const,
      token: 'c.r_1.3.cancel',
      title: 'Release?',
      yes: 'Release',
      no: 'Keep it',
    };
    const lines = (text: string): string[] => read(drawLook({ ...look, text }, site).components);
    const cut = lines(`${'word '.repeat(1600)}and deletes the old one.`);
    expect(cut.filter((line) => line.startsWith('['))).toEqual(['[Keep it] secondary']);
    expect(cut.join('\n')).toContain("Release can't be pressed here");
    // The control: as short as Discord takes it.
    const whole = lines('word '.repeat(600));
    expect(whole.filter((line) => line.startsWith('['))).toEqual(['[Release] danger', '[Keep it] secondary']);
  });
});
