import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CanonicalWriter } from '../../../db/ledger/canonical.ts';
import { canonicalJson } from '../../../src/core/digest.ts';
import { freshStore } from '../store.ts';

const store = freshStore();

/** What Postgres makes of each text as jsonb; as a verifier reads it. */
async function asStored(texts: readonly string[]): Promise<string[]> {
  const rows = await store.client.sql<{ text: string }[]>`
    select row_to_json(r)::text as text from (
      select value::jsonb as v from json_array_elements_text(${JSON.stringify(texts)}::text::json) with ordinality t (value, n)
      order by n) r`;
  return rows.map(({ text }) => text);
}

const plainly = (text: string): string => canonicalJson(JSON.parse(text));

/** All of them one after the other, as on a page. */
function quickly(texts: readonly string[]): string[] {
  const source = Buffer.from(texts.join('\n'));
  const writer = new CanonicalWriter(source, new Uint8Array(source.length));
  let from = 0;
  return texts.map((text) => {
    const to = from + Buffer.byteLength(text);
    const written = Buffer.from(writer.write(from, to)).toString();
    from = to + 1;
    return written;
  });
}

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((it) => JSON.stringify(it)),
  fc.maxSafeInteger().map(String),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
  fc.constantFrom(
    '1e21',
    '1E400',
    '-0',
    '1.0',
    '-0.0',
    '1.50',
    '1e-7',
    '0.1e1',
    '123456789012345678',
    '9007199254740993',
  ),
  fc.tuple(fc.integer(), fc.nat(), fc.integer({ min: -300, max: 300 })).map(([a, b, e]) => `${a}.${b}e${e}`),
);
/** Neither a half of a pair nor NUL: Postgres has neither. */
const words = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        '\\',
        '\n',
        '\t',
        '\u0001',
        '\u007f',
        '\u2028',
        '/',
        ' ',
        '{',
        '}',
        ':',
        ',',
        'é',
        '😀',
        '\uffff',
      ),
    }),
  )
  .map((it) => it.replaceAll('\0', ''));
const keys = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', 'B', '_', '-', '!', ' ', '~', '#') }) },
  words,
  fc.nat().map(String),
  fc.constantFrom('__proto__', 'toJSON', '-1', '01', '1.5', '4294967295', '', '\ue000', '\u{10000}'),
);
const quoted = (text: string): string => JSON.stringify(text);
const { json } = fc.letrec<{ json: string; object: string; array: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom('true', 'false', 'null', '{}', '[]'),
    numbers,
    words.map(quoted),
    tie('object'),
    tie('array'),
  ),
  array: fc.array(tie('json'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
  object: fc
    .uniqueArray(fc.tuple(keys, tie('json')), { maxLength: 9, selector: ([key]) => key })
    .map((members) => `{${members.map(([key, value]) => `${quoted(key)}:${value}`).join(',')}}`),
}));

describe('the canonical text of what Postgres holds', () => {
  it('is what the sealer hashed, whatever was in it', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(json, { minLength: 20, maxLength: 60 }), async (texts) => {
        const stored = await asStored(texts);
        expect(quickly(stored)).toEqual(stored.map(plainly));
      }),
      { numRuns: 300 },
    );
  });

  it('is so for one nested deeply', async () => {
    const deep = `${'[{"bb":1,"a":'.repeat(500)}0${'}]'.repeat(500)}`;
    const stored = await asStored([deep]);
    expect(quickly(stored)).toEqual(stored.map(plainly));
  });

  it('is so when somebody wrote it with other spaces', () => {
    const texts = ['{"b" : 1, "a" : {"d" :2,"c": 3}}', ' {"a":1}', '[1 , "x" ,[ ], {"a":"b" } ]', '{"a": 1 }'];
    expect(quickly(texts)).toEqual(texts.map(plainly));
  });

  it('is another one for anything that differs', async () => {
    const texts = [
      '{"a":1,"b":2}',
      '{"a":2,"b":1}',
      '{"a":"1","b":2}',
      '{"a":[1],"b":2}',
      '{"a":1}',
      '{"a":1,"b":2,"c":null}',
    ];
    expect(new Set(quickly(await asStored(texts))).size).toBe(texts.length);
  });
});
