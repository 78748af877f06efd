import { describe, expect, it } from 'vitest';
import { readBlocks } from './blocks.ts';
import { readMrkdwn } from './mrkdwn.ts';
import { noNames, type Names } from './names.ts';
import { readPlain } from './plain.ts';

const seen = (source: string): string =>
  readMrkdwn(source)
    .map(({ kind, text }) => (kind === 'words' ? text : `[${kind}: ${text}]`))
    .join(' | ');
const pings = (source: string): string[] => readMrkdwn(source).flatMap((it) => it.pings);
const links = (source: string): string[] => readMrkdwn(source).flatMap((it) => it.links.map(({ url }) => url));

describe('Slack’s own markup', () => {
  it.each([
    ['*bold* _it_ ~no~ `code`', 'bold it no code'],
    ['2*3*4 snake_case_name a~b', '2*3*4 snake_case_name a~b'],
    ['* not bold * and ** either', '* not bold * and ** either'],
    ['*bold _and both_*', 'bold and both'],
    ['a &amp; b &lt;c&gt; &quot;', 'a & b <c> &quot;'],
    ['&amp;lt;', '&lt;'],
    ['> quoted\n> still\nno more', '[quote: quoted\nstill] | no more'],
    ['&gt; quoted as well', '[quote: quoted as well]'],
    ['>>> all\nof it', '[quote: all\nof it]'],
    ['```\n*raw* :tada:\n```', '[code: *raw* :tada:]'],
    ['a ```b``` c', 'a  | [code: b] |  c'],
    ['```open', '```open'],
    [':white_check_mark: Approved', '✅ Approved'],
    [':nobody_knows_this:', ':nobody_knows_this:'],
    ['at 12:30:45', 'at 12:30:45'],
    ['<!date^1700000000^{date} at {time}|then>', 'November 14, 2023 at 10:13 PM'],
    ['<!date^1700000000^{nonsense}|then>', 'then'],
    ['<not a thing>', '<not a thing>'],
    ['# heading\n- item', '# heading\n- item'],
  ])('%j is read as %j', (source, read) => {
    expect(seen(source)).toBe(read);
  });

  it.each([
    ['<@U123> <@W9|ada>', ['U123', 'W9']],
    ['<!here> <!channel> <!everyone> <!here|here>', ['here', 'channel', 'everyone', 'here']],
    ['<!subteam^S1> <!subteam^S2|@writers>', ['S1', 'S2']],
    ['```<@U123>``` and `<!here>`', ['U123', 'here']],
    ['&lt;@U123&gt; &lt;!here&gt;', []],
    ['@here', ['here']],
    ['somebody@here.test', []],
  ])('%j pings %j', (source, who) => {
    expect(pings(source)).toEqual(who);
  });

  it.each([
    ['<https://a.example|the docs>', ['https://a.example']],
    ['<https://a.example/?x=1&amp;y=2>', ['https://a.example/?x=1&y=2']],
    ['see https://a.example/b, or not', ['https://a.example/b']],
    ['README.md and ada@a.example', ['http://README.md', 'mailto:ada@a.example']],
    ['a.b.c v1.2.3 e.g. it', []],
    ['```https://a.example```', ['https://a.example']],
    ['&lt;https://a.example&gt;', ['https://a.example']],
  ])('%j links to %j', (source, urls) => {
    expect(links(source)).toEqual(urls);
  });

  it('links nothing by itself that is verbatim', () => {
    const [read] = readMrkdwn('https://a.example @here <!here>', { names: noNames, verbatim: true });
    expect(read).toMatchObject({ links: [], pings: ['here'], text: 'https://a.example @here @here' });
  });

  it('shows the names behind ids, and times in the reader’s zone', () => {
    const names: Names = { user: () => 'ada', channel: () => 'film', group: () => '@writers', zone: 'Asia/Tokyo' };
    const [read] = readMrkdwn('<@U1> <#C1> <!subteam^S1> <!date^1700000000^{time}|x>', { names, verbatim: false });
    expect(read?.text).toBe('@ada #film @writers 7:13 AM');
    expect(read?.channels).toEqual(['C1']);
  });
});

describe('plain text', () => {
  it('is dead but for emoji, which can be switched off', () => {
    expect(readPlain(':tada: <!here> https://a.example')).toMatchObject({
      ...{ text: '🎉 <!here> https://a.example', pings: [], links: [], emoji: ['tada'] },
    });
    expect(readPlain(':tada:', false)).toMatchObject({ text: ':tada:', emoji: [] });
  });
});

describe('rich text', () => {
  it('is live only where it says so', () => {
    const text = { type: 'text', text: '*not bold* <!here> https://a.example :tada:' };
    const live = [
      { type: 'user', user_id: 'U1' },
      { type: 'link', url: 'https://b.example', text: 'b' },
    ];
    const elements = [
      { type: 'rich_text_preformatted', elements: [text] },
      { type: 'rich_text_section', elements: live },
      { type: 'rich_text_quote', elements: [{ type: 'broadcast', range: 'here' }] },
    ];
    const [code, words, quote] = readBlocks([{ type: 'rich_text', elements }], noNames);
    expect(code).toMatchObject({ kind: 'code', text: text.text, pings: [], links: [], emoji: [] });
    expect(words).toMatchObject({ text: '@U1b', pings: ['U1'], links: [{ url: 'https://b.example', text: 'b' }] });
    expect(quote).toMatchObject({ kind: 'quote', pings: ['here'] });
  });
});
