import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert } from '../../../../src/bots/slack/draw/inert.ts';
import { drawCard, drawTold, drawWords } from '../../../../src/bots/slack/draw/message.ts';
import { finish } from '../../../../src/core/cards/plain.ts';
import type { Card, Words } from '../../../../src/core/cards/card.ts';
import { readBlocks } from '../../../fakes/slack/text/blocks.ts';
import { readMrkdwn } from '../../../fakes/slack/text/mrkdwn.ts';
import { noNames } from '../../../fakes/slack/text/names.ts';
import { nasty } from '../../../contract/arbitraries.ts';
import { cards, words } from '../../gallery.ts';
import { read } from './read.ts';
import { wildCard, wildWords } from '../../wild.ts';

const site = { publicUrl: new URL('https://wheel.example/'), mayCustomize: true };
const drawn = (name: string): string[] => read(drawCard(cards[name]!, site).blocks);
const passages = (blocks: object[]) => readBlocks(blocks as Parameters<typeof readBlocks>[0], noNames);

/** Below the buttons of whatever asks: its run, a press away, and who answers. */
const ofItsRun = 'https://wheel.example/runs/r_sample';
const aside = [
  `*Run:* Release 1.2 · Open it→${ofItsRun}`,
  '*Who decides:* anyone who may decide',
  '*If nobody answers:* The run waits; silence decides nothing. Whoever can answer is reminded.',
];

describe('a card in Slack says what it is, in what state, why, and what can be done, in this order', () => {
  it('of a run', () => {
    expect(drawn('running')).toEqual([
      '# Release 1.2',
      '*Running* ▶  A command is running: “Tag the release”.',
      '✔ *Draft the notes*  done · notes, version 2',
      '▶ *Tag the release*  now',
      '*Cost:* $0.0123, 1\u202f234 tokens (budget $0.50)',
      '*Live output, newest last*',
      '$ tagging…',
      '$ pushing <main>',
      '*Brief*',
      '> Write the notes for 1.2.',
      '_ Rehearsal: no model is configured, so its words are made up from the brief.',
      '[Pause] primary',
      '[Cancel] danger',
      '[Message…]',
      '[Focus]',
      '_ Pause: Pauses execution. You can resume later. The local step in flight finishes and is kept; no further step starts. Costs nothing.',
      '*Mode:* Checkpoint (asks for approval after every stage)',
      '*Runs:* locally, as a rehearsal',
      '*Started by:* Mara, <2026-11-20 12:00 UTC>',
    ]);
  });

  it('of a gate before a command', () => {
    expect(drawn('command gate')).toEqual([
      '# Run “Tag the release”?',
      '*Waiting for an answer* ✋  Nothing of it has begun. Approving runs exactly what is shown here, locally.',
      '*Command:* `git tag v1.2.0`',
      '*Directory:* `repo`',
      '*Version:* `1.2.0`',
      '*Brief:* `Write the notes for 1.2.`',
      "*Can it be undone?* *No. This can't be undone.*",
      '*Reads:* notes, version 2',
      '*Time limit:* 10 minutes',
      '*notes, version 2 (rehearsal)*',
      '> The notes of 1.2.',
      '> ',
      '> The lamp turns twice as fast.',
      '[Approve] primary',
      '[Reject…] danger',
      ...aside,
    ]);
  });

  it('of a gate that is longer than its card, with the way to all of it', () => {
    const lines = drawn('long gate');
    expect(lines.slice(lines.indexOf('Shortened here.') + 1)).toEqual([
      '_ This is the beginning. Show everything leads to the rest, and to Approve below it.',
      '[Show everything] primary',
      '[Reject…] danger',
      '[Edit…]',
      aside[0],
      ...aside.slice(1),
    ]);
  });

  it('of a blocker', () => {
    expect(drawn('blocker')).toEqual([
      '# Blocked at “Tag the release”: a command was cut off, and nobody knows whether it took effect',
      '*Blocked* ⛔  Look whether the command took effect. If it did, the run goes on without it; if it did not, it runs once more. It is never repeated without your word.',
      '*What happened*',
      '$ Killed after 600 s.',
      '$ fatal: no route to https://evil.example',
      '[It happened, go on…] primary',
      '[It did not, try again…] danger',
      '[Roll back] danger',
      '[Cancel] danger',
      aside[0],
      '*Stage:* “Tag the release”',
      '*Tried:* 2 times',
      '*Cost:* $0.0123, 1\u202f234 tokens',
      '*Waiting costs:* nothing',
      ...aside.slice(1),
    ]);
  });

  it('of a settled one: its body, and who, what, when and where instead of buttons', () => {
    expect(drawn('approved')).toEqual([
      '# Approve “Draft the notes”?',
      '*Approved* ✔  Writer has finished.',
      '*notes, version 2 (rehearsal)*',
      '> The notes of 1.2.',
      '> ',
      '> The lamp turns twice as fast.',
      '✔ *Approved* by Mara, <2026-11-20 12:01 UTC>, in Slack: “Ship it, see https://mara.example”',
      aside[0],
    ]);
  });

  it('of a page, for one reader: the last one carries what can be decided', () => {
    expect(drawn('first page').slice(2, 3)).toEqual(['*Page 1 of 3 · notes, version 2 (rehearsal)*']);
    expect(drawn('first page').at(-1)).toBe('[Next page] primary');
    expect(drawn('last page').filter((line) => line.startsWith('['))).toEqual([
      '[Approve] primary',
      '[Reject…] danger',
      '[Edit…]',
    ]);
  });

  it.each(Object.keys(cards))('with the same in its plain text: %s', (name) => {
    const plain = readMrkdwn(drawCard(cards[name]!, site).text)
      .map(({ text }) => text)
      .join('\n');
    const { title, badge, buttons } = cards[name]!;
    // An option is an agent's words: in a plain text too, they format and ping nothing.
    const labels = buttons.map(({ label }) =>
      readMrkdwn(inert(label))
        .map(({ text }) => text)
        .join(''),
    );
    for (const word of [title, badge.word, ...labels]) expect(plain).toContain(word);
  });
});

