import { describe, expect, it } from 'vitest';
import { runCard } from '../../../src/core/cards/run-card.ts';
import { isProgress, settledBy } from '../../../src/core/cards/settling.ts';
import { runStatuses, type RunStatus } from '../../../src/core/run/run.ts';
import { gate, run, view } from './sample.ts';

const goesOn: readonly RunStatus[] = ['queued', 'running'];
const cardOf = (status: RunStatus) => runCard(view({ run: run({ status }) }));
const at = (status: RunStatus, asks = [gate({ id: 'open' })]) => ({ run: run({ id: 'r', status }), asks });

describe('what a decision settles', () => {
  it('is the run where it stands still now, or does so no longer, or stands still otherwise', () => {
    for (const was of runStatuses) {
      for (const now of runStatuses) {
        const isSettled = was !== now && !(goesOn.includes(was) && goesOn.includes(now));
        expect([...settledBy(at(was), at(now))], `${was}, then ${now}`).toEqual(isSettled ? ['r'] : []);
      }
    }
  });

  it('is nothing of a run that was just created', () => {
    for (const now of runStatuses) expect(settledBy(null, at(now)).size).toBe(0);
  });

  it('is every Ask that is over, whatever became of it', () => {
    const over = (['decided', 'expired', 'superseded', 'withdrawn'] as const).map((status) =>
      gate({ id: status, status }),
    );
    const asks = [gate({ id: 'open' }), ...over];
    expect([...settledBy(at('running', asks), at('running', asks))]).toEqual(over.map(({ id }) => id));
  });
});

it('is told from progress by what a run’s card shows, just as by its status', () => {
  for (const status of runStatuses) expect(isProgress(cardOf(status)), status).toBe(goesOn.includes(status));
});
