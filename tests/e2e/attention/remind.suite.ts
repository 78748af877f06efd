import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest';
import { findAll, findOne, parseHtml, textOf, withTag } from '../../bots/console/html.ts';
import { freshDatabase } from '../../setup/database.ts';
import { people, type Told } from './project.ts';
import { Town } from './town.ts';

/**
 * Seconds after which people are called, the last of which calls everybody; and those within which nobody is called twice, seconds
 * less than between two of them: who was called late to one is not called to the next.
 */
export interface Times {
  after: readonly number[];
  interval: number;
  /** Equal questions in quiet hours; with more than one, the morning is awaited. */
  night: number;
}

/** Messages bear the time at which they were sent, which is a moment after they were planned. */
const sending = 1;

const clock = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);

const inFile = ({ after, interval }: Pick<Times, 'after' | 'interval'>, quiet: Told['quiet']) => ({
  ...{ after: after.map((seconds) => `${seconds}s`), interval: `${interval}s`, quiet },
});

/** The built program on a database of its own. */
export function useTown(built: () => Promise<string>): () => Town {
  const database = freshDatabase();
  let town: Town | undefined;
  beforeAll(async () => void (town = await Town.open(database.url, await built())));
  afterAll(() => town?.close());
  return () => {
    onTestFailed(() => console.log(town?.said));
    return town!;
  };
}

/** Issue 6, item 8: an open question that nobody answers. */
export function remindInTime(built: () => Promise<string>, times: Times): void {
  const enter = useTown(built);
  const { interval, after, night } = times;

  it('P15, P16: calls people to it, more and more of them, until it is answered; to many at once, and not at night', async () => {
    const town = enter();
    await town.start({ day: inFile(times, null), night: inFile(times, [clock(-2), clock(2)]) });

    for (let n = 1; n <= night; n += 1) await town.ask(town.ada, 'night', `Note ${n} of the night`);
    const answered = await town.ask(town.ben, 'day', 'A note that is answered');
    expect(answered.card.text).toContain('The run waits; silence decides nothing. Whoever can answer is reminded.');
    const [first] = await town.find(() => nonEmpty(town.reminders('day')), 'the first reminder');
    expect(first!.thread).toBe(answered.thread);
    expect(first!.text).toContain('has waited for an answer since');
    // Who started the run.
    expect(town.pinged(first!)).toEqual(['ben']);
    // That round went by the night's questions, too, which had been asked before.
    expect(town.reminders('night')).toEqual([]);
    await town.ben.press({ channel: answered.channel, ts: answered.card.ts }, 'Approve');

    const waiting = await town.ask(town.ada, 'day', 'A note that waits');
    const ofIt = () => town.reminders('day').filter(({ thread }) => thread === waiting.thread);
    await town.find(() => ofIt().find((it) => town.pinged(it).length === people.length), 'a call to everybody');
    const called = ofIt().map((it) => town.pinged(it));
    expect(called).toEqual(
      after.map((_, step) => people.slice(0, step === after.length - 1 ? people.length : step + 1)),
    );
    // The first was answered before its second time came, long ago by now.
    expect(town.reminders('day').filter(({ thread }) => thread === answered.thread)).toHaveLength(1);
    expect(gapsOf(town).filter((gap) => gap < interval - sending)).toEqual([]);
    expect(town.reminders('night')).toEqual([]);
    await agreeOnNumbers(town, night + 1);

    if (night === 1) return;
    // The night is over: one message for all.
    await town.start({ day: inFile(times, null), night: inFile(times, null) });
    const digest = await town.find(() => town.reminders('night')[0], 'the digest');
    expect(town.pinged(digest)).toEqual(people);
    expect(digest.text).toContain(`${night} questions wait for an answer.`);
    expect(digest.text).toContain(`${night} runs · oldest asked`);
    expect(town.reminders('night')).toHaveLength(1);
  });
}

/** So many gates wait, and one was answered: for whoever collects metrics, and for whoever looks at the page. */
async function agreeOnNumbers(town: Town, open: number): Promise<void> {
  await expect.poll(() => town.metrics().then(gateMetrics)).toMatchObject({ open, young: open, answers: 1 });
  const { fast } = gateMetrics(await town.metrics());
  const page = parseHtml(await town.numbers());
  const cells = (section: string): string[] => {
    const found = findOne(page, (it) => it.attributes['aria-labelledby'] === section);
    const [, row] = found ? findAll(found, withTag('tr')) : [];
    return row ? findAll(row, withTag('td')).map((it) => textOf(it).trim()) : [];
  };
  expect(cells('open-asks')).toEqual([`${open}`, '0', '0', '0']);
  expect(cells('time-to-answer').at(-1)).toBe('1');
  expect(cells('fast-answers').at(-1)).toBe(`${fast} of 1`);
}

function gateMetrics(text: string) {
  const figure = (name: string): number =>
    Number(
      text
        .split('\n')
        .find((it) => it.startsWith(`${name} `))
        ?.split(' ')
        .at(-1),
    );
  return {
    open: figure('wheelhouse_open_asks{kind="gate"}'),
    young: figure('wheelhouse_open_asks_by_age{age="under an hour"}'),
    answers: figure('wheelhouse_answer_seconds_count{kind="gate"}'),
    fast: figure('wheelhouse_answer_seconds_bucket{le="2",kind="gate"}'),
  };
}

const nonEmpty = <T>(all: T[]): T[] | undefined => (all.length > 0 ? all : undefined);

/** Seconds between two calls to one person, in both channels: a project's interval is its own. */
const gapsOf = (town: Town, channel = 'day'): number[] =>
  people.flatMap((name) => {
    const times = town.reminders(channel).filter((it) => town.pinged(it).includes(name));
    return times.slice(1).map(({ at }, index) => at - times[index]!.at);
  });

/** The control: a program that keeps no record of whom it called. */
export function forgetful(built: () => Promise<string>, times: Omit<Times, 'night'>): void {
  const enter = useTown(built);

  it('calls the same person twice where the record of reminders is taken away', async () => {
    const town = enter();
    await town.start({ day: inFile(times, null) });
    await town.ask(town.ada, 'day', 'A note that waits');
    await town.find(
      () => gapsOf(town).find((gap) => gap < times.interval - sending),
      'a second call within the interval',
    );
  });
}
