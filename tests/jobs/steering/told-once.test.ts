import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DueEffect } from '../../../src/core/ports.ts';
import { deciding } from '../../../src/core/run/deciding.ts';
import { freshDatabase } from '../../setup/database.ts';
import { Hand } from './hand.ts';
import { accepted, definition, House, money, people, startOf } from './house.ts';
import { clear, programOf } from './mutants.ts';
import { faults } from './faults.ts';
import { asItIs, type Program } from './program.ts';
import { Scene } from './scene.ts';

const database = freshDatabase();
let house: House;
beforeAll(async () => {
  house = await House.open(database.url);
});
afterAll(() => house.close());

const control = faults.find(({ file }) => file === 'src/jobs/stage/work.ts')!;

/** An agent says that it is done as somebody writes: it is to go on, but never hears so, and after an outage its worker gives up. */
async function unheard(program: Program, runId: string) {
  const due: DueEffect[] = [];
  const runs = house.store(program, (it) => due.push(it));
  const first = accepted(await runs.create(accepted(program.start(startOf(runId, definition, money.budget)))));
  const scene = new Scene(house, program, runs, first);
  const hand = new Hand({ house, program, runs: scene.runs, history: scene.history }, 'w0');
  hand.isImpatient = true;
  await hand.take(due[0]!);
  await hand.tell('step');
  const [ann] = people;
  const words = { kind: 'message', text: 'And in blue.', policy: null, source: null } as const;
  const id = `${runId}-words`;
  accepted(await scene.runs.change(runId, deciding({ ...words, id, at: new Date(), actor: ann }, program.decide), id));
  hand.line.losing = 1;
  await hand.tell('done');
  expect(hand.hasEnded).toBe(true);
  const state = (await runs.find(runId))!;
  return { spent: state.run.spent.microUsd, status: state.run.status, lease: state.attempts[0]?.lease, due };
}

it('books what a step cost once, where nobody heard that it goes on, and hands the work on at once', async () => {
  const { spent, status, lease, due } = await unheard(asItIs, 'heard-of-once');
  expect(spent).toBe(money.price);
  expect([status, lease, due.length]).toEqual(['queued', null, 2]);
});

it('books it twice where what is told in its stead is another delivery: the control', async () => {
  const { spent } = await unheard(await programOf(control), 'heard-of-twice');
  clear(control.fault);
  expect(spent).toBe(2 * money.price);
});
