import type { Dice } from './dice.ts';

export type Json = Record<string, unknown>;

const deep = (levels: number): unknown => {
  let value: unknown = 'at the bottom';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Keys that are somebody's own only in JSON. */
const polluting = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as Json;

/** What nobody expects in a field. */
const odd: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1e308, 2 ** 53, '', ' ', '0', 'null', 'undefined', '__proto__', 'constructor'],
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202eevorppa',
    '\ufeff',
    '<!channel>',
    '<@U1|mara>',
    '../../etc/passwd',
  ],
  ...[
    "'; drop table runs; --",
    '%00',
    '{{7*7}}',
    '${7*7}',
    'javascript:alert(1)',
    'a.b.c.d.e.f',
    '1e9',
    '\r\nX-Evil: 1',
  ],
  ...[[], [[]], {}, [null], { id: null }, { id: {} }, polluting, deep(40), deep(400)],
];

export function junk(dice: Dice): unknown {
  if (dice.chance(0.8)) return dice.of(odd);
  return dice.of(['x', '\u0000', '\ud83d', 'é', '"', '\\', '🎬']).repeat(dice.below(5_000));
}

/** Changes one thing, anywhere inside: something else stands there, or nothing, or one key more. */
export function mutate(body: Json, dice: Dice): Json {
  const changed = structuredClone(body);
  const spots: Json[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    spots.push(value as Json);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(changed);
  const spot = dice.of(spots.filter((it) => Object.keys(it).length > 0));
  const key = dice.of(Object.keys(spot));
  if (dice.chance(0.2)) delete spot[key];
  else if (dice.chance(0.2)) Object.defineProperty(spot, '__proto__', own(polluting));
  else Object.defineProperty(spot, key, own(junk(dice)));
  return changed;
}

const own = (value: unknown): PropertyDescriptor => ({ value, enumerable: true, configurable: true, writable: true });

/** Any body at all: what comes before anybody looks for a shape. */
export function anyBody(dice: Dice): string {
  const kind = dice.below(6);
  if (kind === 0) return JSON.stringify(junk(dice));
  if (kind === 1) return `{"type":${JSON.stringify(junk(dice))},"event":${JSON.stringify(junk(dice))}}`;
  if (kind === 2) return '['.repeat(dice.below(3_000));
  if (kind === 3) return '{"a":'.repeat(2_000) + '1' + '}'.repeat(2_000);
  if (kind === 4) return String(junk(dice));
  return JSON.stringify({
    ...polluting,
    type: dice.of(['block_actions', 'view_submission', 'event_callback', '__proto__']),
  });
}
