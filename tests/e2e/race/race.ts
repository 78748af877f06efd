import { setTimeout as sleep } from 'node:timers/promises';
import { findOne, parseHtml, textOf, withId } from '../../bots/console/html.ts';
import { channel } from './project.ts';
import type { Choice, Hand } from './hand.ts';
import { type Question, type Surface, type Verdict, verdictOn } from './questions.ts';
import type { Trouble } from './sides.ts';
import { watchStolen } from './stolen.ts';
import type { Town } from './town.ts';

/** What came of two opposite presses. */
export interface Raced {
  verdict: Verdict;
  /** By surface: “Approved by Ada”, as its readers have it. */
  shown: Partial<Record<Surface, string>>;
  /** Milliseconds until each surface showed it: from the presses, or from the end of what stood in the way, a Retry-After too. */
  after: Partial<Record<Surface, number>>;
  /** What the one who lost was told. */
  loser: string[];
  trouble: string | null;
  /** How often both pressed: again where both clicks were lost. */
  presses: number;
  /** Percent of the processors' time that the machine's host took meanwhile; null where nobody counts. */
  stolen: number | null;
}

const outcome = /(Approved|Rejected) by (Ada|Ben) \d+/;

/** How long people wait for an outcome before they press again. */
const patience = 2500;
/** Of clicks that are lost, one after the other, there may be some. */
const mostPresses = 4;

/** One Ask, and two people whose fingers are over opposite buttons. */
export interface Heat {
  question: Question;
  pair: readonly [Hand, Hand];
  acts: (() => Promise<unknown>)[];
}

export async function makeReady(question: Question, pair: Heat['pair']): Promise<Heat> {
  const [first, second] = byLot(pair);
  const acts = [await ready(first, question, 'approve'), await ready(second, question, 'reject')];
  return { question, pair, acts: byLot([acts[0]!, acts[1]!]) };
}

/** Both press in one instant; what breaks begins in it, too. */
export async function race(town: Town, heat: Heat, trouble: Trouble | null): Promise<Raced> {
  const { question, pair } = heat;
  const heard = new Map(pair.map((hand) => [hand, hand.listen()]));
  const stolenUntilNow = await watchStolen();
  const seen = watch(town, question, pair);
  seen.catch(() => undefined);
  let over = await pressAll(heat, trouble);
  let presses = 1;
  for (; presses < mostPresses && !(await isDecided(town, question)); presses += 1) {
    await Promise.all(pair.map((hand) => hand.tidy()));
    over = await pressAll(await makeReady(question, pair), null);
  }
  const [verdict, found, stolen] = [await verdictOn(town.engine, question.ask), await seen, await stolenUntilNow()];
  const slower = pair.find(({ name }) => name !== verdict.by)!;
  const loser = verdict.decisions === 1 ? await told(slower, heard.get(slower)!) : [];
  await Promise.all(pair.map((hand) => hand.tidy()));
  return {
    ...{ verdict, loser, presses, stolen, trouble: trouble?.what ?? null },
    shown: Object.fromEntries(Object.entries(found).map(([surface, { text }]) => [surface, text])),
    after: Object.fromEntries(
      Object.entries(found).map(([surface, { at }]) => {
        const free = Math.max(over, town.sides.silentUntil(surface as Surface, at));
        return [surface, Math.max(0, at - free)];
      }),
    ),
  };
}

/** When the last that stood in the way was over: the press itself, or what broke in that instant. */
async function pressAll({ acts }: Heat, trouble: Trouble | null): Promise<number> {
  const pressing = Promise.all(acts.map((act) => act()));
  let over = performance.now();
  if (trouble !== null) {
    await trouble.begin();
    over = performance.now();
  }
  await pressing;
  return over;
}

const byLot = <T>([one, other]: readonly [T, T]): [T, T] => (Math.random() < 0.5 ? [one, other] : [other, one]);

const ready = (hand: Hand, { at }: Question, choice: Choice) => hand.ready(at[hand.surface]!, choice);

async function isDecided({ engine }: Town, { ask }: Question): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    if ((await verdictOn(engine, ask)).status !== 'open') return true;
    await sleep(50);
  }
  return false;
}

interface Sight {
  text: string;
  at: number;
}

/** Each surface, until it shows an outcome. */
async function watch(town: Town, { ask, at }: Question, pair: Heat['pair']): Promise<Partial<Record<Surface, Sight>>> {
  const sights = pair.map(async (hand) => {
    const ref = at[hand.surface]!;
    await hand.until(() => outcome.test(hand.reads(ref)), `the outcome of ${ask} in ${hand.surface}`);
    return [hand.surface, { text: outcome.exec(hand.reads(ref))![0], at: performance.now() }] as const;
  });
  const inConsole = readConsole(town, at.console!).then((sight) => ['console', sight] as const);
  return Object.fromEntries(await Promise.all([...sights, inConsole]));
}

/** As a browser that loads the thread again and again. */
async function readConsole(
  { owner }: Town,
  { thread, message }: { thread: string | null; message: string },
): Promise<Sight> {
  for (;;) {
    const page = parseHtml(await owner.read(`/c/${channel}/${thread ?? message}?show=20`));
    const card = findOne(page, withId(`side-${message}`));
    const found = card && outcome.exec(textOf(card));
    if (found) return { text: found[0], at: performance.now() };
    await sleep(50);
  }
}

/** Of a click that came too late, and of one that never arrived: then the platform says so. */
export const tooLate = /(Ada|Ben) \d+ (approved|rejected) this .*(earlier|meanwhile)/;
export const lost = /failed|did not respond|went wrong|trouble/;

/** What somebody alone was told, once that says what became of their click; what there is, if nothing ever does. */
async function told(hand: Hand, heard: () => string[]): Promise<string[]> {
  const isSaid = (): boolean => heard().some((text) => tooLate.test(text) || lost.test(text));
  await hand.until(isSaid, `that ${hand.name} is told`).catch(() => undefined);
  return heard();
}
