import fc from 'fast-check';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { planReminders } from '../../../src/core/attention/plan.ts';
import type { Callable, Facts, OpenAsk, Reminder, Told } from '../../../src/core/attention/reminder.ts';
import type { AttentionSettings } from '../../../src/core/attention/settings.ts';
import type { Place } from '../../../src/core/project/definition.ts';
import { sampleAsk } from '../../db/sample.ts';

/** Minutes since the beginning, which is midnight by the clocks of UTC. */
type Minute = number;

export const start = Date.UTC(2026, 10, 21);
export const at = (minute: Minute): Date => new Date(start + minute * 60_000);

/** Minutes in which things happen. */
const busyFor = 240;

export const places: Place[] = [
  { surface: 'console', channel: 'film' },
  { surface: 'slack', channel: 'C1' },
  { surface: 'discord', channel: '11' },
  { surface: 'discord', channel: '12' },
];

/** Whose accounts are called in a channel; in the console all are. */
export const teams: Readonly<Record<string, string>> = { C1: 'T1', 11: '8', 12: '9' };
export const teamOf: Facts['teamOf'] = ({ channel }) => ({ team: teams[channel] ?? null });

/** Where somebody has an account, and what it is called there. */
const account = {
  console: { surface: 'console', team: 'local', user: '' },
  slack: { surface: 'slack', team: 'T1', user: 'U' },
  otherSlack: { surface: 'slack', team: 'T2', user: 'V' },
  discord: { surface: 'discord', team: '8', user: '8-' },
  otherDiscord: { surface: 'discord', team: '9', user: '9-' },
} as const;

export function callable(id: string, on: readonly (keyof typeof account)[], may: 'everything' | ['view']): Callable {
  const accounts = on.map((it) => ({ ...account[it], user: `${account[it].user}${id}` }));
  return { person: { id, name: id.toUpperCase(), may, accounts: {} }, accounts };
}

/** What happens in a random history, each at its minute. */
type Happening =
  | { minute: Minute; what: 'asks'; ask: Pick<Ask, 'id' | 'policy'>; starterId: string; standsAt: Place[] }
  | { minute: Minute; what: 'settles' | 'revises' | 'pauses' | 'resumes'; askId: string }
  /** The surface takes nothing from now on, or everything that waited for it. */
  | { minute: Minute; what: 'leaves' | 'returns' };

export interface World {
  people: Callable[];
  settings: AttentionSettings;
  happenings: Happening[];
}

/** A reminder, when it was planned, and what was so just then. */
export interface Said {
  minute: Minute;
  reminder: Reminder;
  open: ReadonlyMap<string, OpenAsk>;
  /** The minute since which the surface takes nothing; null while it does. */
  awaySince: Minute | null;
}

export interface Ended {
  said: Said[];
  /** What is open at the end. */
  open: ReadonlyMap<string, OpenAsk>;
}

/** Minutes between two looks while things happen, and after. */
const looks = { busy: 4, calm: 20 };
/** By then the last step of what was asked last has come, however long quiet hours and intervals held it up. */
const over = busyFor + 4 * 90 + 24 * 60 + 14 * 60;

/** Plays a history, look by look, with a store that never forgets. */
export function play(world: World, plan: typeof planReminders = planReminders): Ended {
  const open = new Map<string, OpenAsk>();
  const told: Told[] = [];
  const said: Said[] = [];
  const unreached: string[] = [];
  const held = new Set<string>();
  let awaySince: Minute | null = null;
  let seen = -1;
  for (let minute = 0; minute <= over; minute += minute < busyFor ? looks.busy : looks.calm) {
    for (const it of world.happenings.filter((one) => one.minute > seen && one.minute <= minute)) {
      if (it.what === 'leaves') awaySince ??= minute;
      else if (it.what === 'returns') awaySince = null;
      happen(open, it);
      if (it.what === 'pauses') held.add(it.askId);
      if (it.what === 'resumes') held.delete(it.askId);
      if (awaySince === null) unreached.length = 0;
    }
    seen = minute;
    const facts: Facts = {
      asks: [...open.values()].filter(({ ask }) => !held.has(ask.id)),
      ...{ told: [...told], unreached: [...unreached], people: world.people, places, teamOf },
      ...{ settings: world.settings, now: at(minute) },
    };
    for (const reminder of plan(facts)) {
      said.push({ minute, reminder, open: new Map(open), awaySince });
      const rows = rowsOf(reminder, at(minute));
      told.push(...rows);
      if (awaySince !== null) unreached.push(...rows.map(({ personId }) => personId));
    }
  }
  return { said, open };
}