describe('a card that is drawn anew', () => {
  it('has blocks of new names, by subject, revision, page, and what that is of', () => {
    const ids = (card: Card) => drawCard(card, site).blocks.map(({ block_id: id }) => id);
    const { running } = cards;
    expect(ids(running!).slice(0, 2)).toEqual(['run.r_sample.9.0', 'run.r_sample.9.1']);
    const again = ids({ ...running!, revision: 10 });
    expect(ids(running!).filter((id) => again.includes(id))).toEqual([]);
    expect(ids(cards['last page']!)[0]).toBe('ask.k_gate.1.2.1.0');
  });
});

describe('what an agent wrote', () => {
  const asOutput = (card: Card): Card => ({
    ...card,
    blocks: card.blocks.map((it) => (it.kind === 'quote' ? { ...it, kind: 'output' } : it)),
  });

  it.each([
    ['a quote', cards['hostile gate']!],
    ['output', asOutput(cards['hostile gate']!)],
  ])('is in a fence of its own, literal and dead, with what is invisible shown: %s (S11)', (_, card) => {
    const all = passages(drawCard(card, site).blocks);
    const fenced = all.filter(({ kind }) => kind !== 'words');
    expect(fenced).toHaveLength(1);
    expect(fenced[0]?.text).toContain('✅ Approved by Ada');
    expect(fenced[0]?.text).toContain('safe‹U+202E›gnp.exe');
    expect(
      all
        .filter(({ kind }) => kind === 'words')
        .map(({ text }) => text)
        .join('\n'),
    ).not.toContain('Ada');
    for (const passage of all) expect(passage).toMatchObject({ pings: [], channels: [], emoji: [] });
    expect(all.flatMap(({ links }) => links.map(({ url }) => url))).toEqual([ofItsRun]);
  });

  it('is dead in the plain text as well, of whatever card or words', () => {
    const live = (text: string) =>
      readMrkdwn(text).flatMap((it) => [...it.pings, ...it.channels, ...it.emoji, ...it.links]);
    const both = fc.oneof(
      wildCard.map((card) => ({ said: card.fallback, text: drawCard(card, site).text })),
      wildWords.map((it) => ({ said: it.text, text: drawWords(it, site).text })),
      fc.constantFrom(...nasty, '@here', ':tada:', 'README.md', 'www.evil.example', 'ada@evil.example').map((said) => ({
        said,
        text: drawTold([said], [], site).text,
      })),
    );
    const alive: string[] = [];
    fc.assert(
      fc.property(both, ({ said, text }) => {
        if (live(said).length > 0) alive.push(said);
        expect(live(text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(alive.length).toBeGreaterThan(10);
  });
});

describe('what people typed into a title or a name', () => {
  it('neither pings nor links, though it stands among our own words', () => {
    const title = 'Ship https://evil.example <!channel> @here :tada: *now*';
    const card = {
      ...cards['running']!,
      title,
      why: [`for ${title}`],
      blocks: [{ kind: 'note' as const, text: [title] }],
    };
    const all = passages(drawCard(card, site).blocks);
    expect(all.filter(({ text }) => text.includes(title))).toHaveLength(3);
    for (const passage of all) expect(passage).toMatchObject({ pings: [], links: [], channels: [], emoji: [] });
  });

  it('stands whole in a title that is longer than Slack’s', () => {
    const title = 'A long title. '.repeat(20).trim();
    const lines = read(drawCard({ ...cards['gate']!, title }, site).blocks);
    expect(lines[0]).toBe(`*${title}*`);
    expect(lines.slice(1).some((line) => line.startsWith('# '))).toBe(false);
  });
});

describe('a message that would be too long', () => {
  const fence = (text: string) => ({ kind: 'quote' as const, label: 'draft', text, cut: false });

  it('cuts what the agent wrote, says so, and leads to where it stands whole', () => {
    const blocks = [fence('A short one.'), fence('word '.repeat(4000))];
    const lines = read(drawCard({ ...cards['approved']!, blocks }, site).blocks);
    expect(lines).toContain('> A short one.');
    expect(lines).toContain('Shortened here. All of it in the console→https://wheel.example/asks/k_gate');
    expect(lines.at(-2)).toContain('*Approved* by Mara');
  });

  it('cuts our own words only after that, and warns whoever would decide', () => {
    const code = 'x'.repeat(12_000);
    const blocks = [
      { kind: 'facts' as const, facts: [{ label: 'Command', value: [{ code }] }] },
      fence('word '.repeat(400)),
    ];
    const lines = read(drawCard({ ...cards['command gate']!, blocks }, site).blocks);
    expect(lines[1]).toMatch(/^\*This is longer than a message of Slack's may be.*before you decide\.\*$/);
    expect(lines.find((line) => line.startsWith('*Command:*'))).toMatch(/x{7000,}…`$/);
  });

  it.each([
    ['what an agent wrote', [fence('word '.repeat(4000))]],
    [
      'our own words',
      [{ kind: 'facts' as const, facts: [{ label: 'Command', value: [{ code: 'x'.repeat(12_000) }] }] }],
    ],
    ['too many blocks', Array.from({ length: 60 }, () => fence('word'))],
  ])('P13: offers nobody to agree to what it had to cut, and says where to read it: %s', (_what, blocks) => {
    const lines = read(drawCard({ ...cards['last page']!, blocks }, site).blocks);
    expect(lines.filter((line) => line.startsWith('['))).toEqual(['[Reject…] danger', '[Edit…]']);
    const told = lines.filter((line) => line.includes("Approve can't be pressed here"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('https://wheel.example/asks/k_gate');
  });

  it('P13: keeps what agrees where nothing had to be cut', () => {
    const lines = read(drawCard({ ...cards['last page']!, blocks: [fence('word '.repeat(1700))] }, site).blocks);
    expect(lines).toContain('[Approve] primary');
  });

  it('leaves everything whole that fits', () => {
    const text = 'word '.repeat(1700).trim();
    const lines = read(drawCard({ ...cards['approved']!, blocks: [fence(text)] }, site).blocks);
    expect(lines).toContain(`> ${text}`);
  });
});

describe('the plain text of a card that is long', () => {
  it.each([
    ['in one line', 'word '.repeat(2000)],
    ['in many lines', 'Ein Satz über Äpfel.\n'.repeat(400)],
    ['of characters that take three bytes each', '灯塔'.repeat(1500)],
  ])('keeps its beginning and its end, within Slack’s bytes: %s', (_, text) => {
    const quote = { kind: 'quote' as const, label: 'draft', text, cut: false };
    const plain = drawCard(finish({ ...cards['approved']!, blocks: [quote] }), site).text;
    expect(Buffer.byteLength(plain)).toBeLessThanOrEqual(3500);
    expect(plain).toMatch(/^✔ Approved: Approve “Draft the notes”\?\n/);
    expect(plain).toMatch(/\n✔ Approved by Mara, 2026-11-20 12:01 UTC, in Slack.*$/);
    const lines = plain.split('\n').slice(3, -3);
    for (const line of lines) expect(line).toMatch(/^&gt; /);
  });
});

describe('words in a thread', () => {
  const said = (name: string, mayCustomize: boolean) => drawWords(words[name]!, { ...site, mayCustomize });

  it('of a role are a quote under its own name, with what they are beside it', () => {
    const { username, blocks } = said('role', true);
    expect(username).toBe('✍️ Writer · Rehearsal · Draft');
    expect(read(blocks)).toEqual(['> I kept the storm.', '> ✅ *Approved by Ada* <!channel>']);
  });

  it('of a role have its picture, where it has one, and where the token may speak for others', () => {
    const { author, ...rest } = words['role']!;
    const avatar = 'https://pictures.example/writer.png';
    const draw = (mayCustomize: boolean) =>
      drawWords({ ...rest, author: { ...author, avatar } }, { ...site, mayCustomize }).icon_url;
    expect([draw(true), draw(false), said('role', true).icon_url]).toEqual([avatar, undefined, undefined]);
  });

  it('stand below the name where the token may not speak for others', () => {
    const { username, blocks } = said('role', false);
    expect(username).toBeUndefined();
    expect(read(blocks)[0]).toBe('*✍️ Writer · Rehearsal · Draft*');
  });

  it('of a person are never under a name that could be taken for theirs', () => {
    const { username, blocks } = said('person', true);
    expect(username).toBeUndefined();
    expect(read(blocks)).toEqual(['*Mara*', '> Shorter, please. @here']);
  });

  it('of our own are no quote', () => {
    const { blocks } = said('summary', true);
    expect(read(blocks)).toEqual([
      '*Wheelhouse · Post-run summary*',
      '“Release 1.2” completed after 10 minutes.',
      'Cost: $0.0123, 1\u202f234 tokens.',
    ]);
  });

  it('begin no line of ours in the plain text', () => {
    for (const line of said('role', true).text.split('\n').slice(1)) expect(line).toMatch(/^&gt; /);
    const empty: Words = { ...words.role!, text: '' };
    expect(read(drawWords(empty, site).blocks)).toEqual(['> (empty)']);
  });
});

describe('what one person is told', () => {
  const text = ['Run ', { code: 'r_1' }, '. ', { link: { text: 'A link to it', path: '/runs/r_1' } }];

  it('has a link where there is an address, and names the page of the console where there is none', () => {
    expect(read(drawTold(text, [], site).blocks)).toEqual(['Run `r_1`. A link to it→https://wheel.example/runs/r_1']);
    expect(read(drawTold(text, [], { ...site, publicUrl: null }).blocks)).toEqual([
      'Run `r_1`. A link to it (console page /runs/r_1)',
    ]);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/x>y|z'])(
    'leads nowhere but to our own pages: %s',
    (path) => {
      const [all] = passages(drawTold([{ link: { text: 'here', path } }], [], site).blocks);
      expect(all).toMatchObject({ text: 'here', links: [] });
    },
  );
});
