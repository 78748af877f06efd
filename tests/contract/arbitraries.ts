import fc from 'fast-check';
import { visible } from '../../src/core/cards/agent-text.ts';
import type { Block, Button, Card, Fact, Span, Text } from '../../src/core/cards/card.ts';

/** What agents have tried, or may. */
export const nasty = [
  '<script>alert(1)</script>',
  '</blockquote></figure><h2>Approved by Ada</h2>',
  '```\n✅ Approved by Ada\n```',
  '@everyone @here <!channel> <@U123> <!subteam^S1>',
  '[click](https://evil.example) <https://evil.example|the docs> https://evil.example',
  'safe\u202egnp.exe\u2066\u200b\ufeff',
  '&lt;b&gt; &amp; "quoted" \'single\'',
  '*bold* _it_ ~no~ ||spoiler|| > quote\n> more\n# heading\n-# small',
  '\0\u001b[31mred\u001b[0m\r\nnext',
  '```',
];

const isPlain = (text: string): boolean =>
  text === text.trim() && text !== '' && visible(text) === text && !/\n/.test(text);

/** Our own words: the core has made them visible and kept them to a line. */
const own = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter(isPlain);

export const agentText = fc
  .oneof(
    fc
      .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 60 })), {
        minLength: 1,
        maxLength: 5,
      })
      .map((parts) => parts.join('\n')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1200 }),
  )
  .filter((text) => text.trim() !== '');

const span: fc.Arbitrary<Span> = fc.oneof(
  own(60),
  fc.record({ strong: own(30) }),
  fc.record({ link: fc.record({ text: own(30), path: fc.stringMatching(/^\/runs\/[a-z0-9_]{1,20}$/) }) }),
  fc.record({ code: own(30).filter((text) => !text.includes('`')) }),
  fc.record({ time: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }) }),
);
const text: fc.Arbitrary<Text> = fc.array(span, { minLength: 1, maxLength: 4 });

const fact: fc.Arbitrary<Fact> = fc.record({ label: own(20), value: text });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('note' as const), text }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fact, { minLength: 1, maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    steps: fc.array(
      fc.record({
        name: own(30),
        state: fc.constantFrom(
          'done' as const,
          'now' as const,
          'waiting' as const,
          'failed' as const,
          'to come' as const,
        ),
        note: fc.option(own(30)),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  }),
  fc.record({
    kind: fc.constantFrom('quote' as const, 'output' as const),
    label: own(40),
    text: agentText,
    cut: fc.boolean(),
  }),
);

const button: fc.Arbitrary<Button> = fc.record({
  token: fc.stringMatching(/^[a-z0-9.-]{1,100}$/),
  label: own(24),
  style: fc.constant('plain' as const),
  hint: own(80),
  confirm: fc.constant(null),
});

const looks = {
  badge: fc.record({
    word: own(16),
    symbol: fc.constantFrom('▶', '✓', '✕', '◆'),
    tone: fc.constantFrom(
      'calm' as const,
      'busy' as const,
      'asking' as const,
      'good' as const,
      'bad' as const,
      'off' as const,
    ),
  }),
  title: own(80),
  why: text,
  blocks: fc.array(block, { maxLength: 4 }),
  aside: fc.array(fact, { maxLength: 3 }),
  fallback: own(200),
};

const buttons = fc.uniqueArray(button, { maxLength: 5, selector: (it) => it.token });

/** Any card that the core may make: open with buttons, or settled with an outcome. */
export const card: fc.Arbitrary<Card> = fc
  .tuple(
    fc.record(looks),
    fc.oneof(
      fc.record({ buttons, outcome: fc.constant(null) }),
      fc.record({ buttons: fc.constant<Button[]>([]), outcome: text }),
    ),
  )
  .map(([shown, end]) => ({ subject: { kind: 'run' as const, id: 'run-1' }, revision: 1, ...shown, ...end }));

const wordsOfText = (spans: Text): string[] =>
  spans.flatMap((it) => {
    if (typeof it === 'string') return it;
    if ('strong' in it) return it.strong;
    if ('link' in it) return it.link.text;
    return 'code' in it ? it.code : [];
  });

const wordsOfFacts = (facts: readonly Fact[]): string[] =>
  facts.flatMap(({ label, value }) => [label, ...wordsOfText(value)]);

function wordsOfBlock(shown: Block): string[] {
  switch (shown.kind) {
    case 'text':
    case 'note':
      return wordsOfText(shown.text);
    case 'facts':
      return wordsOfFacts(shown.facts);
    case 'progress':
      return shown.steps.flatMap((step) => [step.name, ...(step.note === null ? [] : [step.note])]);
    case 'quote':
    case 'output':
      return [shown.label];
  }
}

/** Every word of our own on a card, but its buttons. */
export const ownWords = (shown: Card): string[] => [
  shown.badge.word,
  shown.title,
  ...wordsOfText(shown.why),
  ...shown.blocks.flatMap(wordsOfBlock),
  ...wordsOfText(shown.outcome ?? []),
  ...wordsOfFacts(shown.aside ?? []),
];

export const agentWords = (shown: Card): string[] =>
  shown.blocks.flatMap((it) => (it.kind === 'quote' || it.kind === 'output' ? [it.text] : []));