export const rowsOf = ({ due, calls }: Reminder, now: Date): Told[] =>
  due.flatMap(({ ask, step }) =>
    calls.map(({ personId }) => ({ askId: ask.id, revision: ask.revision, step, personId, at: now })),
  );

function happen(open: Map<string, OpenAsk>, it: Happening): void {
  const now = at(it.minute);
  if (it.what === 'asks') {
    const ask = { ...sampleAsk('run', it.ask.id, { ...it.ask, choices }), openedAt: now };
    open.set(ask.id, {
      ...{ ask, starterId: it.starterId, execution: 'local', standsAt: it.standsAt, resumedAt: null },
    });
  }
  if (it.what === 'settles') open.delete(it.askId);
  const found = 'askId' in it ? open.get(it.askId) : undefined;
  if (it.what === 'revises' && found)
    open.set(it.askId, { ...found, ask: { ...found.ask, revision: found.ask.revision + 1, revisedAt: now } });
  if (it.what === 'resumes' && found) open.set(it.askId, { ...found, resumedAt: now });
}

const choices: Ask['choices'] = [
  { id: 'approve', decides: true, words: 'none', irreversible: false, quorum: true },
  { id: 'reject', decides: true, words: 'required', irreversible: false, quorum: false },
];

const ids = ['ada', 'ben', 'cyd', 'dot', 'eve'];
const surfaces = fc.subarray(['console', 'slack', 'otherSlack', 'discord', 'otherDiscord'] as const);

const people = fc
  .tuple(...ids.map(() => fc.tuple(surfaces, fc.integer({ min: 0, max: 4 }))))
  .map((all) => all.map(([on, luck], index) => callable(ids[index]!, on, luck === 0 ? ['view'] : 'everything')));

const policy = fc.record({
  approvers: fc.oneof(fc.constant('anyone-who-may-decide' as const), fc.subarray(ids, { minLength: 1 })),
  quorum: fc.integer({ min: 1, max: 3 }),
  excluded: fc.subarray(ids, { maxLength: 2 }),
});

const settings = fc
  .record({
    gaps: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
    interval: fc.integer({ min: 1, max: 60 }),
    quiet: fc.option(
      fc
        .tuple(
          fc.constantFrom(['22:00', '07:00'] as const, ['23:30', '12:00'] as const, ['08:00', '00:15'] as const),
          fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns'),
        )
        .map(([[from, to], timeZone]) => ({ from, to, timeZone })),
    ),
  })
  .map(({ gaps, interval, quiet }): AttentionSettings => ({
    after: gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? 0) + gap * 60], []),
    ...{ interval: interval * 60, quiet },
  }));

const minute = fc.integer({ min: 0, max: busyFor });

const askIds = Array.from({ length: 12 }, (_, n) => `ask-${n}`);

const asked = fc.uniqueArray(fc.constantFrom(...askIds), { minLength: 1 }).chain((some) =>
  fc.tuple(
    ...some.map((id) =>
      fc
        .record({
          minute,
          policy,
          starterId: fc.constantFrom(...ids),
          standsAt: fc.subarray(places, { minLength: 1 }),
        })
        .map(({ policy: own, ...it }): Happening => ({ what: 'asks', ask: { id, policy: own }, ...it })),
    ),
  ),
);

const later = fc.array(
  fc.oneof(
    fc.record({
      minute,
      what: fc.constantFrom('settles' as const, 'revises' as const, 'pauses' as const, 'resumes' as const),
      askId: fc.constantFrom(...askIds),
    }),
    fc.record({ minute, what: fc.constantFrom('leaves' as const, 'returns' as const) }),
  ),
  { maxLength: 20 },
);

export const world: fc.Arbitrary<World> = fc
  .record({ people, settings, asked, later })
  .map(({ asked: opened, later: rest, ...it }) => ({
    ...it,
    happenings: [
      ...[...opened, ...rest, { minute: busyFor, what: 'returns' as const }],
      ...askIds.map((askId) => ({ minute: busyFor, what: 'resumes' as const, askId })),
    ],
  }));
