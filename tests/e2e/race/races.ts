import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { spreadOf } from '../../../bench/spread.ts';
import type { Alter } from '../kill/build.ts';
import { buildProgram } from '../kill/build.ts';
import { serversEngine } from '../kill/engine.ts';
import { openQuestions, type Question } from './questions.ts';
import { lost, makeReady, race, type Raced, tooLate } from './race.ts';
import type { Sides, Trouble } from './sides.ts';
import { openTown, type Town } from './town.ts';

export interface Measure {
  races: number;
  /** How the program is made of its sources. */
  alter?: Alter;
  open: () => Promise<Sides>;
  /** In each so many-th round of races, one for each pair at once, something breaks, by turns; 0: never. */
  troubleEvery: number;
  /** The round in which something breaks for the first time; where it is left out, the one by which that happens every time. */
  firstTrouble?: number;
  /** Milliseconds that each round takes at the least, so that the platforms' rates hold. */
  every: number;
}

/** Each sends up to six posts of the console, which takes 300 in ten seconds from one session. */
const startsAtOnce = 30;
const startsTake = 7_000;

/** Milliseconds that the posts of one run may take, where Slack takes one a second in a channel. */
const postsTake = 8_000;

/** Starts runs until so many questions are open. */
async function questionsIn(town: Town, races: number): Promise<Question[]> {
  for (let started = 0; started < races; started += startsAtOnce) {
    const briefs = Array.from({ length: Math.min(startsAtOnce, races - started) }, (_, n) => `Race ${started + n + 1}`);
    const starting = Promise.all(briefs.map((brief) => town.owner.startRun(brief, 'checkpoint', 'note')));
    const isLast = started + startsAtOnce >= races;
    await Promise.all([starting, sleep(isLast ? 0 : startsTake)]);
  }
  const surfaces = [...town.sides.surfaces, 'console' as const];
  const deadline = performance.now() + 60_000 + races * postsTake;
  for (;;) {
    const open = await openQuestions(town.engine, surfaces);
    if (open.length >= races) return open;
    if (performance.now() > deadline)
      throw new Error(`Of ${races} questions ${open.length} are open everywhere:\n${town.said().join('\n')}`);
    await sleep(100);
  }
}

/** Opposite presses on so many Asks, one after the other. */
export async function holdRaces(measure: Measure): Promise<Raced[]> {
  const engine = await serversEngine();
  let town: Town | undefined;
  try {
    const built = path.join(engine.folder, 'built');
    await buildProgram(built, measure.alter);
    town = await openTown(engine, built, await measure.open());
    return await raceAll(town, measure);
  } finally {
    await town?.close();
    await engine.close();
  }
}

async function raceAll(town: Town, measure: Measure): Promise<Raced[]> {
  const { races, every, troubleEvery, firstTrouble = troubleEvery } = measure;
  const { pairs, troubles: others } = town.sides;
  const troubles: Trouble[] = [{ what: 'a kill', begin: () => town.kill() }, ...others];
  const questions = await questionsIn(town, races);
  const all: Raced[] = [];
  for (let round = 1; all.length < questions.length; round += 1) {
    const since = round - firstTrouble;
    const isTroubled = troubleEvery > 0 && since >= 0 && since % troubleEvery === 0;
    const trouble = isTroubled ? shared(troubles[(since / troubleEvery) % troubles.length]!) : null;
    const next = questions.slice(all.length, all.length + pairs.length);
    const ready = await Promise.all(next.map((question, index) => makeReady(question, pairs[index]!)));
    const heats = ready.map((heat) => race(town, heat, trouble));
    const [raced] = await Promise.all([Promise.all(heats), sleep(every)]);
    all.push(...raced);
  }
  return all;
}

/** It begins with the first who press, and is over for all at once. */
function shared(trouble: Trouble): Trouble {
  let begun: Promise<unknown> | undefined;
  return { ...trouble, begin: () => (begun ??= trouble.begin()) };
}

/** What is not as it has to be, a line each. */
export function faultsOf({ verdict, shown, loser, trouble }: Raced): string[] {
  const { status, choice, by, decisions } = verdict;
  const expected = choice === null ? 'nothing' : `${choice === 'approve' ? 'Approved' : 'Rejected'} by ${by}`;
  const wrong = Object.entries(shown).filter(([, text]) => text !== expected);
  // Where something broke, the click itself may be lost: then the platform says so.
  const isTold = loser.some((text) => tooLate.test(text) || (trouble !== null && lost.test(text)));
  return [
    ...(status === 'decided' && decisions === 1 ? [] : [`${decisions} decisions, and it is ${status}`]),
    ...wrong.map(([surface, text]) => `“${text}” in ${surface}, where the truth has “${expected}”`),
    ...(isTold ? [] : [`with ${trouble ?? 'nothing'} in the way, who lost was told: ${loser.join(' / ')}`]),
  ];
}

interface Figures {
  races: number;
  troubles: number;
  /** Of those who lost, whose click was lost itself: the platform told them. */
  failed: number;
  p50: number;
  p95: number;
  max: number;
}

/** Milliseconds until the last surface showed the outcome. */
function figuresOf(all: readonly Raced[]): Figures {
  const { p50, p95, max } = spreadOf(all.map(({ after }) => Math.max(...Object.values(after))));
  const troubles = all.filter(({ trouble }) => trouble !== null).length;
  const failed = all.filter(({ loser }) => !loser.some((text) => tooLate.test(text))).length;
  return { races: all.length, troubles, failed, p50, p95, max };
}

/** Those that took longer to show everywhere, a line each. */
export const slowerThan = (most: number, all: readonly Raced[]): string[] =>
  all
    .filter(({ after }) => Math.max(...Object.values(after)) > most)
    .map(
      ({ after, trouble, presses, stolen }) =>
        `${JSON.stringify(after)} with ${trouble ?? 'nothing'}, ${presses} presses; the machine's host took ${stolen ?? '?'} %`,
    );

/** As they were measured, with what else the machine did. */
export const report = (what: string, all: readonly Raced[]): string =>
  `${what}: ${JSON.stringify(figuresOf(all))} ms, load ${loadavg()
    .map((it) => it.toFixed(1))
    .join(' ')}; won by ${JSON.stringify(winners(all))}`;

function winners(all: readonly Raced[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of all) {
    const [who = 'nobody'] = verdict.by?.split(' ') ?? [];
    counts[who] = (counts[who] ?? 0) + 1;
  }
  return counts;
}
