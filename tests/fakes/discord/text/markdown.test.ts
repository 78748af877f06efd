import { describe, expect, it } from 'vitest';
import { textsIn } from './components.ts';
import { readMarkdown } from './markdown.ts';
import { type Names, noNames } from './passage.ts';
import { pingsOf } from './pings.ts';

const seen = (source: string): string =>
  readMarkdown(source)
    .map(({ kind, text }) => (kind === 'words' ? text : `[${kind}: ${text}]`))
    .join(' | ');
const mentions = (source: string): string[] => readMarkdown(source).flatMap((it) => it.mentions);
const links = (source: string): string[] => readMarkdown(source).flatMap((it) => it.links.map(({ url }) => url));

describe('markdown', () => {
  it.each([
    ['**bold** *it* _it_ __under__ ~~no~~ `code`', 'bold it it under no code'],
    ['***both*** and **bold *and both***', 'both and bold and both'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['**open', '**open'],
    ['\\*not\\* \\_this\\_ \\<@1>', '*not* _this_ <@1>'],
    ['`` a `tick` ``', 'a `tick`'],
    ['`**raw**`', '**raw**'],
    ['||secret||', 'secret'],
    ['> quoted\n> still\nno more', '[quote: quoted\nstill] | no more'],
    ['>>> all\nof it', '[quote: all\nof it]'],
    ['>not quoted', '>not quoted'],
    ['```ts\nconst **a** = 1;\n```', '[code: const **a** = 1;]'],
    ['a ```b``` c', 'a | [code: b] | c'],
    ['```open', '```open'],
    ['# One\n### Three\n#### four', '[heading: One] | [heading: Three] | #### four'],
    ['#no heading', '#no heading'],
    ['- one\n* two\n  - in\n3. three', '[item: one] | [item: two] | [item: in] | [item: three]'],
    ['-# small print', '[small: small print]'],
    ['a <:wheel:123> b <a:spin:45>', 'a :wheel: b :spin:'],
    ['</wheel run:99>', '/wheel run'],
    ['<t:1700000000:f>', 'November 14, 2023 at 10:13 PM'],
    ['<t:1700000000:t> <t:1700000000:d>', '10:13 PM 11/14/23'],
    ['<not a thing> & &lt;', '<not a thing> & &lt;'],
  ])('%j is read as %j', (source, read) => {
    expect(seen(source)).toBe(read);
  });

  it.each([
    ['<@1> <@!2> <@&3>', ['1', '2', '&3']],
    ['@everyone and @here', ['everyone', 'here']],
    ['**<@1>** ||<@2>||', ['1', '2']],
    ['`<@1>` and ```@everyone```', []],
    ['\\<@1> @ada', []],
  ])('%j names %j', (source, who) => {
    expect(mentions(source)).toEqual(who);
  });

  it.each([
    ['[the docs](https://a.example)', ['https://a.example']],
    ['[the docs](https://a.example/(x))', ['https://a.example/(x)']],
    ['[the docs](<https://a.example/x> "title")', ['https://a.example/x']],
    ['see https://a.example/b, or <https://c.example>.', ['https://a.example/b', 'https://c.example']],
    ['README.md and ada@a.example', []],
    ['[x](javascript:alert)', []],
    ['`https://a.example` \\[x](y)', []],
  ])('%j links to %j', (source, urls) => {
    expect(links(source)).toEqual(urls);
  });

  it('shows the names behind ids, and times in the reader’s zone and from now', () => {
    const known = { user: () => 'Ada', role: () => 'editors', channel: () => 'film' };
    const names: Names = { ...known, zone: 'Asia/Tokyo', now: () => 1_700_000_300_000 };
    const [read] = readMarkdown('<@1> <@&2> <#3> <t:1700000000:t> <t:1700000000:R>', names);
    expect(read?.text).toBe('@Ada @editors #film 7:13 AM 5 minutes ago');
    expect(read?.channels).toEqual(['3']);
  });
});

describe('text displays', () => {
  it('are read wherever they stand', () => {
    const text = (content: string) => ({ type: 10, content });
    const section = { type: 9, components: [text('**b**')], accessory: { type: 2, label: 'Go' } };
    const read = textsIn([text('a'), { type: 17, components: [section] }], noNames);
    expect(read.map((it) => it.text)).toEqual(['a', 'b']);
  });
});

describe('pings', () => {
  const named = ['1', '2', '&3', 'everyone'];

  it('go to everybody named, unless the message says otherwise', () => {
    expect(pingsOf(named, undefined)).toEqual(named);
    expect(pingsOf(named, { parse: [] })).toEqual([]);
    expect(pingsOf(named, { parse: ['users'] })).toEqual(['1', '2']);
    expect(pingsOf(named, { parse: ['roles', 'everyone'], users: ['2'] })).toEqual(['2', '&3', 'everyone']);
  });
});
